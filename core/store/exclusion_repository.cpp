// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/exclusion_repository.h"

#include "core/store/dialogue_repository.h"
#include "core/store/query_p.h"

namespace gapscope {
Result<void> ExclusionRepository::exclude(const Exclusion &exclusion)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Result<bool> isKnown = DialogueRepository(m_session).contains(exclusion.dialogue);
    if (!isKnown)
        return isKnown.error();
    if (!*isKnown)
        return Error{ErrorCode::NotFound, exclusion.dialogue.value(), "no such dialogue"};
    Query query(m_session, R"sql(
        INSERT INTO exclusion (dialogue_id, reason, by_whom, at_ms)
        VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?)
        ON CONFLICT (dialogue_id) DO UPDATE SET reason = excluded.reason,
            by_whom = excluded.by_whom, at_ms = excluded.at_ms)sql");
    if (auto done = query.run(exclusion.dialogue, exclusion.reason, exclusion.by,
                              exclusion.atMs != 0 ? exclusion.atMs : nowMs());
        !done)
        return done.error();
    return transaction.commit();
}

Result<void> ExclusionRepository::exclude(const std::vector<Exclusion> &exclusions)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    for (const Exclusion &exclusion : exclusions)
        if (auto done = exclude(exclusion); !done)
            return done.error();
    return transaction.commit();
}

Result<bool> ExclusionRepository::include(const DialogueId &dialogue)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, "DELETE FROM exclusion WHERE dialogue_id = TEXT_IN(?)");
    if (auto done = query.run(dialogue); !done)
        return done.error();
    const bool wasThere = query.changedRows() > 0;
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return wasThere;
}

Result<int> ExclusionRepository::include(const std::vector<DialogueId> &dialogues)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    int included = 0;
    for (const DialogueId &dialogue : dialogues) {
        const Result<bool> done = include(dialogue);
        if (!done)
            return done.error();
        included += *done ? 1 : 0;
    }
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return included;
}

Result<std::vector<Exclusion>> ExclusionRepository::all()
{
    Query query(m_session, "SELECT TEXT_OUT(dialogue_id), TEXT_OUT(reason), TEXT_OUT(by_whom), "
                           "at_ms FROM exclusion ORDER BY at_ms, dialogue_id");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<Exclusion> result;
    while (query.next())
        result.push_back(
            {DialogueId{query.bytes(0)}, query.bytes(1), query.bytes(2), query.integer(3)});
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}
} // namespace gapscope
