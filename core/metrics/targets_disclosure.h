// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/targets_figure.h"
#include "core/metrics/targets_talk.h"

#include <vector>

namespace gapscope {
/// When users say what they have to say (methods.md B5). Units are what turns name for the first
/// time on either side: what the agent said before the user is not disclosed by the user.
struct DisclosureSchedule
{
    struct Step
    {
        int turn = 1;
        /// Mean over dialogues of the share of a dialogue's units said by this turn, 0–1; a
        /// dialogue that is over has said all.
        double share = 0.0;
        /// Dialogues that have such a turn.
        int talking = 0;
    };

    /// Dialogues with a unit at all.
    int dialogues = 0;
    int units = 0;
    std::vector<Step> steps;
    /// Turn of the first identifier, over the dialogues that have one.
    Quantiles firstIdentifier;
    /// Identifiers by who brought them up (see SaidTurn).
    int prompted = 0;
    int unprompted = 0;
};

DisclosureSchedule disclosureOf(const std::vector<UserTalk> &talks);

/// Share of the talk's units said by user turn `turn` (from 1), 0–1; none without units.
std::optional<double> disclosedBy(const UserTalk &talk, int turn);
/// From 1; none where the user gave no identifier.
std::optional<int> firstIdentifierTurn(const UserTalk &talk);
} // namespace gapscope
