// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bulk_insert_p.h"

#include "core/store/connection_p.h"
#include "core/store/dialect_p.h"

#include <sqlite3.h>

namespace gapscope {
void BulkInsert::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

BulkInsert::BulkInsert(Session &session, std::string_view table,
                       std::initializer_list<std::string_view> columns, Known known)
    : m_session(session), m_head("INSERT INTO "), m_columns(columns.size()), m_known(known)
{
    m_head += table;
    m_head += " (";
    for (const std::string_view column : columns) {
        if (column != *columns.begin())
            m_head += ", ";
        m_head += column;
    }
    m_head += ") VALUES ";
}

BulkInsert::~BulkInsert() = default;

void BulkInsert::put(std::string_view text)
{
    m_values.push_back(
        {static_cast<std::int64_t>(m_texts.size()), static_cast<std::int64_t>(text.size())});
    m_texts += text;
}

Result<void> BulkInsert::insertAll()
{
    Result<void> done = insert(m_many, 0, rowsAtOnce);
    clear();
    return done;
}

Result<void> BulkInsert::flush()
{
    for (std::size_t first = 0; first < m_values.size(); first += m_columns) {
        if (auto done = insert(m_one, first, 1); !done)
            return done;
    }
    clear();
    return {};
}

void BulkInsert::clear()
{
    m_values.clear();
    m_texts.clear();
    m_rows = 0;
}

Result<void> BulkInsert::insert(Statement &statement, std::size_t first, int rows)
{
    if (!statement) {
        if (auto prepared = prepare(statement, rows); !prepared)
            return prepared;
    }
    const std::size_t count = m_columns * static_cast<std::size_t>(rows);
    for (std::size_t i = 0; i < count; ++i) {
        const Value &value = m_values[first + i];
        const int place = static_cast<int>(i) + 1;
        int code = SQLITE_OK;
        if (value.length == isNumber)
            code = sqlite3_bind_int64(statement.get(), place, value.number);
        else if (value.length == isNull)
            code = sqlite3_bind_null(statement.get(), place);
        else
            code = sqlite3_bind_text64(statement.get(), place, m_texts.data() + value.number,
                                       static_cast<sqlite3_uint64>(value.length), SQLITE_STATIC,
                                       SQLITE_UTF8);
        if (code != SQLITE_OK)
            return failure();
    }
    const bool stepped = sqlite3_step(statement.get()) == SQLITE_DONE;
    const std::optional<Error> failed = stepped ? std::nullopt : std::optional(failure());
    sqlite3_reset(statement.get());
    return failed ? Result<void>(*failed) : Result<void>();
}

Result<void> BulkInsert::prepare(Statement &statement, int rows)
{
    std::string row = "(?";
    for (std::size_t i = 1; i < m_columns; ++i)
        row += ", ?";
    row += ')';
    std::string sql = m_head;
    for (int i = 0; i < rows; ++i) {
        if (i > 0)
            sql += ", ";
        sql += row;
    }
    if (m_known == Known::Ignore)
        sql += " ON CONFLICT DO NOTHING";
    sqlite3 *database = dialect::handle(m_session.connection().database);
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.reset(prepared);
    return code == SQLITE_OK ? Result<void>() : failure();
}

Error BulkInsert::failure() const
{
    return dialect::failureOf(m_session.connection());
}
} // namespace gapscope
