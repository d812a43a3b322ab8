// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/query_p.h"

namespace gapscope {
/// Words of single turns, without reading their dialogues whole.
class TurnWords final
{
public:
    explicit TurnWords(Session &session);

    /// None where there is no such turn; empty where it has no text.
    Result<std::optional<std::string>> at(const DialogueId &dialogue, int turn);

private:
    Query m_query;
};
} // namespace gapscope
