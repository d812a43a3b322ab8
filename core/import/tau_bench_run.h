// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"
#include "core/model/transcript.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Which of a benchmark's domains a run is of, by its system prompt and the names of its tools;
/// empty = they do not tell.
std::string tauBenchDomain(const Json &run);

/// What the person or simulator was told to do, hashed over who the user is and what should be
/// done: stable across the forks' rewording of instructions. Empty without a task.
std::string tauBenchFingerprint(const Json *task);

/// How a run of τ-bench ended, which its source does not say: `user_stop`, `transfer`, and
/// `max_steps` for a simulated run that neither side ended. Empty = unknown.
std::string tauBenchTermination(const std::vector<Turn> &turns, bool mayEndOtherwise);

/// The logs of the app for people hold either what the screen showed (no system prompt, no tools)
/// or what the agent saw.
bool isScreenView(const std::vector<Turn> &turns);

/// Agents without tool calls of their own write them as text (`Action:` and JSON) and get the
/// results under the user's role (`API output: …`): makes them calls and results, and what they
/// say to the user (`respond`) their text. How many.
int unfoldTextActions(std::vector<Turn> &turns);

/// Cuts a transcript that is one text into turns: `user: …`, `assistant: …`, `tool: …`, a message
/// at each line that begins so. The word None for an agent's message is a call whose name is lost.
std::vector<Turn> turnsOfDisplay(std::string_view display);
} // namespace gapscope
