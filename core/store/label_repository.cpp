// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_repository.h"

#include "core/store/anchor_table_p.h"
#include "core/store/label_table_p.h"
#include "core/store/new_id.h"
#include "core/store/task_link_table_p.h"

#include <algorithm>

namespace gapscope {
namespace {
/// The same but for what counts changes.
bool isSameJudgement(std::optional<Label> a, const std::optional<Label> &b)
{
    if (a && b) {
        a->revision = b->revision;
        a->changedMs = b->changedMs;
    }
    return a == b;
}

/// Makes the changes, enters them as a new action of the person and ends what could be redone.
Result<void> act(Session &session, const LabelAction &action)
{
    for (const LabelChange &change : action.changes) {
        if (auto done = replaceLabel(session, change); !done)
            return done.error();
    }
    LabelHistory history(session);
    if (auto done = history.closeUndone(action.by); !done)
        return done.error();
    return history.append(action, ActionState::Done);
}

/// Turns the label from `change.before` into `change.after`, whatever its revision is by now.
Result<LabelChange> reapply(Session &session, const LabelChange &change)
{
    const LabelId id = change.before ? change.before->id : change.after->id;
    auto current = loadLabel(session, id);
    if (!current)
        return current.error();
    if (!isSameJudgement(*current, change.before))
        return Error{ErrorCode::Conflict, id.value(), "it was changed since"};
    Result<int> revision = nextRevision(session, id);
    if (!revision)
        return revision.error();
    LabelChange now{std::move(*current), change.after};
    if (now.after)
        now.after->revision = *revision;
    if (auto done = replaceLabel(session, now); !done)
        return done.error();
    return now;
}

/// The changes that take these back, last first.
void turnRound(auto &changes)
{
    std::ranges::reverse(changes);
    for (auto &change : changes)
        std::swap(change.before, change.after);
}

/// Takes an action back (or makes it again) as one transaction with its own history entry.
Result<LabelAction> revisit(Session &session, const std::string &by, LabelAction::Kind kind)
{
    const bool isUndo = kind == LabelAction::Kind::Undo;
    Transaction transaction(session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    LabelHistory history(session);
    auto entry = isUndo ? history.lastDone(by) : history.firstUndone(by);
    if (!entry)
        return entry.error();
    if (!*entry)
        return Error{ErrorCode::NotFound, by, isUndo ? "nothing to undo" : "nothing to redo"};
    std::vector<LabelChange> changes = (*entry)->action.changes;
    std::vector<AnchorChange> anchors = (*entry)->action.anchors;
    std::vector<TaskChange> tasks = (*entry)->action.tasks;
    if (isUndo) {
        turnRound(changes);
        turnRound(anchors);
        turnRound(tasks);
    }
    LabelAction made{kind, by, nowMs(), {}, {}};
    for (const LabelChange &change : changes) {
        Result<LabelChange> now = reapply(session, change);
        if (!now)
            return now.error();
        made.changes.push_back(std::move(*now));
    }
    for (AnchorChange &change : anchors) {
        if (auto done = replaceAnchor(session, change); !done)
            return done.error();
        made.anchors.push_back(std::move(change));
    }
    for (TaskChange &change : tasks) {
        if (auto done = replaceCorrection(session, change); !done)
            return done.error();
        made.tasks.push_back(std::move(change));
    }
    if (!tasks.empty()) {
        if (auto done = refreshTaskPairing(session); !done)
            return done.error();
    }
    // Whoever takes a merge back does not want the labels of others removed everywhere.
    const bool isImport = (*entry)->action.kind == LabelAction::Kind::Import;
    if (auto done = history.append(made, ActionState::Closed,
                                   isImport ? WhenGone::Forgotten : WhenGone::Removed);
        !done)
        return done.error();
    const ActionState state = isUndo ? ActionState::Undone : ActionState::Done;
    if (auto done = history.setState((*entry)->seq, state); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return std::move((*entry)->action);
}

/// Fills what a new label lacks and makes it part of the action.
Result<void> enterNew(Session &session, Label &label, LabelAction &action)
{
    if (label.id.empty())
        label.id = LabelId{newUuid()};
    if (label.createdMs == 0)
        label.createdMs = action.atMs;
    if (label.changedMs == 0)
        label.changedMs = label.createdMs;
    // A label of this id may have been here and gone: its old revisions stay stale.
    Result<int> revision = nextRevision(session, label.id);
    if (!revision)
        return revision.error();
    label.revision = std::max(label.revision, *revision);
    action.changes.push_back({std::nullopt, label});
    return {};
}

Result<std::vector<Label>> readAll(Query &query)
{
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<Label> result;
    while (query.next())
        result.push_back(labelOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}
} // namespace

Result<Label> LabelRepository::add(Label label, const std::string &by)
{
    auto added = addAll({std::move(label)}, by);
    if (!added)
        return added.error();
    return std::move(added->front());
}

Result<std::vector<Label>> LabelRepository::addAll(std::vector<Label> labels, const std::string &by)
{
    if (labels.empty())
        return labels;
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    LabelAction action{LabelAction::Kind::Add, by, nowMs(), {}, {}};
    for (Label &label : labels)
        if (auto done = enterNew(m_session, label, action); !done)
            return done.error();
    if (auto done = act(m_session, action); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return labels;
}

Result<Label> LabelRepository::update(Label label, const std::string &by)
{
    auto updated = updateAll({std::move(label)}, by);
    if (!updated)
        return updated.error();
    return std::move(updated->front());
}

Result<std::vector<Label>> LabelRepository::updateAll(std::vector<Label> labels,
                                                      const std::string &by)
{
    if (labels.empty())
        return labels;
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    LabelAction action{LabelAction::Kind::Update, by, nowMs(), {}, {}};
    for (Label &label : labels) {
        auto before = loadLabel(m_session, label.id);
        if (!before)
            return before.error();
        if (!*before || (*before)->revision != label.revision)
            return Error{ErrorCode::Conflict, label.id.value(), "it was changed or removed since"};
        Result<int> revision = nextRevision(m_session, label.id);
        if (!revision)
            return revision.error();
        label.revision = std::max(label.revision + 1, *revision);
        label.createdMs = (*before)->createdMs;
        label.changedMs = action.atMs;
        action.changes.push_back({std::move(*before), label});
    }
    if (auto done = act(m_session, action); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return labels;
}

Result<void> LabelRepository::remove(const LabelId &id, int revision, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    auto before = loadLabel(m_session, id);
    if (!before)
        return before.error();
    if (!*before || (*before)->revision != revision)
        return Error{ErrorCode::Conflict, id.value(), "it was changed or removed since"};
    if (auto done =
            act(m_session, {LabelAction::Kind::Remove, by, nowMs(), {{*before, std::nullopt}}, {}});
        !done)
        return done.error();
    return transaction.commit();
}

Result<void> LabelRepository::replace(std::vector<Label> added, const std::vector<Label> &removed,
                                      const std::string &by)
{
    if (added.empty() && removed.empty())
        return {};
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    LabelAction action{
        removed.empty() ? LabelAction::Kind::Add : LabelAction::Kind::Update, by, nowMs(), {}, {}};
    for (const Label &label : removed) {
        auto before = loadLabel(m_session, label.id);
        if (!before)
            return before.error();
        if (!*before || (*before)->revision != label.revision)
            return Error{ErrorCode::Conflict, label.id.value(), "it was changed or removed since"};
        action.changes.push_back({std::move(*before), std::nullopt});
    }
    for (Label &label : added)
        if (auto done = enterNew(m_session, label, action); !done)
            return done.error();
    if (auto done = act(m_session, action); !done)
        return done.error();
    return transaction.commit();
}

Result<std::optional<Label>> LabelRepository::load(const LabelId &id)
{
    return loadLabel(m_session, id);
}

Result<std::vector<Label>> LabelRepository::forPair(const DialogueId &real, const DialogueId &sim)
{
    Query query(m_session, std::string(labelColumns) +
                               "WHERE (real_id = TEXT_IN(?) AND sim_id = TEXT_IN(?)) "
                               "OR (real_id = TEXT_IN(?) AND sim_id = '') "
                               "OR (real_id = '' AND sim_id = TEXT_IN(?)) ORDER BY created_ms, id");
    for (const DialogueId *id : {&real, &sim, &real, &sim})
        query.bind(sqlValue(*id));
    return readAll(query);
}

Result<std::vector<Label>> LabelRepository::all()
{
    Query query(m_session, std::string(labelColumns) + "ORDER BY created_ms, id");
    return readAll(query);
}

Result<bool> LabelRepository::canUndo(const std::string &by)
{
    auto entry = LabelHistory(m_session).lastDone(by);
    if (!entry)
        return entry.error();
    return entry->has_value();
}

Result<bool> LabelRepository::canRedo(const std::string &by)
{
    auto entry = LabelHistory(m_session).firstUndone(by);
    if (!entry)
        return entry.error();
    return entry->has_value();
}

Result<LabelAction> LabelRepository::undo(const std::string &by)
{
    return revisit(m_session, by, LabelAction::Kind::Undo);
}

Result<LabelAction> LabelRepository::redo(const std::string &by)
{
    return revisit(m_session, by, LabelAction::Kind::Redo);
}

Result<std::vector<LabelAction>> LabelRepository::history(const LabelId &id)
{
    return LabelHistory(m_session).ofLabel(id);
}
} // namespace gapscope
