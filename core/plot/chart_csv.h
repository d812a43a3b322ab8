// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <string>

namespace gapscope {
/// Exact: the texts as they are, for programs. SpreadsheetSafe: texts a spreadsheet would run as a
/// formula get a leading apostrophe.
enum class CsvMode { Exact, SpreadsheetSafe };

/// The table of a chart as RFC 4180 CSV: UTF-8, '\n', numbers in the C locale that read back to
/// the same double, absent values empty.
std::string chartCsv(const ChartSpec &spec, CsvMode mode = CsvMode::Exact);
/// The same cells separated by tabs, for the clipboard; tabs and line breaks in texts become
/// blanks.
std::string chartTsv(const ChartSpec &spec);
/// One cell as chartCsv prints it, unquoted.
std::string cellText(const TableCell &cell);
} // namespace gapscope
