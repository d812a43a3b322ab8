// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_disclosure.h"

#include <algorithm>

namespace gapscope {
std::optional<double> disclosedBy(const UserTalk &talk, int turn)
{
    int all = 0;
    int said = 0;
    for (std::size_t i = 0; i < talk.turns.size(); ++i) {
        all += talk.turns[i].newUnits;
        said += static_cast<int>(i) < turn ? talk.turns[i].newUnits : 0;
    }
    if (all == 0)
        return std::nullopt;
    return static_cast<double>(said) / all;
}

std::optional<int> firstIdentifierTurn(const UserTalk &talk)
{
    const auto found = std::find_if(talk.turns.begin(), talk.turns.end(),
                                    [](const SaidTurn &turn) { return turn.identifier; });
    if (found == talk.turns.end())
        return std::nullopt;
    return static_cast<int>(found - talk.turns.begin()) + 1;
}

DisclosureSchedule disclosureOf(const std::vector<UserTalk> &talks)
{
    DisclosureSchedule result;
    std::vector<double> firsts;
    std::size_t longest = 0;
    for (const UserTalk &talk : talks) {
        for (const SaidTurn &turn : talk.turns) {
            result.units += turn.newUnits;
            result.prompted += turn.promptedIdentifiers;
            result.unprompted += turn.unpromptedIdentifiers;
        }
        if (const std::optional<int> first = firstIdentifierTurn(talk))
            firsts.push_back(*first);
        if (disclosedBy(talk, 1)) {
            ++result.dialogues;
            longest = std::max(longest, talk.turns.size());
        }
    }
    result.firstIdentifier = quantilesOf(firsts);
    for (std::size_t t = 1; t <= longest; ++t) {
        DisclosureSchedule::Step step{static_cast<int>(t), 0.0, 0};
        for (const UserTalk &talk : talks) {
            const std::optional<double> share = disclosedBy(talk, step.turn);
            step.share += share.value_or(0.0) / result.dialogues;
            step.talking += share && talk.turns.size() >= t ? 1 : 0;
        }
        result.steps.push_back(step);
    }
    return result;
}
} // namespace gapscope
