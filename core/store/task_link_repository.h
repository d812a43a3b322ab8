// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/task/task_matching.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// One correction before and after: no `before` = made, no `after` = taken away.
struct TaskChange
{
    std::optional<TaskCorrection> before;
    std::optional<TaskCorrection> after;

    bool operator==(const TaskChange &) const = default;
};

/// How the tasks of a workspace pair, and what people correct about it. Corrections are a layer on
/// top: dialogues keep their ids and their own task keys. Each is one action in the history of
/// labels and anchors; every reader of dialogues sees the key that a task is paired under.
class TaskLinkRepository final
{
public:
    explicit TaskLinkRepository(Session &session) : m_session(session) {}

    /// Of all corpora that are real or simulated; dialogues without a task take no part.
    Result<TaskMatching> matching();
    Result<std::vector<TaskCorrection>> corrections();

    /// NotFound: there is no such task on that side. False: it is so already.
    Result<bool> link(const TaskKey &real, const TaskKey &sim, const std::string &by);
    Result<bool> unlink(const TaskKey &real, const TaskKey &sim, const std::string &by);
    /// An empty name gives the task its own key back.
    Result<bool> rename(TaskSide side, const TaskKey &task, const TaskKey &to,
                        const std::string &by);
    /// Forgets what was said about the two by hand; false: nothing was.
    Result<bool> clear(const TaskKey &real, const TaskKey &sim, const std::string &by);
    /// Takes back the latest action of this person. NotFound: there is none. Conflict: it was on
    /// labels or anchors, which are undone there (LabelRepository::undo()).
    Result<TaskChange> undo(const std::string &by);

private:
    Result<void> checkTask(TaskSide side, const TaskKey &key);
    Result<bool> enter(const std::optional<TaskCorrection> &after, TaskCorrection place,
                       const std::string &by);

    Session &m_session;
};

/// Computes anew under which keys tasks are paired, in the caller's transaction or one of its own.
/// To be called after whatever changes tasks, dialogues or corrections.
Result<void> refreshTaskPairing(Session &session);
} // namespace gapscope
