// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/content_blocks.h"
#include "core/import/probe.h"
#include "core/model/transcript.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Role by the words chat formats use (`user`, `human`, `customer`; `assistant`, `bot` …), whatever
/// their case; none for a word nobody knows.
std::optional<Role> roleOf(std::string_view word);

/// The message as JSON where it is more than one of the usual roles and a string in this order,
/// else empty.
std::string nativeOf(const Json &message);

/// What stands in `native` of the further turns of a message that became several: the first has it.
inline constexpr std::string_view nativeBefore = "null";

/// A call's arguments: JSON text is read, all else is kept as it is (`raw` where it differs).
void setArguments(const Json *arguments, ToolCall &call);

/// Turns role/content messages into turns: OpenAI's and τ²'s spelling of tool calls, and content
/// blocks with calls and results in them. User and agent messages with text are scored.
class ChatMessages
{
public:
    /// Appends the turns of one message. The problem, if any, as an issue code; `not-an-object`
    /// adds nothing, `unknown-role` adds a note.
    std::string add(const Json &message) { return add(message, nativeOf(message)); }
    /// The same where the message was another one in the source.
    std::string add(const Json &message, std::string native);

    /// Adds items of the source that make no turn to the native of the last one, which becomes a
    /// list where it is none.
    void appendNative(const Json &items);

    std::vector<Turn> takeTurns() { return std::move(m_turns); }
    const std::vector<Turn> &turns() const { return m_turns; }

private:
    void addToolMessage(const Json &message, Turn turn);
    /// False: the blocks were results and nothing else.
    bool addBlocks(const Json &content, Turn &turn);
    void addServerResults(const Json &content);
    void addCall(const Json &call, Turn &turn);
    void addCallsInText(Turn &turn);
    void addResult(Turn turn, std::string callId, std::string name);

    std::vector<Turn> m_turns;
    std::map<std::string, std::string> m_nameOfCall;
    /// Calls without a result yet, for results that name no call.
    std::deque<ToolCall> m_waiting;
};
} // namespace gapscope
