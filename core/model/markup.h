// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
enum class MarkupKind { Text, Reasoning, ToolCall, ToolResult, Canvas, Highlight, Survey, Note };

/// A piece of a message with in-band markup. `begin` and `end` are byte offsets in the message,
/// tags included; `text` is what stands between the tags.
struct MarkupSegment
{
    MarkupKind kind = MarkupKind::Text;
    std::string text;
    /// Of a ToolCall: the function and its parameters as a JSON object.
    std::string name;
    std::string arguments;
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const MarkupSegment &) const = default;
};

/// Splits `<|think|>…<|/think|>`, `<|tool|>`, `<|canvas|>`, `<|highlight|>`, `<|survey|>`,
/// `<|note|>`, `<function=NAME>…</function>` and `<tool_call>{"name": …}</tool_call>` off the plain
/// text, in order and without gaps.
/// An opening tag without its closing one is text, except `<function=`, which runs to the end.
std::vector<MarkupSegment> splitMarkup(std::string_view message);

/// The calls written into a message, in order, each with its piece of the message as `raw`. Of very
/// many only the first.
std::vector<ToolCall> callsInText(std::string_view message);

/// Whether the call is part of its turn's text, so that whoever shows or hashes the text has it.
bool standsInText(const ToolCall &call);

const char *name(MarkupKind kind);
} // namespace gapscope
