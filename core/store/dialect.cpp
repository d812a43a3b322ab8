// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect_p.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QVariant>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace gapscope::dialect {
namespace {
constexpr std::string_view textIn = "TEXT_IN(";
constexpr std::string_view textOut = "TEXT_OUT(";

std::string withCasts(std::string_view sql)
{
    std::string result;
    result.reserve(sql.size() + 64);
    while (!sql.empty()) {
        const std::size_t in = sql.find(textIn);
        const std::size_t out = sql.find(textOut);
        const std::size_t at = std::min(in, out);
        if (at == std::string_view::npos)
            break;
        const std::size_t open = at + (at == in ? textIn.size() : textOut.size());
        // The argument may hold brackets, and texts, itself: highlight(x, 0, TEXT_IN(?)).
        std::size_t close = open;
        for (int depth = 1; close < sql.size(); ++close) {
            depth += sql[close] == '(' ? 1 : sql[close] == ')' ? -1 : 0;
            if (depth == 0)
                break;
        }
        result += sql.substr(0, at);
        result += "CAST(";
        result += withCasts(sql.substr(open, close - open));
        result += at == in ? " AS TEXT" : " AS BLOB";
        sql.remove_prefix(close);
    }
    result += sql;
    return result;
}

ErrorCode codeOf(int extended)
{
    // The low byte is the kind, the rest says more about it.
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::StoreFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::WorkspaceBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::WorkspaceDamaged;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::WorkspaceReadOnly;
    default:
        return ErrorCode::StoreFailed;
    }
}
} // namespace

QString translated(std::string_view sql)
{
    return QString::fromStdString(withCasts(sql));
}

Error mapped(const QSqlError &error, const std::string &subject)
{
    bool isNumber = false;
    const int extended = error.nativeErrorCode().toInt(&isNumber);
    std::string detail = error.databaseText().toStdString();
    if (detail.empty())
        detail = error.driverText().toStdString();
    if (isNumber)
        detail += " (" + std::to_string(extended) + ")";
    return Error{isNumber ? codeOf(extended) : ErrorCode::StoreFailed, subject, std::move(detail)};
}

Error failureOf(const Session::Connection &connection)
{
    sqlite3 *database = handle(connection.database);
    if (!database)
        return Error{ErrorCode::StoreFailed, connection.path, "the driver is not SQLite's"};
    const int extended = sqlite3_extended_errcode(database);
    return Error{codeOf(extended), connection.path,
                 std::string(sqlite3_errmsg(database)) + " (" + std::to_string(extended) + ")"};
}

StopWhen::StopWhen(Session &session, const std::stop_token &stop) : m_stop(stop)
{
    if (!m_stop.stop_possible())
        return;
    m_database = handle(session.connection().database);
    if (!m_database)
        return;
    /// Steps of SQLite's machine between two looks: less than a millisecond.
    constexpr int steps = 1000;
    const auto look = [](void *token) -> int {
        return static_cast<const std::stop_token *>(token)->stop_requested() ? 1 : 0;
    };
    sqlite3_progress_handler(m_database, steps, look, &m_stop);
}

StopWhen::~StopWhen()
{
    if (m_database)
        sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
}

namespace {
/// Instead of writing back by itself, which is such a hook too.
void countPages(sqlite3 *database, int *pages)
{
    const auto remember = [](void *known, sqlite3 *, const char *, int count) -> int {
        *static_cast<int *>(known) = count;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(database, remember, pages);
}
} // namespace

void leaveLog(Session::Connection &connection)
{
    if (sqlite3 *database = handle(connection.database))
        countPages(database, &connection.logPages);
}

void writeBackLog(const Session::Connection &connection)
{
    sqlite3 *database = handle(connection.database);
    if (!database)
        return;
    // Where it cannot be done now, because others read or do it, the next one will.
    const auto write = [database] {
        sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    };
    write();
    // The log begins anew only if all of it was written back, and others went on meanwhile. What
    // they wrote is little, so that nobody waits for long now.
    WriteQueue *writers = connection.writers.get();
    if (writers && writers->enter(connection.patience)) {
        write();
        writers->leave();
    }
}

WriteBackLater::WriteBackLater(Session &session)
    : m_connection(session.connection()), m_database(handle(m_connection.database))
{
    if (m_database)
        countPages(m_database, &m_pages);
}

WriteBackLater::~WriteBackLater()
{
    if (m_database)
        sqlite3_wal_autocheckpoint(m_database, longLog);
}

void WriteBackLater::writeBack()
{
    if (m_pages < fullLog)
        return;
    m_pages = 0;
    writeBackLog(m_connection);
}

sqlite3 *handle(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.data());
}

void waitForOthers(Session::Connection &connection, std::chrono::milliseconds patience)
{
    if (sqlite3 *database = handle(connection.database))
        sqlite3_busy_timeout(database, static_cast<int>(patience.count()));
}
} // namespace gapscope::dialect
