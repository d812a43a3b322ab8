// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/raw_rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace gapscope::bench {
namespace {
/// Statements of more rows are hardly faster.
constexpr std::size_t rowsPerInsert = 50;

struct Close
{
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

Database opened(const std::filesystem::path &path, int flags)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    Database owned(database);
    if (code != SQLITE_OK)
        throw std::runtime_error(path.string() + ": " + sqlite3_errstr(code));
    return owned;
}

Statement prepared(sqlite3 *database, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(sql.substr(0, 80) + ": " + sqlite3_errmsg(database));
    return Statement(statement);
}

std::string bytes(const void *data, int size)
{
    return data ? std::string(static_cast<const char *>(data), static_cast<std::size_t>(size))
                : std::string();
}

RawValue valueAt(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_NULL:
        return {};
    case SQLITE_BLOB:
        return RawBlob{
            bytes(sqlite3_column_blob(statement, column), sqlite3_column_bytes(statement, column))};
    default:
        return bytes(sqlite3_column_blob(statement, column),
                     sqlite3_column_bytes(statement, column));
    }
}

void bind(sqlite3_stmt *statement, int place, const RawValue &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value))
        sqlite3_bind_int64(statement, place, *number);
    else if (const auto *real = std::get_if<double>(&value))
        sqlite3_bind_double(statement, place, *real);
    else if (const auto *text = std::get_if<std::string>(&value))
        sqlite3_bind_text(statement, place, text->data(), static_cast<int>(text->size()),
                          SQLITE_STATIC);
    else if (const auto *blob = std::get_if<RawBlob>(&value))
        sqlite3_bind_blob(statement, place, blob->bytes.data(),
                          static_cast<int>(blob->bytes.size()), SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, place);
}

bool run(sqlite3 *database, const std::string &sql)
{
    return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool insertInto(sqlite3 *database, const RawTable &table)
{
    std::string marks = "(?";
    for (std::size_t i = 1; i < table.columns; ++i)
        marks += ",?";
    marks += ")";
    Statement statement;
    std::size_t prepares = 0;
    for (std::size_t row = 0; row < table.rows(); row += rowsPerInsert) {
        const std::size_t count = std::min(rowsPerInsert, table.rows() - row);
        if (count != prepares) {
            std::string sql = "INSERT INTO \"" + table.name + "\" VALUES " + marks;
            for (std::size_t i = 1; i < count; ++i)
                sql += "," + marks;
            statement = prepared(database, sql);
            prepares = count;
        }
        for (std::size_t i = 0; i < count * table.columns; ++i)
            bind(statement.get(), static_cast<int>(i) + 1, table.values[row * table.columns + i]);
        if (sqlite3_step(statement.get()) != SQLITE_DONE)
            return false;
        sqlite3_reset(statement.get());
    }
    return true;
}

/// A new file as the workspace's own are written.
Database fresh(const std::filesystem::path &path)
{
    std::filesystem::remove(path);
    Database database = opened(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    run(database.get(), "PRAGMA journal_mode = WAL");
    run(database.get(), "PRAGMA synchronous = NORMAL");
    return database;
}
} // namespace

RawRows::RawRows(const std::filesystem::path &workspace)
{
    const Database database = opened(workspace, SQLITE_OPEN_READONLY);
    const Statement tables =
        prepared(database.get(), "SELECT name, sql FROM sqlite_schema WHERE type = 'table' "
                                 "AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
    while (sqlite3_step(tables.get()) == SQLITE_ROW) {
        RawTable table;
        table.name = std::get<std::string>(valueAt(tables.get(), 0));
        table.sql = std::get<std::string>(valueAt(tables.get(), 1));
        if (table.sql.starts_with("CREATE VIRTUAL"))
            m_indexSql = table.sql;
        else if (table.name.find("_search_") == std::string::npos)
            m_tables.push_back(std::move(table));
    }
    for (RawTable &table : m_tables) {
        const Statement all = prepared(database.get(), "SELECT * FROM \"" + table.name + "\"");
        table.columns = static_cast<std::size_t>(sqlite3_column_count(all.get()));
        while (sqlite3_step(all.get()) == SQLITE_ROW)
            for (std::size_t i = 0; i < table.columns; ++i)
                table.values.push_back(valueAt(all.get(), static_cast<int>(i)));
    }
    const Statement texts =
        prepared(database.get(), "SELECT text FROM turn WHERE text IS NOT NULL");
    while (sqlite3_step(texts.get()) == SQLITE_ROW)
        m_texts.push_back(std::get<std::string>(valueAt(texts.get(), 0)));
    if (m_texts.empty())
        throw std::runtime_error("the workspace has no turns");
}

std::size_t RawRows::rows() const
{
    std::size_t rows = 0;
    for (const RawTable &table : m_tables)
        rows += table.rows();
    return rows;
}

bool RawRows::insert(const std::filesystem::path &path) const
{
    const Database database = fresh(path);
    // What a row refers to may come later.
    if (!run(database.get(), "PRAGMA foreign_keys = OFF") || !run(database.get(), "BEGIN"))
        return false;
    for (const RawTable &table : m_tables)
        if (!run(database.get(), table.sql) || !insertInto(database.get(), table))
            return false;
    return run(database.get(), "COMMIT");
}

bool RawRows::index(const std::filesystem::path &path) const
{
    const Database database = fresh(path);
    if (!run(database.get(), "CREATE VIRTUAL TABLE texts USING fts5(text, content='')") ||
        !run(database.get(), "BEGIN"))
        return false;
    const Statement insert =
        prepared(database.get(), "INSERT INTO texts (rowid, text) VALUES (?, ?)");
    std::int64_t row = 0;
    for (const std::string &text : m_texts) {
        bind(insert.get(), 1, RawValue(++row));
        bind(insert.get(), 2, RawValue(text));
        if (sqlite3_step(insert.get()) != SQLITE_DONE)
            return false;
        sqlite3_reset(insert.get());
    }
    return run(database.get(), "COMMIT");
}
} // namespace gapscope::bench
