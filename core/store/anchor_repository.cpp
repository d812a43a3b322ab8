// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor_repository.h"

#include "core/store/query_p.h"

namespace gapscope {
namespace {
constexpr std::string_view columns = "SELECT TEXT_OUT(real_id), TEXT_OUT(sim_id), real_turn, "
                                     "sim_turn, TEXT_OUT(kind) FROM anchor ";
constexpr std::string_view pin = "pin";
constexpr std::string_view forbid = "forbid";

Result<std::vector<Anchor>> readAll(Query &query)
{
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<Anchor> result;
    while (query.next())
        result.push_back({DialogueId{query.bytes(0)}, DialogueId{query.bytes(1)},
                          query.smallInteger(2), query.smallInteger(3),
                          query.bytes(4) == forbid ? Anchor::Kind::Forbid : Anchor::Kind::Pin});
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<void> forgetAlignments(Session &session, const Anchor &anchor)
{
    Query query(session, "DELETE FROM alignment WHERE real_id = TEXT_IN(?) "
                         "AND sim_id = TEXT_IN(?)");
    return query.run(anchor.realDialogue, anchor.simDialogue);
}
} // namespace

Result<void> AnchorRepository::set(const Anchor &anchor, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO anchor (real_id, sim_id, real_turn, sim_turn, kind, by_whom, at_ms)
        VALUES (TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?), TEXT_IN(?), ?)
        ON CONFLICT (real_id, sim_id, real_turn, sim_turn) DO UPDATE SET kind = excluded.kind,
            by_whom = excluded.by_whom, at_ms = excluded.at_ms)sql");
    if (auto done =
            query.run(anchor.realDialogue, anchor.simDialogue, anchor.realTurn, anchor.simTurn,
                      anchor.kind == Anchor::Kind::Pin ? pin : forbid, by, nowMs());
        !done)
        return done.error();
    if (auto done = forgetAlignments(m_session, anchor); !done)
        return done.error();
    return transaction.commit();
}

Result<bool> AnchorRepository::clear(const Anchor &anchor)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, "DELETE FROM anchor WHERE real_id = TEXT_IN(?) AND sim_id = TEXT_IN(?) "
                           "AND real_turn = ? AND sim_turn = ?");
    if (auto done =
            query.run(anchor.realDialogue, anchor.simDialogue, anchor.realTurn, anchor.simTurn);
        !done)
        return done.error();
    const bool wasThere = query.changedRows() > 0;
    if (auto done = forgetAlignments(m_session, anchor); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return wasThere;
}

Result<std::vector<Anchor>> AnchorRepository::forPair(const DialogueId &real, const DialogueId &sim)
{
    Query query(m_session, std::string(columns) +
                               "WHERE real_id = TEXT_IN(?) AND sim_id = TEXT_IN(?) "
                               "ORDER BY real_turn, sim_turn");
    query.bind(sqlValue(real));
    query.bind(sqlValue(sim));
    return readAll(query);
}

Result<std::vector<Anchor>> AnchorRepository::all()
{
    Query query(m_session, std::string(columns) + "ORDER BY real_id, sim_id, real_turn, sim_turn");
    return readAll(query);
}
} // namespace gapscope
