// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/message_turns.h"

#include "core/import/chat_messages.h"
#include "core/import/fields.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gapscope {
void MessageTurns::add(const Json &message, std::vector<Turn> turns)
{
    if (turns.empty()) {
        m_waiting.push_back(message);
        return;
    }
    turns.front().native = nativeWith(message);
    for (std::size_t i = 1; i < turns.size(); ++i)
        turns[i].native = nativeBefore;
    std::move(turns.begin(), turns.end(), std::back_inserter(m_turns));
}

void MessageTurns::add(const Json &message, Turn turn)
{
    turn.native = nativeWith(message);
    m_turns.push_back(std::move(turn));
}

std::string MessageTurns::nativeWith(const Json &message)
{
    // A list says that several messages make the turn, and null that the turn before has it.
    if (m_waiting.empty() && !message.is_array() && !message.is_null())
        return dumped(message);
    m_waiting.push_back(message);
    return dumped(std::exchange(m_waiting, Json::array()));
}

std::vector<Turn> MessageTurns::take()
{
    if (!m_waiting.empty())
        keepWaiting();
    m_waiting = Json::array();
    return std::exchange(m_turns, {});
}

void MessageTurns::keepWaiting()
{
    const auto turn = std::find_if(m_turns.rbegin(), m_turns.rend(),
                                   [](const Turn &each) { return each.native != nativeBefore; });
    if (turn == m_turns.rend())
        return;
    Json native = Json::parse(turn->native, nullptr, false);
    if (!native.is_array())
        native = Json::array({std::move(native)});
    native.insert(native.end(), m_waiting.begin(), m_waiting.end());
    turn->native = dumped(native);
}
} // namespace gapscope
