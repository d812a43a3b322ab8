// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <optional>
#include <vector>

namespace gapscope {
/// One simulated dialogue beside the real one.
struct ColumnSource
{
    const Dialogue *sim = nullptr;
    /// Of the real dialogue and this one.
    const Alignment *alignment = nullptr;
};

/// What one simulator says in a line; positions in Dialogue::turns.
struct ColumnCell
{
    std::vector<int> turns;
    /// None for turns that are not aligned (agent, tool, system, note), and where nothing stands.
    std::optional<RowKind> kind;
    /// Index into its Alignment::rows, −1 = none.
    int alignedRow = -1;

    bool operator==(const ColumnCell &) const = default;
};

/// One line: a real turn, or what simulators say after it that the real dialogue does not.
struct ColumnsRow
{
    /// Position in the real dialogue, −1 = none.
    int real = -1;
    /// One per source.
    std::vector<ColumnCell> cells;

    bool operator==(const ColumnsRow &) const = default;
};

/// Several pairwise layouts of one real dialogue as one: every real turn stands once, in its order;
/// every simulated turn once, beside the real turn it is aligned with (of several: the first) or
/// after the real turn it follows.
std::vector<ColumnsRow> layoutColumns(const Dialogue &real,
                                      const std::vector<ColumnSource> &sources);
} // namespace gapscope
