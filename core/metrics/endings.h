// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/stats/survival.h"

#include <array>

/// How dialogues end (methods.md B6).
namespace gapscope {
enum class Ending { Done, GaveUp, Transfer, Loop, Cap, Unknown };
inline constexpr int endingCount = 6;
/// Those that end-reason mixes compare: all but Unknown.
inline constexpr int knownEndingCount = 5;
/// "done", "gave_up", "transfer", "loop", "cap", "unknown".
const char *name(Ending ending);

/// How a dialogue ended, by the first rule that fits:
/// 1. the source's termination names it: a limit (max, limit, cap, timeout) is Cap; transfer or
///    escalat… Transfer; give/gave up, abandon, quit, walk, leave GaveUp; loop Loop; error Unknown;
/// 2. the last tool call, or the tool of the last result, is a transfer or escalation, or a user
/// turn
///    holds ###TRANSFER###: Transfer;
/// 3. the last three spoken user turns are the same words: Loop;
/// 4. the last spoken user turn says that they leave without what they wanted ("forget it", "I give
///    up", …): GaveUp;
/// 5. a termination of any other name, a stop signal, or a last user turn that thanks or says
///    goodbye: Done;
/// 6. else Unknown.
Ending endingOf(const Dialogue &dialogue);

/// Spoken user turns and whether the user ended there; a limit and an unknown ending are censored.
stats::SurvivalTime survivalTimeOf(const Dialogue &dialogue);
} // namespace gapscope
