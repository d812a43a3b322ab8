// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"
#include "core/model/transcript.h"

#include <string>
#include <vector>

namespace gapscope {
/// A dialogue's turns in the making, with the messages of the source that they come from: put
/// together, the natives of all turns are the source's list of messages, whatever their shape
/// (core/export/message_list).
class MessageTurns
{
public:
    /// The turns that a message gives, in their order. A message that gives none is kept with the
    /// next one's, or with the last.
    void add(const Json &message, std::vector<Turn> turns = {});
    void add(const Json &message, Turn turn);

    const std::vector<Turn> &turns() const { return m_turns; }
    /// Starts anew.
    std::vector<Turn> take();

private:
    std::string nativeWith(const Json &message);
    void keepWaiting();

    std::vector<Turn> m_turns;
    /// Messages without turns since the last turn.
    Json m_waiting = Json::array();
};
} // namespace gapscope
