// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/task_link_table_p.h"

namespace gapscope {
namespace {
using Kind = TaskCorrection::Kind;

/// Where a correction stands: one per pair of tasks, and one per renamed task and side.
const char *slotOf(Kind kind)
{
    switch (kind) {
    case Kind::Link:
    case Kind::Unlink:
        return "pair";
    case Kind::RenameReal:
        return "real";
    case Kind::RenameSim:
        return "sim";
    }
    return "pair";
}

std::string placeOf(const TaskCorrection &correction)
{
    const bool isPair = correction.kind == Kind::Link || correction.kind == Kind::Unlink;
    return isPair ? correction.other.value() : std::string();
}

std::optional<Kind> kindOf(const std::string &text)
{
    for (const Kind kind : {Kind::Link, Kind::Unlink, Kind::RenameReal, Kind::RenameSim}) {
        if (text == name(kind))
            return kind;
    }
    return std::nullopt;
}

/// Columns from `column` on: kind, other, by, time; the task is column 0.
std::optional<TaskCorrection> correctionIn(const Query &row, int column)
{
    const std::optional<std::string> word = row.maybeBytes(column);
    const std::optional<Kind> kind = word ? kindOf(*word) : std::nullopt;
    if (!kind)
        return std::nullopt;
    return TaskCorrection{*kind, TaskKey{row.bytes(0)}, TaskKey{row.bytes(column + 1)},
                          row.bytes(column + 2), row.integer(column + 3)};
}
} // namespace

Result<std::optional<TaskCorrection>> correctionAt(Session &session, const TaskCorrection &place)
{
    Query query(session,
                "SELECT TEXT_OUT(task_key), TEXT_OUT(kind), TEXT_OUT(other), "
                "TEXT_OUT(by_whom), at_ms FROM task_correction "
                "WHERE slot = TEXT_IN(?) AND task_key = TEXT_IN(?) AND place = TEXT_IN(?)");
    if (auto done = query.run(slotOf(place.kind), place.task, placeOf(place)); !done)
        return done.error();
    if (query.next())
        return correctionIn(query, 1);
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<TaskCorrection>();
}

Result<void> replaceCorrection(Session &session, const TaskChange &change)
{
    const TaskCorrection &place = change.after ? *change.after : *change.before;
    Result<std::optional<TaskCorrection>> there = correctionAt(session, place);
    if (!there)
        return there.error();
    if (*there != change.before)
        return Error{ErrorCode::Conflict, "task " + place.task.value(), "it was changed since"};
    Query remove(session, "DELETE FROM task_correction WHERE slot = TEXT_IN(?) "
                          "AND task_key = TEXT_IN(?) AND place = TEXT_IN(?)");
    if (auto done = remove.run(slotOf(place.kind), place.task, placeOf(place)); !done)
        return done;
    if (!change.after)
        return {};
    Query insert(session, R"sql(
        INSERT INTO task_correction (slot, task_key, place, kind, other, by_whom, at_ms)
        VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?))sql");
    return insert.run(slotOf(place.kind), place.task, placeOf(place), name(place.kind), place.other,
                      place.by, place.atMs);
}

Result<void> appendTaskChanges(Session &session, std::int64_t action,
                               const std::vector<TaskChange> &changes)
{
    if (changes.empty())
        return {};
    Query row(session, R"sql(
        INSERT INTO task_change (action_seq, position, task_key, before_kind, before_other,
                                 before_by, before_ms, after_kind, after_other, after_by, after_ms)
        VALUES (?, ?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?),
                TEXT_IN(?), ?))sql");
    const auto kind = [](const std::optional<TaskCorrection> &one) {
        return one ? std::optional<std::string>(name(one->kind)) : std::nullopt;
    };
    const auto other = [](const std::optional<TaskCorrection> &one) {
        return one ? std::optional(one->other) : std::nullopt;
    };
    const auto by = [](const std::optional<TaskCorrection> &one) {
        return one ? std::optional(one->by) : std::nullopt;
    };
    const auto at = [](const std::optional<TaskCorrection> &one) {
        return one ? std::optional(one->atMs) : std::nullopt;
    };
    int position = 0;
    for (const TaskChange &change : changes) {
        const TaskKey &task = (change.after ? change.after : change.before)->task;
        if (auto done = row.run(action, position++, task, kind(change.before), other(change.before),
                                by(change.before), at(change.before), kind(change.after),
                                other(change.after), by(change.after), at(change.after));
            !done)
            return done.error();
    }
    return {};
}

Result<std::vector<TaskChange>> taskChangesOf(Session &session, std::int64_t action)
{
    Query query(session, R"sql(
        SELECT TEXT_OUT(task_key), TEXT_OUT(before_kind), TEXT_OUT(before_other),
               TEXT_OUT(before_by), before_ms, TEXT_OUT(after_kind), TEXT_OUT(after_other),
               TEXT_OUT(after_by), after_ms
        FROM task_change WHERE action_seq = ? ORDER BY position)sql");
    if (auto done = query.run(action); !done)
        return done.error();
    std::vector<TaskChange> changes;
    while (query.next())
        changes.push_back({correctionIn(query, 1), correctionIn(query, 5)});
    if (auto status = query.status(); !status)
        return status.error();
    return changes;
}
} // namespace gapscope
