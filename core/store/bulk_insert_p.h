// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/session.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace gapscope {
/// Collects the rows of one table and inserts 50 with one statement: half the time of single rows.
/// Belongs to one transaction: flush() before it is committed, clear() after it was rolled back.
/// How rows are loaded in bulk is each database system's own affair. With SQLite they are bound
/// straight from one buffer, since through QtSql every text is copied three times and cast.
class BulkInsert final
{
public:
    enum class Known { Refuse, Ignore };
    /// `known`: what becomes of a row whose key is there already.
    BulkInsert(Session &session, std::string_view table,
               std::initializer_list<std::string_view> columns, Known known = Known::Refuse);
    ~BulkInsert();
    BulkInsert(const BulkInsert &) = delete;
    BulkInsert &operator=(const BulkInsert &) = delete;

    /// One row: integers, booleans, texts in UTF-8, or std::optional of these.
    template <class... Values>
    Result<void> add(const Values &...values)
    {
        (put(values), ...);
        return ++m_rows == rowsAtOnce ? insertAll() : Result<void>();
    }
    Result<void> flush();
    void clear();

private:
    static constexpr int rowsAtOnce = 50;

    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
    /// A text is `m_texts` from `number` on, `length` long; other values have a negative length.
    struct Value
    {
        std::int64_t number = 0;
        std::int64_t length = 0;
    };
    static constexpr std::int64_t isNull = -1;
    static constexpr std::int64_t isNumber = -2;

    void put(std::int64_t number) { m_values.push_back({number, isNumber}); }
    void put(int number) { put(static_cast<std::int64_t>(number)); }
    void put(bool flag) { put(static_cast<std::int64_t>(flag)); }
    void put(std::string_view text);
    void put(const std::string &text) { put(std::string_view(text)); }
    template <class T>
    void put(const std::optional<T> &value)
    {
        if (value)
            put(*value);
        else
            m_values.push_back({0, isNull});
    }

    Result<void> insertAll();
    /// Rows from `first` on, as many as the statement takes; prepares it where it is new.
    Result<void> insert(Statement &statement, std::size_t first, int rows);
    Result<void> prepare(Statement &statement, int rows);
    Error failure() const;

    Session &m_session;
    std::string m_head;
    std::size_t m_columns;
    Known m_known;
    Statement m_many;
    Statement m_one;
    std::vector<Value> m_values;
    std::string m_texts;
    int m_rows = 0;
};
} // namespace gapscope
