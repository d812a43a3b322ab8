// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session_open_p.h"

#include "core/store/dialect_p.h"
#include "core/store/migrations.h"
#include "core/store/query_p.h"

#include <QFile>
#include <QUrl>

#include <sqlite3.h>

namespace gapscope {
namespace {
Error wrongFile(const std::string &path, std::uint32_t applicationId)
{
    return Error{ErrorCode::NotAWorkspace, path,
                 "a database of another program (application id " + std::to_string(applicationId) +
                     ")"};
}

Result<void> setDefensive(Session::Connection &connection)
{
    sqlite3 *handle = dialect::handle(connection.database);
    if (!handle)
        return Error{ErrorCode::StoreFailed, connection.path, "the driver shows no handle"};
    if (sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) != SQLITE_OK)
        return Error{ErrorCode::StoreFailed, connection.path, "defensive mode is refused"};
    return {};
}
} // namespace

Result<void> connectDatabase(Session::Connection &connection, const FileHeader &header,
                             bool writable, const SessionOptions &options)
{
    QString file = QFile::decodeName(QByteArray::fromStdString(connection.canonicalPath));
    QString settings = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs);
    if (!writable) {
        settings += QStringLiteral(";QSQLITE_OPEN_READONLY");
        // Without its log nothing can be in flight, and reading must leave no files behind.
        if (header.writeAheadLog && !header.logExists) {
            QUrl url = QUrl::fromLocalFile(file);
            file = QString::fromLatin1(url.toEncoded()) + QStringLiteral("?immutable=1");
            settings += QStringLiteral(";QSQLITE_OPEN_URI");
        }
    }
    connection.database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection.name);
    if (!connection.database.isValid())
        return Error{ErrorCode::StoreFailed, connection.path, "the SQLite driver is missing"};
    connection.database.setDatabaseName(file);
    connection.database.setConnectOptions(settings);
    if (!connection.database.open())
        return dialect::mapped(connection.database.lastError(), connection.path);
    return setDefensive(connection);
}

Result<void> createWorkspace(Session &session)
{
    Result<std::string> made = migrate(session, 0, migrations());
    if (!made)
        return made.error();
    return {};
}

Result<void> verifyWorkspace(Session &session, int &version)
{
    const std::string &path = session.path();
    auto applicationId = queryInteger(session, "PRAGMA application_id");
    if (!applicationId)
        return applicationId.error();
    if (*applicationId != std::int64_t{workspaceApplicationId})
        return wrongFile(path, static_cast<std::uint32_t>(applicationId->value_or(0)));
    auto userVersion = queryInteger(session, "PRAGMA user_version");
    if (!userVersion)
        return userVersion.error();
    version = static_cast<int>(userVersion->value_or(0));
    if (version > currentSchemaVersion())
        return Error{ErrorCode::WorkspaceNewer, path, "schema version " + std::to_string(version)};
    if (version < 1)
        return Error{ErrorCode::WorkspaceDamaged, path, "no schema version"};

    Query check(session, "PRAGMA quick_check(1)");
    if (auto done = check.run(); !done)
        return done.error();
    const std::string finding = check.next() ? check.bytes(0) : std::string();
    if (auto status = check.status(); !status)
        return status.error();
    check.finish();
    if (finding != "ok")
        return Error{ErrorCode::WorkspaceDamaged, path, finding};
    return checkSchema(session, version, migrations());
}

Result<void> bringUpToDate(Session &session, int version)
{
    if (version == currentSchemaVersion())
        return {};
    if (session.readOnly())
        return Error{ErrorCode::WorkspaceReadOnly, session.path(),
                     "schema version " + std::to_string(version) + " needs a migration"};
    Result<std::string> copy = migrate(session, version, migrations());
    if (!copy)
        return copy.error();
    session.connection().notes.push_back({OpenNote::Code::Migrated, *copy});
    return {};
}

Result<void> startWriteAheadLog(Session &session)
{
    Query mode(session, "PRAGMA journal_mode = WAL");
    if (auto done = mode.run(); !done)
        return done.error();
    const bool hasLog = mode.next() && mode.bytes(0) == "wal";
    mode.finish();
    // A network drive may refuse the log; a rollback journal is only safe with full syncing.
    if (!hasLog)
        return {};
    // An import changes the same pages again and again: they stay in memory (32 MiB at most), and
    // reach the file seldom.
    const std::string limit = "PRAGMA wal_autocheckpoint = " + std::to_string(dialect::longLog);
    for (const std::string_view sql :
         {std::string_view("PRAGMA synchronous = NORMAL"),
          std::string_view("PRAGMA cache_size = -32768"), std::string_view(limit)}) {
        if (auto done = execute(session, sql); !done)
            return done;
    }
    return {};
}

void endWriteAheadLog(Session &session)
{
    // Another program that is reading makes this fail; then the log stays, and nothing is lost.
    for (const std::string_view sql : {"PRAGMA query_only = OFF", "PRAGMA wal_checkpoint(TRUNCATE)",
                                       "PRAGMA journal_mode = DELETE"})
        static_cast<void>(execute(session, sql));
}
} // namespace gapscope
