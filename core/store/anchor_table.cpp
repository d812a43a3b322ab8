// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor_table_p.h"

#include "core/store/query_p.h"

namespace gapscope {
namespace {
Result<void> removeRow(Session &session, const AnchorMark &mark)
{
    const Anchor &anchor = mark.anchor;
    Query query(session, "DELETE FROM anchor WHERE real_id = TEXT_IN(?) AND sim_id = TEXT_IN(?) "
                         "AND real_turn = ? AND sim_turn = ? AND kind = TEXT_IN(?) AND at_ms = ?");
    if (auto done = query.run(anchor.realDialogue, anchor.simDialogue, anchor.realTurn,
                              anchor.simTurn, name(anchor.kind), mark.atMs);
        !done)
        return done.error();
    if (query.changedRows() == 1)
        return {};
    return Error{ErrorCode::Conflict, "anchor", "it was changed or removed since"};
}

Result<void> insertRow(Session &session, const AnchorMark &mark)
{
    const Anchor &anchor = mark.anchor;
    Query query(session, R"sql(
        INSERT INTO anchor (real_id, sim_id, real_turn, sim_turn, kind, by_whom, at_ms)
        VALUES (TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?), TEXT_IN(?), ?)
        ON CONFLICT (real_id, sim_id, real_turn, sim_turn) DO NOTHING)sql");
    if (auto done = query.run(anchor.realDialogue, anchor.simDialogue, anchor.realTurn,
                              anchor.simTurn, name(anchor.kind), mark.by, mark.atMs);
        !done)
        return done.error();
    if (query.changedRows() == 1)
        return {};
    return Error{ErrorCode::Conflict, "anchor", "another one was set on these turns since"};
}

std::optional<AnchorMark> markOf(const Query &row, int column)
{
    const std::optional<std::string> kind = row.maybeBytes(column);
    if (!kind)
        return std::nullopt;
    return AnchorMark{
        {DialogueId{row.bytes(0)}, DialogueId{row.bytes(1)}, row.smallInteger(2),
         row.smallInteger(3),
         *kind == name(Anchor::Kind::Forbid) ? Anchor::Kind::Forbid : Anchor::Kind::Pin},
        row.bytes(column + 1),
        row.integer(column + 2)};
}
} // namespace

Result<void> replaceAnchor(Session &session, const AnchorChange &change)
{
    if (change.before) {
        if (auto done = removeRow(session, *change.before); !done)
            return done;
    }
    if (change.after) {
        if (auto done = insertRow(session, *change.after); !done)
            return done;
    }
    const Anchor &anchor = (change.after ? change.after : change.before)->anchor;
    Query query(session, "DELETE FROM alignment WHERE real_id = TEXT_IN(?) "
                         "AND sim_id = TEXT_IN(?)");
    return query.run(anchor.realDialogue, anchor.simDialogue);
}

Result<void> appendAnchorChanges(Session &session, std::int64_t action,
                                 const std::vector<AnchorChange> &changes)
{
    if (changes.empty())
        return {};
    Query row(session, R"sql(
        INSERT INTO anchor_change (action_seq, position, real_id, sim_id, real_turn, sim_turn,
                                   before_kind, before_by, before_ms, after_kind, after_by,
                                   after_ms)
        VALUES (?, ?, TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?), TEXT_IN(?), ?, TEXT_IN(?),
                TEXT_IN(?), ?))sql");
    const auto kind = [](const std::optional<AnchorMark> &mark) {
        return mark ? std::optional<std::string>(name(mark->anchor.kind)) : std::nullopt;
    };
    const auto by = [](const std::optional<AnchorMark> &mark) {
        return mark ? std::optional(mark->by) : std::nullopt;
    };
    const auto at = [](const std::optional<AnchorMark> &mark) {
        return mark ? std::optional(mark->atMs) : std::nullopt;
    };
    int position = 0;
    for (const AnchorChange &change : changes) {
        const Anchor &anchor = (change.after ? change.after : change.before)->anchor;
        if (auto done =
                row.run(action, position++, anchor.realDialogue, anchor.simDialogue,
                        anchor.realTurn, anchor.simTurn, kind(change.before), by(change.before),
                        at(change.before), kind(change.after), by(change.after), at(change.after));
            !done)
            return done.error();
    }
    return {};
}

Result<std::vector<AnchorChange>> anchorChangesOf(Session &session, std::int64_t action)
{
    Query query(session, R"sql(
        SELECT TEXT_OUT(real_id), TEXT_OUT(sim_id), real_turn, sim_turn, TEXT_OUT(before_kind),
               TEXT_OUT(before_by), before_ms, TEXT_OUT(after_kind), TEXT_OUT(after_by), after_ms
        FROM anchor_change WHERE action_seq = ? ORDER BY position)sql");
    if (auto done = query.run(action); !done)
        return done.error();
    std::vector<AnchorChange> changes;
    while (query.next())
        changes.push_back({markOf(query, 4), markOf(query, 7)});
    if (auto status = query.status(); !status)
        return status.error();
    return changes;
}
} // namespace gapscope
