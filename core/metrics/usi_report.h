// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_table.h"

#include <string>

namespace gapscope {
/// The stable JSON shape of the command line; full precision, ends with a newline.
std::string usiTableJson(const UsiTable &table);
/// One line per row: mean and sd of each cell, missing = empty.
std::string usiTableCsv(const UsiTable &table);
/// Aligned for a terminal, with edition, terms and difficulty, and the reasons of missing cells.
std::string usiTableText(const UsiTable &table);
} // namespace gapscope
