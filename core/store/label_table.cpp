// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_table_p.h"

namespace gapscope {
const std::string_view labelColumns = R"sql(
    SELECT TEXT_OUT(id), TEXT_OUT(real_id), TEXT_OUT(sim_id), real_turn, sim_turn, TEXT_OUT(code),
           severity, TEXT_OUT(note), TEXT_OUT(annotator), created_ms, changed_ms, revision
    FROM label )sql";

namespace {
Error conflict(const LabelId &id)
{
    return Error{ErrorCode::Conflict, id.value(), "it was changed or removed since"};
}

Result<void> removeRow(Session &session, const Label &label)
{
    Query query(session, "DELETE FROM label WHERE id = TEXT_IN(?) AND revision = ?");
    if (auto done = query.run(label.id, label.revision); !done)
        return done.error();
    return query.changedRows() == 1 ? Result<void>() : Result<void>(conflict(label.id));
}

Result<void> insertRow(Session &session, const Label &label)
{
    Query query(session, R"sql(
        INSERT INTO label (id, real_id, sim_id, real_turn, sim_turn, code, severity, note,
                           annotator, created_ms, changed_ms, revision)
        VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?),
                ?, ?, ?)
        ON CONFLICT (id) DO NOTHING)sql");
    if (auto done = query.run(label.id, label.realDialogue, label.simDialogue, label.realTurn,
                              label.simTurn, label.code, label.severity, label.note,
                              label.annotator, label.createdMs, label.changedMs, label.revision);
        !done)
        return done.error();
    return query.changedRows() == 1 ? Result<void>() : Result<void>(conflict(label.id));
}

Result<void> updateRow(Session &session, const Label &label, int revision)
{
    Query query(session, R"sql(
        UPDATE label SET real_id = TEXT_IN(?), sim_id = TEXT_IN(?), real_turn = ?, sim_turn = ?,
            code = TEXT_IN(?), severity = ?, note = TEXT_IN(?), annotator = TEXT_IN(?),
            created_ms = ?, changed_ms = ?, revision = ?
        WHERE id = TEXT_IN(?) AND revision = ?)sql");
    if (auto done = query.run(label.realDialogue, label.simDialogue, label.realTurn, label.simTurn,
                              label.code, label.severity, label.note, label.annotator,
                              label.createdMs, label.changedMs, label.revision, label.id, revision);
        !done)
        return done.error();
    return query.changedRows() == 1 ? Result<void>() : Result<void>(conflict(label.id));
}
} // namespace

Label labelOf(const Query &row)
{
    Label label;
    label.id = LabelId{row.bytes(0)};
    label.realDialogue = DialogueId{row.bytes(1)};
    label.simDialogue = DialogueId{row.bytes(2)};
    label.realTurn = row.maybeSmallInteger(3);
    label.simTurn = row.maybeSmallInteger(4);
    label.code = row.bytes(5);
    label.severity = row.maybeSmallInteger(6);
    label.note = row.bytes(7);
    label.annotator = row.bytes(8);
    label.createdMs = row.integer(9);
    label.changedMs = row.integer(10);
    label.revision = row.smallInteger(11);
    return label;
}

Result<std::optional<Label>> loadLabel(Session &session, const LabelId &id)
{
    Query query(session, std::string(labelColumns) + "WHERE id = TEXT_IN(?)");
    if (auto done = query.run(id); !done)
        return done.error();
    if (query.next())
        return std::optional(labelOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<Label>();
}

Result<int> nextRevision(Session &session, const LabelId &id)
{
    Query query(session,
                "SELECT coalesce(max(revision), 0) FROM label_change WHERE label_id = TEXT_IN(?)");
    if (auto done = query.run(id); !done)
        return done.error();
    if (query.next())
        return query.smallInteger(0) + 1;
    if (auto status = query.status(); !status)
        return status.error();
    return 1;
}

Result<void> replaceLabel(Session &session, const LabelChange &change)
{
    if (!change.before)
        return insertRow(session, *change.after);
    if (!change.after)
        return removeRow(session, *change.before);
    return updateRow(session, *change.after, change.before->revision);
}
} // namespace gapscope
