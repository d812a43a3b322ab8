// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"

#include <vector>

namespace gapscope {
/// The ticks of a voice simulation as messages: chunks of one side that follow one another are one
/// utterance, in the order in which utterances begin; the other side may speak at the same time.
/// Without any text (it may have been stripped) only tool calls and results are left.
std::vector<Json> messagesOfTicks(const Json &ticks);
} // namespace gapscope
