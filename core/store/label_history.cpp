// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_merge.h"
#include "core/store/anchor_table_p.h"
#include "core/store/label_json.h"
#include "core/store/label_table_p.h"
#include "core/store/task_link_table_p.h"

namespace gapscope {
namespace {
constexpr std::string_view stateName(ActionState state)
{
    switch (state) {
    case ActionState::Done:
        return "done";
    case ActionState::Undone:
        return "undone";
    case ActionState::Closed:
        return "closed";
    }
    return "closed";
}

Result<LabelAction::Kind> kindOf(const std::string &text, Session &session)
{
    using Kind = LabelAction::Kind;
    for (const Kind kind : {Kind::Add, Kind::Update, Kind::Remove, Kind::Undo, Kind::Redo,
                            Kind::Anchor, Kind::Import, Kind::Task}) {
        if (text == name(kind))
            return kind;
    }
    return Error{ErrorCode::WorkspaceDamaged, session.path(), "unknown label action " + text};
}

Result<std::optional<std::string>> jsonOf(const std::optional<Label> &label)
{
    if (!label)
        return std::optional<std::string>();
    Result<std::string> json = labelJson(*label);
    if (!json)
        return json.error();
    return std::optional(std::move(*json));
}

Result<std::optional<Label>> labelOf(const std::optional<std::string> &json, Session &session)
{
    if (!json || removalFromJson(*json))
        return std::optional<Label>();
    std::optional<Label> label = labelFromJson(*json);
    if (!label)
        return Error{ErrorCode::WorkspaceDamaged, session.path(), "unreadable label history"};
    return label;
}
} // namespace

const char *name(LabelAction::Kind kind)
{
    switch (kind) {
    case LabelAction::Kind::Add:
        return "add";
    case LabelAction::Kind::Update:
        return "update";
    case LabelAction::Kind::Remove:
        return "remove";
    case LabelAction::Kind::Undo:
        return "undo";
    case LabelAction::Kind::Redo:
        return "redo";
    case LabelAction::Kind::Anchor:
        return "anchor";
    case LabelAction::Kind::Import:
        return "import";
    case LabelAction::Kind::Task:
        return "task";
    }
    return "add";
}

Result<void> LabelHistory::append(const LabelAction &action, ActionState state, WhenGone gone)
{
    auto last = queryInteger(m_session, "SELECT max(seq) FROM label_action");
    if (!last)
        return last.error();
    const std::int64_t seq = last->value_or(0) + 1;
    Query head(m_session, "INSERT INTO label_action (seq, kind, by_whom, at_ms, state) "
                          "VALUES (?, TEXT_IN(?), TEXT_IN(?), ?, TEXT_IN(?))");
    if (auto done = head.run(seq, name(action.kind), action.by, action.atMs, stateName(state));
        !done)
        return done.error();
    Query row(m_session, R"sql(
        INSERT INTO label_change (action_seq, position, label_id, revision, before, after)
        VALUES (?, ?, TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?)))sql");
    int position = 0;
    for (const LabelChange &change : action.changes) {
        auto before = jsonOf(change.before);
        if (!before)
            return before.error();
        auto after = jsonOf(change.after);
        if (!after)
            return after.error();
        const Label &label = change.after ? *change.after : *change.before;
        int revision = label.revision;
        if (!change.after && gone == WhenGone::Removed) {
            // The removal is a version too, so that other workspaces can learn of it.
            ++revision;
            *after = removalJson({label.id, revision, action.atMs, action.by});
        }
        if (auto done = row.run(seq, position, label.id, revision, *before, *after); !done)
            return done.error();
        ++position;
    }
    if (auto done = appendAnchorChanges(m_session, seq, action.anchors); !done)
        return done;
    return appendTaskChanges(m_session, seq, action.tasks);
}

Result<void> LabelHistory::setState(std::int64_t seq, ActionState state)
{
    Query query(m_session, "UPDATE label_action SET state = TEXT_IN(?) WHERE seq = ?");
    return query.run(stateName(state), seq);
}

