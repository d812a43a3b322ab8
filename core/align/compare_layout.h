// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <vector>

namespace gapscope {
/// One line of a side-by-side view; positions in Dialogue::turns, an empty side is a blank.
struct DisplayRow
{
    /// Index into Alignment::rows; −1 for turns that are not aligned (agent, tool, system, note,
    /// user turns without text). Successive rows may share it: a merged row with agent turns
    /// between its turns.
    int alignedRow = -1;
    std::vector<int> real;
    std::vector<int> sim;
    Role role = Role::User;

    bool operator==(const DisplayRow &) const = default;
};

/// Every turn of both dialogues exactly once, each side in its own order: user turns as aligned,
/// the turns between them in step where role and tool names agree. `alignment` must be of these
/// two.
std::vector<DisplayRow> layoutPair(const Dialogue &real, const Dialogue &sim,
                                   const Alignment &alignment);
} // namespace gapscope
