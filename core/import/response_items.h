// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/chat_dialogues.h"

namespace gapscope {
/// Whether the value is an item of OpenAI's Responses interface: a message with its type, a call, a
/// call's output, a reasoning.
bool isResponseItem(const Json &value);

/// The item as a message with role and content; null = it makes no message.
Json messageOfItem(const Json &item);

/// Adds items to a dialogue. Reasoning makes no turn: it stands in the native of the turn it led
/// to, which then is a list of items. False: the reading ends.
bool addResponseItems(ChatDialogues &dialogues, ChatRecord &record, const Json &items);
} // namespace gapscope
