// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_table.h"

#include <string>
#include <vector>

namespace gapscope {
/// One printed line of the index table. `row` is borrowed from the table.
struct UsiTextRow
{
    const UsiRow *row = nullptr;
    /// One per UsiTextTable::header; "-" where there is no value.
    std::vector<std::string> cells;
    /// By column: "[low, high]" with the digits of its cell; "-" without an interval.
    std::vector<std::string> intervals;
};

/// The index table as people read it: what the terminal and the report print, so that they agree to
/// the last digit. One decimal, calibration error three.
struct UsiTextTable
{
    /// "User-Sim Index, reference edition, difficulty: …" and how to read the columns.
    std::string heading;
    /// name, tasks, dialogues, the columns' keys, the interval (only with uncertainty), excess,
    /// terms.
    std::vector<std::string> header;
    /// The table's rows, then the floors that could be computed.
    std::vector<UsiTextRow> rows;
};

UsiTextTable usiTextTable(const UsiTable &table, const UsiUncertainty *uncertainty = nullptr);
/// "corrected edition without pivot".
std::string shownEdition(const Edition &edition);
/// Halves of people, if any, and each simulator's runs among themselves.
std::vector<const UsiRow *> floorsOf(const UsiTable &table);
} // namespace gapscope
