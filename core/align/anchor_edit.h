// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/compare_layout.h"
#include "core/model/annotation.h"

#include <optional>
#include <span>
#include <vector>

namespace gapscope {
/// A user turn of one side, by its position in Dialogue::turns.
struct TurnPlace
{
    bool real = true;
    int turn = 0;

    bool operator==(const TurnPlace &) const = default;
};

/// Pins that keep an aligned row together as it is; none where a side is missing.
std::vector<Anchor> pinsOf(const AlignedRow &row, const Alignment &alignment);
/// The turn that waits for its partner: the first of a row with one side only.
std::optional<TurnPlace> loneTurnOf(const AlignedRow &row);
/// A pin of `waiting` with the turn of the other side in this line (or in its aligned row, where
/// the line shows only one side of it); none where there is no such turn.
std::optional<Anchor> pinBetween(const TurnPlace &waiting, const DisplayRow &line,
                                 const Alignment &alignment);
/// Bans that take apart what stands in this line: the pair; of a merged row shown in one line the
/// turns after the first; of a line of a merged row with one side, its turns from the other side.
std::vector<Anchor> bansOf(const DisplayRow &line, const Alignment &alignment);
/// Those that touch a turn of this row, indices into `anchors`.
std::vector<std::size_t> anchorsTouching(const AlignedRow &row, std::span<const Anchor> anchors);
/// Whether the alignment keeps to it; not where a later anchor contradicts it.
bool isKept(const Anchor &anchor, const Alignment &alignment);
} // namespace gapscope
