// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/csv_rows.h"
#include "core/import/record_reader.h"

#include <functional>
#include <optional>
#include <vector>

namespace gapscope {
/// The header of a table; none = the file is no table.
std::optional<std::vector<std::string>> tableHeader(const Probe &probe);

/// Tells what was odd in the text of a row, which goes by that name.
bool tellOddText(const CsvRow &row, const std::string &record, ImportOutput &output);

/// Gives the rows of a table to `take` as objects of texts until it returns false; empty fields are
/// left out. What is odd about the file or a row is told. Error: InputUnreadable.
Result<void> forEachRow(const Probe &probe, ImportOutput &output,
                        const std::function<bool(Record)> &take);
} // namespace gapscope
