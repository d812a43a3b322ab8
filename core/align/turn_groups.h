// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/turn_similarity.h"
#include "core/model/annotation.h"

#include <set>
#include <span>
#include <utility>
#include <vector>

namespace gapscope {
/// Turns that stand together, counted among the user turns; one side has one turn. `similarity` and
/// `parts` are of the pair the group began with.
struct TurnGroup
{
    std::vector<int> real;
    std::vector<int> sim;
    double similarity = 0;
    RowParts parts;
};

/// Anchors of one pair as turn numbers among the user turns.
struct AnchorPlan
{
    /// Pinned turns, ascending on both sides.
    std::vector<TurnGroup> pinned;
    std::set<std::pair<int, int>> forbidden;

    bool forbids(int real, int sim) const { return forbidden.contains({real, sim}); }
};

/// Leaves out what contradicts a later anchor: crossing pins, a pin and a ban of the same turns,
/// pins that would join turns that are not neighbours or several turns of both sides.
AnchorPlan planAnchors(std::span<const Anchor> anchors, const WeightedDialogue &real,
                       const WeightedDialogue &sim);

/// Layer 1 (C.2) without the merge pass: the best monotone matching that keeps to the anchors.
std::vector<TurnGroup> matchTurns(const WeightedDialogue &real, const WeightedDialogue &sim,
                                  const AlignSettings &settings, const AnchorPlan &anchors);

/// Joins turns that stand alone between the same two groups where one says what the other says
/// (idf-weighted containment of at least mergeContainment, either way): a short turn and a long
/// one have a low cosine. The best monotone choice.
void joinGaps(std::vector<TurnGroup> &groups, const WeightedDialogue &real,
              const WeightedDialogue &sim, const AlignSettings &settings,
              const AnchorPlan &anchors);

/// Merge pass of C.2: unmatched neighbours join the group that already says what they say.
void mergeNeighbours(std::vector<TurnGroup> &groups, const WeightedDialogue &real,
                     const WeightedDialogue &sim, const AlignSettings &settings,
                     const AnchorPlan &anchors);
} // namespace gapscope
