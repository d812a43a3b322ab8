// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace gapscope {
/// Create: ReadWrite, and make the workspace where the file is missing or has 0 bytes.
enum class OpenMode { Create, ReadWrite, ReadOnly };

struct SessionOptions
{
    /// How long a statement waits for another writer, in milliseconds.
    int busyTimeoutMs = 250;
    /// Its commits never write the log back and so wait for no disk, however long the log is;
    /// whoever opens it has another session do so where isLogLong().
    bool leavesLog = false;
};

/// What a person should know about how the workspace was found; not an error.
struct OpenNote
{
    enum class Code {
        /// The header says write-ahead log, but none is beside the file: it was copied without it.
        LogMissing,
        /// A log was there: the last program was killed; everything committed is back.
        Recovered,
        /// An older schema was migrated; `detail` is the path of the backup copy.
        Migrated,
    };
    Code code = Code::LogMissing;
    std::string detail;
};

/// One connection to a workspace file. It belongs to the thread that opened it; open one per
/// thread. The sessions of one process share one lock file beside the workspace; the last one to
/// close leaves a single file. A QCoreApplication must exist.
class Session final
{
public:
    /// Errors: NotFound, InputUnreadable, NotAWorkspace, WorkspaceNewer, WorkspaceReadOnly,
    /// WorkspaceLocked (detail names process id and program), WorkspaceDamaged, StoreFailed,
    /// StoreFull; subject = path. A file that is refused is not changed.
    static Result<std::unique_ptr<Session>> open(const std::string &path, OpenMode mode,
                                                 const SessionOptions &options = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const std::string &path() const;
    bool readOnly() const;
    const std::vector<OpenNote> &openNotes() const;

    /// Whole check: pages, foreign keys, search index. WorkspaceDamaged with the first finding.
    Result<void> check();
    /// A whole copy of the workspace as it is committed now; `path` must not exist.
    Result<void> saveCopy(const std::string &path);

    /// As of its last commit; only told where it leaves the log.
    bool isLogLong() const;
    /// Writes the log back into the file, as far as nobody reads it: takes what the disk takes.
    void writeBackLog();

    /// The QtSql side; known only inside core/store.
    struct Connection;
    Connection &connection() { return *m_connection; }

private:
    explicit Session(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> m_connection;
};

/// As long as it lives, its session waits this long for another writer, and not as it was opened
/// with.
class WritePatience final
{
public:
    WritePatience(Session &session, std::chrono::milliseconds patience);
    ~WritePatience();
    WritePatience(const WritePatience &) = delete;
    WritePatience &operator=(const WritePatience &) = delete;

    /// How long others were waited for since.
    std::chrono::milliseconds waited() const;

private:
    Session &m_session;
    std::chrono::milliseconds m_before;
    std::chrono::steady_clock::duration m_waitedBefore;
};
} // namespace gapscope
