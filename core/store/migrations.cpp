// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/dialect_p.h"
#include "core/store/query_p.h"
#include "core/store/schema_v1.h"
#include "core/store/schema_v2.h"
#include "core/store/schema_v3.h"
#include "core/store/schema_v4.h"
#include "core/store/schema_v5.h"
#include "core/store/schema_v6.h"

#include <QFile>

#include <map>
#include <utility>

namespace gapscope {
namespace {
/// (type, name) → SQL of everything in the database; what the database keeps for itself is left
/// out.
using Schema = std::map<std::pair<std::string, std::string>, std::string>;

Result<void> runStatement(QSqlDatabase &database, const std::string &path, const QString &sql)
{
    QSqlQuery query(database);
    if (!query.exec(sql))
        return dialect::mapped(query.lastError(), path);
    return {};
}

Result<void> runSteps(QSqlDatabase &database, const std::string &path,
                      std::span<const Migration> steps, int from, int to)
{
    for (const Migration &step : steps) {
        if (step.version <= from || step.version > to)
            continue;
        for (const std::string_view statement : step.statements) {
            const QString sql =
                QString::fromUtf8(statement.data(), static_cast<qsizetype>(statement.size()));
            if (auto done = runStatement(database, path, sql); !done)
                return done.error();
        }
    }
    return {};
}

Result<Schema> readSchema(const QSqlDatabase &database, const std::string &path)
{
    Schema schema;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT type, name, coalesce(sql, '') FROM sqlite_schema "
                                   "WHERE name NOT LIKE 'sqlite_stat%'")))
        return dialect::mapped(query.lastError(), path);
    while (query.next())
        schema[{query.value(0).toString().toStdString(), query.value(1).toString().toStdString()}] =
            query.value(2).toString().toStdString();
    if (query.lastError().isValid())
        return dialect::mapped(query.lastError(), path);
    return schema;
}

Result<Schema> expectedSchema(const std::string &path, int version,
                              std::span<const Migration> steps)
{
    const QString name = QStringLiteral("gapscope-expected-schema");
    Result<Schema> schema = Error{};
    {
        QSqlDatabase memory = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        memory.setDatabaseName(QStringLiteral(":memory:"));
        if (!memory.open())
            schema = dialect::mapped(memory.lastError(), path);
        else if (auto made = runSteps(memory, path, steps, 0, version); !made)
            schema = made.error();
        else
            schema = readSchema(memory, path);
    }
    QSqlDatabase::removeDatabase(name);
    return schema;
}

Error damaged(const std::string &path, const char *what, const Schema::key_type &object)
{
    return Error{ErrorCode::WorkspaceDamaged, path,
                 std::string(what) + " " + object.first + " " + object.second};
}

Result<std::string> backUp(Session &session, int version)
{
    const std::string base = session.path() + ".bak-v" + std::to_string(version);
    std::string copy = base;
    for (int i = 2; QFile::exists(QFile::decodeName(copy.c_str())); ++i)
        copy = base + "-" + std::to_string(i);
    if (auto saved = session.saveCopy(copy); !saved)
        return saved.error();
    return copy;
}
} // namespace

const std::vector<Migration> &migrations()
{
    static const std::vector<Migration> steps{{1, schemaV1()}, {2, schemaV2()}, {3, schemaV3()},
                                              {4, schemaV4()}, {5, schemaV5()}, {6, schemaV6()}};
    return steps;
}

int currentSchemaVersion()
{
    return migrations().back().version;
}

Result<std::string> migrate(Session &session, int from, std::span<const Migration> steps)
{
    std::string copy;
    if (from > 0 && from < steps.back().version) {
        Result<std::string> saved = backUp(session, from);
        if (!saved)
            return saved.error();
        copy = *saved;
    }
    QSqlDatabase &database = session.connection().database;
    // A new workspace is there with all of its tables or not at all.
    Transaction whole(session);
    if (from == 0) {
        if (auto begun = whole.begin(); !begun)
            return begun.error();
    }
    for (const Migration &step : steps) {
        if (step.version <= from)
            continue;
        Transaction transaction(session);
        if (auto begun = transaction.begin(); !begun)
            return begun.error();
        if (step.version == 1) {
            const QString sql =
                QStringLiteral("PRAGMA application_id = %1").arg(workspaceApplicationId);
            if (auto done = runStatement(database, session.path(), sql); !done)
                return done.error();
        }
        if (auto done = runSteps(database, session.path(), steps, step.version - 1, step.version);
            !done)
            return done.error();
        const QString sql = QStringLiteral("PRAGMA user_version = %1").arg(step.version);
        if (auto done = runStatement(database, session.path(), sql); !done)
            return done.error();
        if (auto committed = transaction.commit(); !committed)
            return committed.error();
    }
    if (from == 0) {
        if (auto committed = whole.commit(); !committed)
            return committed.error();
    }
    return copy;
}

Result<void> checkSchema(Session &session, int version, std::span<const Migration> steps)
{
    const std::string &path = session.path();
    Result<Schema> actual = readSchema(session.connection().database, path);
    if (!actual)
        return actual.error();
    Result<Schema> expected = expectedSchema(path, version, steps);
    if (!expected)
        return expected.error();
    for (const auto &[object, sql] : *actual) {
        const auto known = expected->find(object);
        if (known == expected->end())
            return damaged(path, "unknown", object);
        if (known->second != sql)
            return damaged(path, "changed", object);
    }
    for (const auto &[object, sql] : *expected) {
        if (!actual->contains(object))
            return damaged(path, "missing", object);
    }
    return {};
}
} // namespace gapscope
