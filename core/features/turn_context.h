// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/context_cue.h"
#include "core/features/cue_automaton.h"
#include "core/features/turn_scan.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// What the corrected edition looks at around a cue.
namespace gapscope {
/// A cue found in a turn, in bytes of its lower-case text.
struct FoundCue
{
    ByteRange range;
    Feature feature = Feature::NTurns;
};

/// Turns the context cues in `found` that count in this turn into cues of their features and drops
/// all others. `fired`: bits of what was found; returned: of the features that count. `refused`:
/// the agent's message before has a cue of refusal.
std::uint32_t countInContext(std::string_view turn, const std::vector<ByteRange> &words,
                             bool refused, std::uint32_t fired, std::vector<FoundCue> &found);

/// Whether a lower-case message has a cue of refusal.
bool hasRefusal(std::string_view message, const CueAutomaton &automaton, TurnScan &scan);

/// The turn without blanks at both ends and without the marks an acknowledgement may end in.
std::string_view acknowledgementPart(std::string_view lower);
/// Whether such a part is made of two acknowledgements, with blanks between.
bool isAcknowledgementPair(std::string_view part,
                           const std::unordered_set<std::string_view> &acknowledgements);
} // namespace gapscope