Result<void> LabelHistory::closeUndone(const std::string &by)
{
    Query query(m_session, "UPDATE label_action SET state = TEXT_IN(?) "
                           "WHERE by_whom = TEXT_IN(?) AND state = TEXT_IN(?)");
    return query.run(stateName(ActionState::Closed), by, stateName(ActionState::Undone));
}

Result<std::optional<LabelHistory::Entry>> LabelHistory::lastDone(const std::string &by)
{
    return find(by, ActionState::Done, "DESC");
}

Result<std::optional<LabelHistory::Entry>> LabelHistory::firstUndone(const std::string &by)
{
    return find(by, ActionState::Undone, "ASC");
}

Result<std::optional<LabelHistory::Entry>>
LabelHistory::find(const std::string &by, ActionState state, std::string_view order)
{
    Query query(m_session, "SELECT seq, TEXT_OUT(kind), at_ms FROM label_action "
                           "WHERE by_whom = TEXT_IN(?) AND state = TEXT_IN(?) ORDER BY seq " +
                               std::string(order));
    if (auto done = query.run(by, stateName(state)); !done)
        return done.error();
    if (!query.next()) {
        if (auto status = query.status(); !status)
            return status.error();
        return std::optional<Entry>();
    }
    Entry entry;
    entry.seq = query.integer(0);
    Result<LabelAction::Kind> kind = kindOf(query.bytes(1), m_session);
    if (!kind)
        return kind.error();
    entry.action = {*kind, by, query.integer(2), {}, {}};
    query.finish();
    auto changes = changesOf(entry.seq);
    if (!changes)
        return changes.error();
    entry.action.changes = std::move(*changes);
    auto anchors = anchorChangesOf(m_session, entry.seq);
    if (!anchors)
        return anchors.error();
    entry.action.anchors = std::move(*anchors);
    auto tasks = taskChangesOf(m_session, entry.seq);
    if (!tasks)
        return tasks.error();
    entry.action.tasks = std::move(*tasks);
    return std::optional(std::move(entry));
}

Result<std::vector<LabelChange>> LabelHistory::changesOf(std::int64_t seq)
{
    Query query(m_session, "SELECT TEXT_OUT(before), TEXT_OUT(after) FROM label_change "
                           "WHERE action_seq = ? ORDER BY position");
    if (auto done = query.run(seq); !done)
        return done.error();
    std::vector<LabelChange> changes;
    while (query.next()) {
        auto before = labelOf(query.maybeBytes(0), m_session);
        if (!before)
            return before.error();
        auto after = labelOf(query.maybeBytes(1), m_session);
        if (!after)
            return after.error();
        // A removal that a file brought of a label that never was here changes nothing.
        if (*before || *after)
            changes.push_back({std::move(*before), std::move(*after)});
    }
    if (auto status = query.status(); !status)
        return status.error();
    return changes;
}

Result<std::vector<LabelAction>> LabelHistory::ofLabel(const LabelId &id)
{
    Query query(m_session, R"sql(
        SELECT TEXT_OUT(a.kind), TEXT_OUT(a.by_whom), a.at_ms, TEXT_OUT(c.before),
               TEXT_OUT(c.after)
        FROM label_change c JOIN label_action a ON a.seq = c.action_seq
        WHERE c.label_id = TEXT_IN(?) ORDER BY a.seq, c.position)sql");
    if (auto done = query.run(id); !done)
        return done.error();
    std::vector<LabelAction> result;
    while (query.next()) {
        Result<LabelAction::Kind> kind = kindOf(query.bytes(0), m_session);
        if (!kind)
            return kind.error();
        auto before = labelOf(query.maybeBytes(3), m_session);
        if (!before)
            return before.error();
        auto after = labelOf(query.maybeBytes(4), m_session);
        if (!after)
            return after.error();
        if (!*before && !*after)
            continue;
        result.push_back({*kind,
                          query.bytes(1),
                          query.integer(2),
                          {{std::move(*before), std::move(*after)}},
                          {}});
    }
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}
} // namespace gapscope
