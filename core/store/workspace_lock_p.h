// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/write_queue_p.h"

#include <memory>
#include <mutex>
#include <string>

namespace gapscope {
/// The sessions this process has on its workspaces, and the lock file beside each that is written
/// to. Sessions are opened and closed one at a time: hold guard() while using the rest. State of
/// the whole process by nature, as the lock files are.
class WorkspaceLocks final
{
public:
    static WorkspaceLocks &ofProcess();

    std::unique_lock<std::mutex> guard();
    /// Takes the lock file, or finds that this process has it. WorkspaceLocked, WorkspaceReadOnly.
    Result<void> lock(const std::string &canonicalPath, const std::string &path);
    bool isLocked(const std::string &canonicalPath) const;
    int sessions(const std::string &canonicalPath) const;
    void enter(const std::string &canonicalPath);
    void leave(const std::string &canonicalPath);
    /// Shared by the sessions that write to it.
    std::shared_ptr<WriteQueue> writers(const std::string &canonicalPath);
    /// Gives the lock file back where no session is left.
    void releaseUnused(const std::string &canonicalPath);

private:
    WorkspaceLocks();
    ~WorkspaceLocks();

    struct State;
    std::unique_ptr<State> m_state;
};
} // namespace gapscope
