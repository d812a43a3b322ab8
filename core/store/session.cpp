// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"

#include "core/store/dialect_p.h"
#include "core/store/new_id.h"
#include "core/store/query_p.h"
#include "core/store/session_open_p.h"
#include "core/store/workspace_lock_p.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <map>
#include <system_error>

namespace gapscope {
namespace {
/// Refuses what can be refused before the file is opened, so that nothing of it is touched.
Result<FileHeader> inspect(const std::string &path, OpenMode mode)
{
    Result<FileHeader> header = readFileHeader(path);
    if (!header)
        return header;
    if (!header->exists) {
        if (mode != OpenMode::Create)
            return Error{ErrorCode::NotFound, path, "no such file"};
        return header;
    }
    if (header->bytes == 0) {
        if (mode != OpenMode::Create)
            return Error{ErrorCode::NotAWorkspace, path, "the file is empty"};
        return header;
    }
    if (!header->isDatabase)
        return Error{ErrorCode::NotAWorkspace, path, "not a database"};
    if (header->applicationId != workspaceApplicationId)
        return Error{ErrorCode::NotAWorkspace, path, "a database of another program"};
    return header;
}

/// What was found when the first session of this process opened a file. Under the guard of
/// WorkspaceLocks.
std::map<std::string, FileHeader> &headersOfOpen()
{
    static std::map<std::string, FileHeader> headers;
    return headers;
}

/// Of a file that a session of this process has open, which must not be opened by ourselves.
FileHeader headerOfOpen(const std::string &key, const std::string &path)
{
    FileHeader header = headersOfOpen()[key];
    if (!header.isDatabase) {
        // The first session made it.
        header.isDatabase = true;
        header.applicationId = workspaceApplicationId;
        header.writeAheadLog = true;
    }
    refreshSizes(path, header);
    return header;
}

Result<void> checkWritable(const std::string &path, const FileHeader &header)
{
    const QFileInfo file(QFile::decodeName(path.c_str()));
    if (header.exists && !file.isWritable())
        return Error{ErrorCode::WorkspaceReadOnly, path, "the file is write-protected"};
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return Error{ErrorCode::NotFound, path, "its folder does not exist"};
    if (!folder.isWritable())
        return Error{ErrorCode::WorkspaceReadOnly, path, "the folder cannot be written to"};
    return {};
}

Result<void> applySettings(Session &session, bool queryOnly)
{
    for (const std::string_view sql : {"PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF",
                                       "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0"}) {
        if (auto done = execute(session, sql); !done)
            return done.error();
    }
    if (queryOnly)
        return execute(session, "PRAGMA query_only = ON");
    return {};
}

Result<void> prepare(Session &session, const FileHeader &header, bool queryOnly, bool first)
{
    if (auto set = applySettings(session, queryOnly); !set)
        return set.error();
    if (!first)
        return session.readOnly() ? Result<void>() : startWriteAheadLog(session);
    auto pages = queryInteger(session, "PRAGMA page_count");
    if (!pages)
        return pages.error();
    // Counted, not taken from the header: a program killed while it made the workspace leaves a
    // file that becomes empty when its journal is rolled back.
    const bool isNew = *pages == 0 && !session.readOnly();
    if (isNew) {
        if (auto made = createWorkspace(session); !made)
            return made.error();
    } else {
        int version = 0;
        if (auto verified = verifyWorkspace(session, version); !verified)
            return verified.error();
        if (auto done = bringUpToDate(session, version); !done)
            return done.error();
    }
    std::vector<OpenNote> &notes = session.connection().notes;
    if (header.writeAheadLog && !header.logExists)
        notes.push_back({OpenNote::Code::LogMissing, {}});
    else if (header.writeAheadLog && header.logBytes > 0 && !session.readOnly())
        notes.push_back({OpenNote::Code::Recovered, {}});
    return session.readOnly() ? Result<void>() : startWriteAheadLog(session);
}
} // namespace

Session::Session(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}

Result<std::unique_ptr<Session>> Session::open(const std::string &path, OpenMode mode,
                                               const SessionOptions &options)
{
    std::error_code error;
    auto connection = std::make_unique<Connection>();
    connection->path = path;
    connection->canonicalPath =
        std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error).string();
    if (error)
        return Error{ErrorCode::InputUnreadable, path, error.message()};
    connection->name = QString::fromStdString("gapscope-" + newUuid());
    connection->readOnly = mode == OpenMode::ReadOnly;
    connection->patience = std::chrono::milliseconds(options.busyTimeoutMs);

