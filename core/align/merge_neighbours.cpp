// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/containment.h"
#include "core/align/turn_groups.h"

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
/// One direction of the pass: unmatched turns of `own` join groups with one turn of `other`.
struct Side
{
    const WeightedDialogue &own;
    const WeightedDialogue &other;
    std::vector<int> TurnGroup::*ownTurns;
    std::vector<int> TurnGroup::*otherTurns;
    bool ownIsReal = true;
};

/// Both open their dialogue before the agent has said anything, and the agent answered the one: the
/// other, matched with a later turn, says at once what took two.
bool openBoth(const Side &side, int turn, int other)
{
    return turn == 0 && other == 0 && !side.own.hasContext[0] && !side.other.hasContext[0] &&
           side.own.turns.size() > 1 && side.own.hasContext[1];
}

double gainOf(const Side &side, const TurnGroup &group, int turn, const AlignSettings &settings,
              const AnchorPlan &anchors)
{
    const std::vector<int> &own = group.*side.ownTurns;
    const std::vector<int> &other = group.*side.otherTurns;
    const bool full = static_cast<int>(own.size()) >= settings.mergeMost || other.size() != 1;
    if (full || side.other.turns[static_cast<std::size_t>(other.front())].stop)
        return 0;
    if (side.ownIsReal ? anchors.forbids(turn, other.front())
                       : anchors.forbids(other.front(), turn))
        return 0;
    if (containment(side.other.wordsOf(other.front()), side.own, own) >= settings.mergeExplained)
        return 0;
    const double gain = containment(side.own.wordsOf(turn), side.other, other);
    if (gain < settings.mergeContainment && openBoth(side, turn, other.front()) &&
        (gain > 0 || containment(side.other.wordsOf(0), side.own, std::array{turn}) > 0))
        return settings.mergeContainment;
    return gain >= settings.mergeContainment ? gain : 0;
}

/// Lets `turn`, which stands between the groups `next - 1` and `next`, join the better of the two.
bool attach(const Side &side, std::vector<TurnGroup> &groups, std::size_t next, int turn,
            const AlignSettings &settings, const AnchorPlan &anchors)
{
    double before = 0;
    double after = 0;
    if (next > 0 && (groups[next - 1].*side.ownTurns).back() == turn - 1)
        before = gainOf(side, groups[next - 1], turn, settings, anchors);
    if (next < groups.size() && (groups[next].*side.ownTurns).front() == turn + 1)
        after = gainOf(side, groups[next], turn, settings, anchors);
    if (before <= 0 && after <= 0)
        return false;
    std::vector<int> &own = groups[before >= after ? next - 1 : next].*side.ownTurns;
    own.insert(before >= after ? own.end() : own.begin(), turn);
    return true;
}

bool pass(const Side &side, std::vector<TurnGroup> &groups, const AlignSettings &settings,
          const AnchorPlan &anchors)
{
    bool changed = false;
    std::size_t next = 0;
    for (int turn = 0; turn < static_cast<int>(side.own.turns.size()); ++turn) {
        while (next < groups.size() && (groups[next].*side.ownTurns).back() < turn)
            ++next;
        const bool matched = next < groups.size() && (groups[next].*side.ownTurns).front() <= turn;
        if (!matched && !side.own.turns[static_cast<std::size_t>(turn)].stop)
            changed = attach(side, groups, next, turn, settings, anchors) || changed;
    }
    return changed;
}
} // namespace

void mergeNeighbours(std::vector<TurnGroup> &groups, const WeightedDialogue &real,
                     const WeightedDialogue &sim, const AlignSettings &settings,
                     const AnchorPlan &anchors)
{
    const std::array<Side, 2> sides{{{real, sim, &TurnGroup::real, &TurnGroup::sim, true},
                                     {sim, real, &TurnGroup::sim, &TurnGroup::real, false}}};
    for (const Side &side : sides) {
        // Each pass makes a group longer by one at its front, so mergeMost passes reach all.
        for (int round = 0; round < settings.mergeMost; ++round)
            if (!pass(side, groups, settings, anchors))
                break;
    }
}
} // namespace gapscope
