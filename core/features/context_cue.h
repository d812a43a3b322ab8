// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace gapscope {
/// Lists of the corrected edition that are no feature's: cues that count only in context, and the
/// cues that make the context. They take the places behind the features in the automaton.
enum class ContextCue {
    AfterRefusal = featureCount,
    NearAddressee,
    InQuestion,
    Refusal,
    Addressee,
    NoAddressee,
    QuestionWord,
};
/// Features and context cues together.
inline constexpr std::size_t cueSlots = featureCount + 7;
static_assert(cueSlots <= 32, "the automaton keeps one bit for each");

/// "after_refusal", "near_addressee" …
std::optional<ContextCue> contextCueByKey(std::string_view key);

/// The automaton's place of a context cue.
constexpr Feature slotOf(ContextCue cue)
{
    return static_cast<Feature>(cue);
}
constexpr std::uint32_t cueBit(Feature slot)
{
    return 1U << static_cast<unsigned>(slot);
}
} // namespace gapscope
