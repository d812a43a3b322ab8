// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_table.h"

#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// Further members of the top-level object: name and JSON text.
using ReportMembers = std::vector<std::pair<std::string, std::string>>;

/// The stable JSON shape of the command line; full precision, ends with a newline. With
/// `uncertainty`, rows have "interval" and "excess" by column.
std::string usiTableJson(const UsiTable &table, const UsiUncertainty *uncertainty = nullptr,
                         const ReportMembers &further = {});
/// One line per row: mean and sd of each cell, missing = empty; with `uncertainty` each cell's
/// interval behind them.
std::string usiTableCsv(const UsiTable &table, const UsiUncertainty *uncertainty = nullptr);
/// Aligned for a terminal, with edition, terms and difficulty, floors, and the reasons of missing
/// cells.
std::string usiTableText(const UsiTable &table, const UsiUncertainty *uncertainty = nullptr);
} // namespace gapscope
