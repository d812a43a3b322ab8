// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/turn_words_p.h"

#include "core/store/turn_key_p.h"

namespace gapscope {
TurnWords::TurnWords(Session &session)
    : m_query(session, R"sql(
        SELECT TEXT_OUT(coalesce(t.text, b.text))
        FROM dialogue d JOIN turn t ON t.id = (d.seq << 20) + ?
                        LEFT JOIN blob_text b ON b.id = t.text_blob
        WHERE d.id = TEXT_IN(?))sql")
{
    static_assert(turn_key::turnBits == 20);
}

Result<std::optional<std::string>> TurnWords::at(const DialogueId &dialogue, int turn)
{
    if (turn < 0 || turn >= static_cast<int>(turn_key::maxTurns))
        return std::optional<std::string>();
    if (auto done = m_query.run(turn, dialogue); !done)
        return done.error();
    std::optional<std::string> words;
    if (m_query.next())
        words = m_query.bytes(0);
    else if (auto status = m_query.status(); !status)
        return status.error();
    m_query.finish();
    return words;
}
} // namespace gapscope