    WorkspaceLocks &locks = WorkspaceLocks::ofProcess();
    const auto guard = locks.guard();
    const std::string key = connection->canonicalPath;
    Result<FileHeader> header =
        locks.sessions(key) > 0 ? headerOfOpen(key, path) : inspect(path, mode);
    if (!header)
        return header.error();
    const bool isReader = mode == OpenMode::ReadOnly;
    const bool wasLocked = locks.isLocked(key);
    if (!isReader) {
        if (auto writable = checkWritable(path, *header); !writable)
            return writable.error();
        if (auto locked = locks.lock(key, path); !locked)
            return locked.error();
        connection->writers = locks.writers(key);
    }
    // A reader beside a writer of this process connects as one too, so that whoever closes last
    // can leave a single file.
    const bool writable = locks.isLocked(key);
    const bool isFirst = writable ? !wasLocked : locks.sessions(key) == 0;

    std::unique_ptr<Session> session(new Session(std::move(connection)));
    Result<void> opened = connectDatabase(session->connection(), *header, writable, options);
    if (opened)
        opened = prepare(*session, *header, isReader && writable, isFirst);
    if (opened && options.leavesLog)
        dialect::leaveLog(session->connection());
    if (opened) {
        locks.enter(key);
        headersOfOpen()[key] = *header;
        return session;
    }
    Error reason = opened.error();
    // Whoever keeps it from being opened has it.
    if (reason.code == ErrorCode::WorkspaceBusy)
        reason.code = ErrorCode::WorkspaceLocked;
    session->m_connection->database.close();
    if (!header->exists)
        std::filesystem::remove(key, error);
    // ~Session must not count what was never counted.
    const QString name = session->m_connection->name;
    session->m_connection.reset();
    QSqlDatabase::removeDatabase(name);
    locks.releaseUnused(key);
    return reason;
}

Session::~Session()
{
    if (!m_connection)
        return;
    WorkspaceLocks &locks = WorkspaceLocks::ofProcess();
    const auto guard = locks.guard();
    const std::string key = m_connection->canonicalPath;
    const QString name = m_connection->name;
    locks.leave(key);
    if (locks.sessions(key) == 0 && locks.isLocked(key))
        endWriteAheadLog(*this);
    m_connection->database.close();
    m_connection.reset();
    QSqlDatabase::removeDatabase(name);
    locks.releaseUnused(key);
}

WritePatience::WritePatience(Session &session, std::chrono::milliseconds patience)
    : m_session(session), m_before(std::exchange(session.connection().patience, patience)),
      m_waitedBefore(session.connection().waited)
{
    dialect::waitForOthers(session.connection(), patience);
}

WritePatience::~WritePatience()
{
    m_session.connection().patience = m_before;
    dialect::waitForOthers(m_session.connection(), m_before);
}

std::chrono::milliseconds WritePatience::waited() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_session.connection().waited -
                                                                 m_waitedBefore);
}

const std::string &Session::path() const
{
    return m_connection->path;
}

bool Session::readOnly() const
{
    return m_connection->readOnly;
}

bool Session::isLogLong() const
{
    return m_connection->logPages >= dialect::fullLog;
}

void Session::writeBackLog()
{
    dialect::writeBackLog(*m_connection);
}

const std::vector<OpenNote> &Session::openNotes() const
{
    return m_connection->notes;
}

Result<void> Session::saveCopy(const std::string &path)
{
    if (QFile::exists(QFile::decodeName(path.c_str())))
        return Error{ErrorCode::OutputFailed, path, "there is a file of this name"};
    Query copy(*this, "VACUUM INTO TEXT_IN(?)");
    if (auto done = copy.run(path); !done) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        const bool isFull = done.error().code == ErrorCode::StoreFull;
        return Error{isFull ? ErrorCode::StoreFull : ErrorCode::OutputFailed, path,
                     done.error().detail};
    }
    return {};
}
} // namespace gapscope
