// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/turn_groups.h"

#include <algorithm>
#include <optional>

namespace gapscope {
namespace {
using Pair = std::pair<int, int>;

std::optional<int> turnAt(const WeightedDialogue &dialogue, int position)
{
    const auto found = std::lower_bound(
        dialogue.turns.begin(), dialogue.turns.end(), position,
        [](const PreparedTurn &turn, int wanted) { return turn.position < wanted; });
    if (found == dialogue.turns.end() || found->position != position)
        return std::nullopt;
    return static_cast<int>(found - dialogue.turns.begin());
}

/// Pins sorted by both sides, joined where they share a turn; none where they cannot all hold.
std::optional<std::vector<TurnGroup>> grouped(const std::set<Pair> &pins)
{
    std::vector<TurnGroup> groups;
    for (const auto &[real, sim] : pins) {
        if (!groups.empty()) {
            TurnGroup &last = groups.back();
            const bool nextReal = real == last.real.back() + 1;
            const bool nextSim = sim == last.sim.back() + 1;
            if (real == last.real.back() && nextSim && last.real.size() == 1) {
                last.sim.push_back(sim);
                continue;
            }
            if (sim == last.sim.back() && nextReal && last.sim.size() == 1) {
                last.real.push_back(real);
                continue;
            }
            if (real <= last.real.back() || sim <= last.sim.back())
                return std::nullopt;
        }
        groups.push_back({{real}, {sim}, 0, {}});
    }
    return groups;
}
} // namespace

AnchorPlan planAnchors(std::span<const Anchor> anchors, const WeightedDialogue &real,
                       const WeightedDialogue &sim)
{
    AnchorPlan plan;
    std::set<Pair> pins;
    for (auto anchor = anchors.rbegin(); anchor != anchors.rend(); ++anchor) {
        if (anchor->realDialogue != real.id || anchor->simDialogue != sim.id)
            continue;
        const std::optional<int> realTurn = turnAt(real, anchor->realTurn);
        const std::optional<int> simTurn = turnAt(sim, anchor->simTurn);
        if (!realTurn || !simTurn)
            continue;
        const Pair pair{*realTurn, *simTurn};
        if (anchor->kind == Anchor::Kind::Forbid) {
            if (!pins.contains(pair))
                plan.forbidden.insert(pair);
            continue;
        }
        if (plan.forbidden.contains(pair) || !pins.insert(pair).second)
            continue;
        if (!grouped(pins))
            pins.erase(pair);
    }
    plan.pinned = *grouped(pins);
    return plan;
}
} // namespace gapscope
