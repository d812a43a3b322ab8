// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// Tasks of people's corpora and of simulators'; equal keys on both sides need not be one task.
enum class TaskSide { Real, Simulated };

/// What a task is known by beyond its key. Types: `actions` (gold actions and user), `user`,
/// `print/FORMAT` (an importer's own fingerprint).
struct TaskMark
{
    std::string type;
    std::string value;

    auto operator<=>(const TaskMark &) const = default;
};

struct SidedTask
{
    TaskSide side = TaskSide::Real;
    TaskKey key;
    std::string domain;
    /// Sorted.
    std::vector<TaskMark> marks;
    std::int64_t dialogues = 0;
};

/// What a person says about tasks. Link and Unlink: `task` is the real one, `other` the simulated
/// one. Rename: `task` of that side is called `other` from now on.
struct TaskCorrection
{
    enum class Kind { Link, Unlink, RenameReal, RenameSim };
    Kind kind = Kind::Link;
    TaskKey task;
    TaskKey other;
    std::string by;
    /// UTC milliseconds.
    std::int64_t atMs = 0;

    bool operator==(const TaskCorrection &) const = default;
};

/// How a row came about. Conflict: the same key with different marks (paired all the same until a
/// person parts them), or a fingerprint that fits several tasks (not paired).
enum class MatchWay { ById, ByFingerprint, ByHand, Conflict, Alone };

struct TaskMatchRow
{
    std::optional<TaskKey> real;
    std::optional<TaskKey> sim;
    MatchWay way = MatchWay::Alone;
    bool paired = false;
    /// Why, in plain English.
    std::string evidence;
    std::int64_t realDialogues = 0;
    std::int64_t simDialogues = 0;

    bool operator==(const TaskMatchRow &) const = default;
};

struct TaskMatching
{
    /// Paired rows by real task, then what is alone: each task stands in at least one row.
    std::vector<TaskMatchRow> rows;
    /// The key under which a task is paired, where it is not its own.
    std::map<std::pair<TaskSide, TaskKey>, TaskKey> pairingKeys;

    std::int64_t count(MatchWay way) const;
    TaskKey pairingKey(TaskSide side, const TaskKey &key) const;
};

const char *name(TaskSide side);
const char *name(MatchWay way);
const char *name(TaskCorrection::Kind kind);

/// Pairs the tasks of both sides: by hand, by key, by fingerprint. Corrections go before all else.
TaskMatching matchTasks(const std::vector<SidedTask> &tasks,
                        const std::vector<TaskCorrection> &corrections);
} // namespace gapscope
