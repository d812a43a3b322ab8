// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/align/validation/counts.h"
#include "core/align/validation/gold_pairs.h"
#include "core/model/alignment.h"

#include <optional>
#include <span>
#include <vector>

namespace gapscope {
/// What alignments find of hand-set gold. `pairs`: pairs of turns in one group. `moved`: links,
/// with their target; `movedTurns`: the same whatever the target. `missing`, `extra`: unmatched
/// turns without a link.
struct GoldCounts
{
    Counts pairs;
    Counts moved;
    Counts movedTurns;
    Counts missing;
    Counts extra;
    int dialogues = 0;
    int firstExact = 0;
    /// Within one turn; a found one where there is none is never near, nor the other way round.
    int firstNear = 0;
};

struct GoldPairScore
{
    Counts pairs;
    /// As in GoldPair.
    std::optional<int> wantedFirst;
    std::optional<int> foundFirst;
    Alignment alignment;
};

struct GoldScore
{
    GoldCounts counts;
    /// In the order of the pairs.
    std::vector<GoldPairScore> pairs;
};

/// Aligns every pair, with words weighed by all the dialogues of `pairs`, and counts.
GoldScore goldScore(std::span<const GoldPair> pairs, const AlignSettings &settings = {});

/// Indices of the `count` pairs with the lowest F1 of turn pairs, the worst first; equal ones with
/// a wrong first divergence before those with the right one, then in the order of the pairs.
std::vector<std::size_t> worstPairs(const GoldScore &score, std::size_t count);
} // namespace gapscope
