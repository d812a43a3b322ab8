// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/workspace_lock_p.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <fcntl.h>
#include <map>
#include <sys/file.h>
#include <unistd.h>

namespace gapscope {
struct WorkspaceLocks::State
{
    struct Workspace
    {
        std::unique_ptr<QLockFile> file;
        int sessions = 0;
        std::shared_ptr<WriteQueue> writers = std::make_shared<WriteQueue>();
    };
    std::mutex mutex;
    std::map<std::string, Workspace> workspaces;
};

WorkspaceLocks::WorkspaceLocks() : m_state(std::make_unique<State>()) {}
WorkspaceLocks::~WorkspaceLocks() = default;

WorkspaceLocks &WorkspaceLocks::ofProcess()
{
    static WorkspaceLocks locks;
    return locks;
}

namespace {
/// A lock file without a name in it: its program was killed before it wrote it, or is just about
/// to. Programs that live hold the file by flock(), as QLockFile does.
bool isAbandoned(const QString &name)
{
    constexpr useconds_t timeToWrite = 100'000;
    usleep(timeToWrite);
    const int file = ::open(QFile::encodeName(name).constData(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool isFree = QFileInfo(name).size() == 0 && flock(file, LOCK_EX | LOCK_NB) == 0;
    ::close(file);
    return isFree;
}
} // namespace

std::unique_lock<std::mutex> WorkspaceLocks::guard()
{
    return std::unique_lock(m_state->mutex);
}

Result<void> WorkspaceLocks::lock(const std::string &canonicalPath, const std::string &path)
{
    if (isLocked(canonicalPath))
        return {};
    const QString name = QFile::decodeName(QByteArray::fromStdString(canonicalPath + ".lock"));
    auto file = std::make_unique<QLockFile>(name);
    // Never stale by age, only by the death of its process.
    file->setStaleLockTime(0);
    if (file->tryLock(0)) {
        m_state->workspaces[canonicalPath].file = std::move(file);
        return {};
    }
    if (file->error() == QLockFile::PermissionError)
        return Error{ErrorCode::WorkspaceReadOnly, path, "the folder cannot be written to"};
    if (file->error() != QLockFile::LockFailedError)
        return Error{ErrorCode::StoreFailed, path, "the lock file cannot be made"};
    qint64 process = 0;
    QString host;
    QString program;
    std::string holder = "another program";
    if (!file->getLockInfo(&process, &host, &program) && isAbandoned(name)) {
        QFile::remove(name);
        if (file->tryLock(0)) {
            m_state->workspaces[canonicalPath].file = std::move(file);
            return {};
        }
    }
    if (file->getLockInfo(&process, &host, &program))
        holder = program.toStdString() + " (process " + std::to_string(process) + " on " +
                 host.toStdString() + ")";
    return Error{ErrorCode::WorkspaceLocked, path, holder};
}

bool WorkspaceLocks::isLocked(const std::string &canonicalPath) const
{
    const auto found = m_state->workspaces.find(canonicalPath);
    return found != m_state->workspaces.end() && found->second.file;
}

int WorkspaceLocks::sessions(const std::string &canonicalPath) const
{
    const auto found = m_state->workspaces.find(canonicalPath);
    return found == m_state->workspaces.end() ? 0 : found->second.sessions;
}

void WorkspaceLocks::enter(const std::string &canonicalPath)
{
    ++m_state->workspaces[canonicalPath].sessions;
}

void WorkspaceLocks::leave(const std::string &canonicalPath)
{
    --m_state->workspaces[canonicalPath].sessions;
}

std::shared_ptr<WriteQueue> WorkspaceLocks::writers(const std::string &canonicalPath)
{
    return m_state->workspaces[canonicalPath].writers;
}

void WorkspaceLocks::releaseUnused(const std::string &canonicalPath)
{
    if (sessions(canonicalPath) == 0)
        m_state->workspaces.erase(canonicalPath);
}
} // namespace gapscope
