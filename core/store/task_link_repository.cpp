// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/task_link_repository.h"

#include "core/store/label_table_p.h"
#include "core/store/task_link_table_p.h"

#include <map>

namespace gapscope {
namespace {
using Kind = TaskCorrection::Kind;
using Sided = std::pair<TaskSide, TaskKey>;

TaskSide sideOf(const std::string &word)
{
    return word == "sim" ? TaskSide::Simulated : TaskSide::Real;
}

Result<std::vector<SidedTask>> sidedTasks(Session &session)
{
    Query heads(session, R"sql(
        SELECT TEXT_OUT(c.kind), TEXT_OUT(d.task_key), TEXT_OUT(coalesce(t.domain, '')), count(*)
        FROM dialogue d JOIN corpus c ON c.id = d.corpus_id LEFT JOIN task t ON t.key = d.task_key
        WHERE d.task_key <> '' AND c.kind IN ('real', 'sim')
        GROUP BY c.kind, d.task_key ORDER BY c.kind, min(d.seq))sql");
    if (auto done = heads.run(); !done)
        return done.error();
    std::vector<SidedTask> tasks;
    std::map<Sided, std::size_t> index;
    while (heads.next()) {
        SidedTask task{
            sideOf(heads.bytes(0)), TaskKey{heads.bytes(1)}, heads.bytes(2), {}, heads.integer(3)};
        index.emplace(Sided{task.side, task.key}, tasks.size());
        tasks.push_back(std::move(task));
    }
    if (auto status = heads.status(); !status)
        return status.error();
    Query marks(session, R"sql(
        SELECT DISTINCT TEXT_OUT(c.kind), TEXT_OUT(m.task_key), TEXT_OUT(m.type), TEXT_OUT(m.value)
        FROM task_mark m JOIN corpus c ON c.id = m.corpus_id
        WHERE c.kind IN ('real', 'sim') ORDER BY m.task_key, m.type, m.value)sql");
    if (auto done = marks.run(); !done)
        return done.error();
    while (marks.next()) {
        const auto task = index.find({sideOf(marks.bytes(0)), TaskKey{marks.bytes(1)}});
        if (task != index.end())
            tasks[task->second].marks.push_back({marks.bytes(2), marks.bytes(3)});
    }
    if (auto status = marks.status(); !status)
        return status.error();
    return tasks;
}

/// With tasks of one side alone and nothing said by hand every key is its own.
Result<bool> isTrivial(Session &session)
{
    auto kinds = queryInteger(session, "SELECT count(DISTINCT c.kind) FROM corpus c WHERE c.kind "
                                       "IN ('real', 'sim') AND EXISTS (SELECT 1 FROM dialogue d "
                                       "WHERE d.corpus_id = c.id)");
    if (!kinds)
        return kinds.error();
    auto corrections = queryInteger(session, "SELECT count(*) FROM task_correction");
    if (!corrections)
        return corrections.error();
    return kinds->value_or(0) < 2 && corrections->value_or(0) == 0;
}
} // namespace

Result<std::vector<TaskCorrection>> TaskLinkRepository::corrections()
{
    Query query(m_session, "SELECT TEXT_OUT(kind), TEXT_OUT(task_key), TEXT_OUT(other), "
                           "TEXT_OUT(by_whom), at_ms FROM task_correction "
                           "ORDER BY at_ms, slot, task_key, place");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<TaskCorrection> all;
    while (query.next()) {
        TaskCorrection one{Kind::Link, TaskKey{query.bytes(1)}, TaskKey{query.bytes(2)},
                           query.bytes(3), query.integer(4)};
        for (const Kind kind : {Kind::Unlink, Kind::RenameReal, Kind::RenameSim}) {
            if (query.bytes(0) == name(kind))
                one.kind = kind;
        }
        all.push_back(std::move(one));
    }
    if (auto status = query.status(); !status)
        return status.error();
    return all;
}

Result<TaskMatching> TaskLinkRepository::matching()
{
    const Result<std::vector<SidedTask>> tasks = sidedTasks(m_session);
    if (!tasks)
        return tasks.error();
    const Result<std::vector<TaskCorrection>> made = corrections();
    if (!made)
        return made.error();
    return matchTasks(*tasks, *made);
}

Result<void> TaskLinkRepository::checkTask(TaskSide side, const TaskKey &key)
{
    Query query(m_session, "SELECT 1 FROM dialogue d JOIN corpus c ON c.id = d.corpus_id "
                           "WHERE d.task_key = TEXT_IN(?) AND c.kind = TEXT_IN(?) LIMIT 1");
    if (auto done = query.run(key, name(side)); !done)
        return done;
    const bool found = query.next();
    if (auto status = query.status(); !status)
        return status;
    if (found)
        return {};
    return Error{ErrorCode::NotFound,
                 std::string(side == TaskSide::Real ? "real" : "simulated") + " task " +
                     key.value(),
                 "no dialogue of that side has it"};
}

Result<bool> TaskLinkRepository::enter(const std::optional<TaskCorrection> &after,
                                       TaskCorrection place, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Result<std::optional<TaskCorrection>> before = correctionAt(m_session, place);
    if (!before)
        return before.error();
    const bool isSame = *before && after
                            ? (*before)->kind == after->kind && (*before)->other == after->other
                            : !*before && !after;
    if (isSame)
        return false;
    const TaskChange change{*before, after};
    if (auto done = replaceCorrection(m_session, change); !done)
        return done.error();
    LabelHistory history(m_session);
    if (auto done = history.closeUndone(by); !done)
        return done.error();
    LabelAction action{LabelAction::Kind::Task, by, nowMs(), {}, {}};
    action.tasks = {change};
    if (auto done = history.append(action, ActionState::Done); !done)
        return done.error();
    if (auto done = refreshTaskPairing(m_session); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return true;
}

Result<bool> TaskLinkRepository::link(const TaskKey &real, const TaskKey &sim,
                                      const std::string &by)
{
    for (const auto &[side, key] : {Sided{TaskSide::Real, real}, Sided{TaskSide::Simulated, sim}}) {
        if (auto known = checkTask(side, key); !known)
            return known.error();
    }
    const TaskCorrection made{Kind::Link, real, sim, by, nowMs()};
    return enter(made, made, by);
}

Result<bool> TaskLinkRepository::unlink(const TaskKey &real, const TaskKey &sim,
                                        const std::string &by)
{
    for (const auto &[side, key] : {Sided{TaskSide::Real, real}, Sided{TaskSide::Simulated, sim}}) {
        if (auto known = checkTask(side, key); !known)
            return known.error();
    }
    const TaskCorrection made{Kind::Unlink, real, sim, by, nowMs()};
    return enter(made, made, by);
}

Result<bool> TaskLinkRepository::rename(TaskSide side, const TaskKey &task, const TaskKey &to,
                                        const std::string &by)
{
    if (auto known = checkTask(side, task); !known)
        return known.error();
    const TaskCorrection made{side == TaskSide::Real ? Kind::RenameReal : Kind::RenameSim, task, to,
                              by, nowMs()};
    return enter(to.empty() ? std::nullopt : std::optional(made), made, by);
}

Result<bool> TaskLinkRepository::clear(const TaskKey &real, const TaskKey &sim,
                                       const std::string &by)
{
    return enter(std::nullopt, TaskCorrection{Kind::Link, real, sim, by, 0}, by);
}

Result<TaskChange> TaskLinkRepository::undo(const std::string &by)
{
    {
        const auto last = LabelHistory(m_session).lastDone(by);
        if (!last)
            return last.error();
        if (!*last)
            return Error{ErrorCode::NotFound, by, "nothing to undo"};
        if ((*last)->action.kind != LabelAction::Kind::Task)
            return Error{ErrorCode::Conflict, by,
                         "the latest action was on labels or anchors; undo that first"};
    }
    const Result<LabelAction> undone = LabelRepository(m_session).undo(by);
    if (!undone)
        return undone.error();
    return undone->tasks.front();
}

Result<void> refreshTaskPairing(Session &session)
{
    Transaction transaction(session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    const Result<bool> trivial = isTrivial(session);
    if (!trivial)
        return trivial.error();
    if (auto done = execute(session, "DELETE FROM task_pairing"); !done)
        return done;
    if (!*trivial) {
        const Result<TaskMatching> matching = TaskLinkRepository(session).matching();
        if (!matching)
            return matching.error();
        Query insert(session, "INSERT INTO task_pairing (side, task_key, pairing_key) "
                              "VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?))");
        for (const auto &[place, key] : matching->pairingKeys) {
            if (auto done = insert.run(name(place.first), place.second, key); !done)
                return done;
        }
    }
    return transaction.commit();
}
} // namespace gapscope
