// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/suggest/suggestion.h"
#include "core/align/unit_links.h"
#include "core/features/feature.h"
#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gapscope {
/// A pair as the rules read it. Everything must outlive the call; `alignment` is of these two.
struct SuggestInput
{
    const Dialogue &real;
    const Dialogue &sim;
    const Alignment &alignment;
    /// Fired cues; turns are positions in Dialogue::turns.
    std::span<const CueSpan> realCues;
    std::span<const CueSpan> simCues;
    /// The task's instruction; empty = not known.
    std::string_view card;
    /// Of unitLinks(); empty without a card.
    std::span<const UnitLink> units;
    /// The largest share of user turns with an emotion cue among all people of the task, 0–1; none
    /// = not known.
    std::optional<double> peopleEmotion;
};

/// Divergence codes that fit by the definitions and negative examples of methods.md (d), by row,
/// those of the whole pair last; within a row in the order of the codes.
std::vector<Suggestion> suggestCodes(const SuggestInput &input);

/// The rules that suggestCodes() leaves out for want of input.
std::vector<NotComputed> notComputed(const SuggestInput &input);
} // namespace gapscope
