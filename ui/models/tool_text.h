// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/tool_diff.h"
#include "core/model/transcript.h"
#include "ui/models/compare_pair.h"
#include "ui/models/text_range.h"

namespace gapscope {
/// `get_user_details(ana_wu_4821)`: the call with its argument values on one line. Marked are the
/// values that differ from the other side's call; `diff` may be null (nothing to compare with).
MarkedText callLine(const ToolCall &call, const ToolCallDiff *diff, Side side);

/// The arguments as indented JSON, as they stand where they are none; marks as in callLine.
MarkedText callArguments(const ToolCall &call, const ToolCallDiff *diff, Side side);

/// Indented where the text is a JSON object or array, else as it stands.
QString resultText(const std::string &text);

/// True where the source says so or the text begins with "Error", as the τ-bench tools reply.
bool failed(const Turn &toolTurn);

/// First line of a text, blanks collapsed, at most `most` characters and then "…".
QString firstLine(const QString &text, int most);
} // namespace gapscope
