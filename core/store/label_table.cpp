// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_table_p.h"

namespace gapscope {
const std::string_view labelColumns = R"sql(
    SELECT TEXT_OUT(id), TEXT_OUT(real_id), TEXT_OUT(sim_id), real_turn, sim_turn, TEXT_OUT(code),
           severity, TEXT_OUT(note), TEXT_OUT(annotator), created_ms, changed_ms, revision,
           TEXT_OUT(kind), TEXT_OUT(direction), TEXT_OUT(effect), onset, confidence, real_begin,
           real_end, sim_begin, sim_end, TEXT_OUT(origin), TEXT_OUT(suggestion), spent_ms, flagged
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

std::optional<int> beginOf(const std::optional<TextRange> &range)
{
    return range ? std::optional(range->begin) : std::nullopt;
}

std::optional<int> endOf(const std::optional<TextRange> &range)
{
    return range ? std::optional(range->end) : std::nullopt;
}

template <class Value>
std::optional<std::string> nameOf(const std::optional<Value> &value)
{
    return value ? std::optional<std::string>(name(*value)) : std::nullopt;
}

/// Binds all columns but the id, in the order in which both statements name them.
void bindFields(Query &query, const Label &label)
{
    const auto bind = [&query](const auto &...values) { (query.bind(sqlValue(values)), ...); };
    bind(label.realDialogue, label.simDialogue, label.realTurn, label.simTurn, label.code,
         label.severity, label.note, label.annotator, label.createdMs, label.changedMs,
         label.revision, name(label.kind), nameOf(label.direction), nameOf(label.effect),
         label.onset, label.confidence, beginOf(label.realSpan), endOf(label.realSpan),
         beginOf(label.simSpan), endOf(label.simSpan), name(label.origin), label.suggestion,
         label.spentMs, label.flagged);
}

Result<void> changeOne(Query &query, const LabelId &id)
{
    if (auto done = query.exec(); !done)
        return done.error();
    return query.changedRows() == 1 ? Result<void>() : Result<void>(conflict(id));
}

constexpr std::string_view insertSql = R"sql(
        INSERT INTO label (real_id, sim_id, real_turn, sim_turn, code, severity, note, annotator,
                           created_ms, changed_ms, revision, kind, direction, effect, onset,
                           confidence, real_begin, real_end, sim_begin, sim_end, origin,
                           suggestion, spent_ms, flagged, id)
        VALUES (TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?), ?, ?, ?,
                TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?, ?, ?, ?, ?, ?, TEXT_IN(?), TEXT_IN(?), ?, ?,
                TEXT_IN(?))
        ON CONFLICT (id) DO NOTHING)sql";

Result<void> updateRow(Session &session, const Label &label, int revision)
{
    Query query(session, R"sql(
        UPDATE label SET real_id = TEXT_IN(?), sim_id = TEXT_IN(?), real_turn = ?, sim_turn = ?,
            code = TEXT_IN(?), severity = ?, note = TEXT_IN(?), annotator = TEXT_IN(?),
            created_ms = ?, changed_ms = ?, revision = ?, kind = TEXT_IN(?),
            direction = TEXT_IN(?), effect = TEXT_IN(?), onset = ?, confidence = ?,
            real_begin = ?, real_end = ?, sim_begin = ?, sim_end = ?, origin = TEXT_IN(?),
            suggestion = TEXT_IN(?), spent_ms = ?, flagged = ?
        WHERE id = TEXT_IN(?) AND revision = ?)sql");
    bindFields(query, label);
    query.bind(sqlValue(label.id));
    query.bind(sqlValue(revision));
    return changeOne(query, label.id);
}

std::optional<TextRange> rangeAt(const Query &row, int column)
{
    const std::optional<int> begin = row.maybeSmallInteger(column);
    const std::optional<int> end = row.maybeSmallInteger(column + 1);
    return begin && end ? std::optional(TextRange{*begin, *end}) : std::nullopt;
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
    label.kind = labelKind(row.bytes(12)).value_or(LabelKind::Divergence);
    label.direction = labelDirection(row.bytes(13));
    label.effect = labelEffect(row.bytes(14));
    label.onset = row.boolean(15);
    label.confidence = row.maybeSmallInteger(16);
    label.realSpan = rangeAt(row, 17);
    label.simSpan = rangeAt(row, 19);
    label.origin = labelOrigin(row.bytes(21)).value_or(LabelOrigin::Own);
    label.suggestion = row.bytes(22);
    label.spentMs = row.maybeInteger(23);
    label.flagged = row.boolean(24);
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

LabelInsert::LabelInsert(Session &session) : m_query(session, insertSql) {}

Result<void> LabelInsert::run(const Label &label)
{
    bindFields(m_query, label);
    m_query.bind(sqlValue(label.id));
    return changeOne(m_query, label.id);
}

Result<void> replaceLabel(Session &session, const LabelChange &change)
{
    if (!change.before)
        return LabelInsert(session).run(*change.after);
    if (!change.after)
        return removeRow(session, *change.before);
    return updateRow(session, *change.after, change.before->revision);
}
} // namespace gapscope
