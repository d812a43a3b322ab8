// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/span_history.h"

#include <string>
#include <vector>

namespace gapscope {
/// JSON in a text, as exports to tables have it; else the value itself.
Json decoded(const Json *value);

/// Messages in whatever a trace calls its input or output: a list of messages, an object with
/// `messages`, `choices`, `generations` or `content`, a text. LangChain's and OpenTelemetry's own
/// forms, too. `role` is that of a text without one.
std::vector<SpanMessage> messagesIn(const Json &value, const std::string &role);
} // namespace gapscope
