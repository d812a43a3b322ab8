// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bulk_insert_p.h"

namespace gapscope {
namespace {
std::string statement(std::string_view head, std::string_view row, int rows)
{
    std::string sql(head);
    for (int i = 0; i < rows; ++i) {
        if (i > 0)
            sql += ", ";
        sql += row;
    }
    return sql;
}
} // namespace

BulkInsert::BulkInsert(Session &session, std::string_view head, std::string_view row)
    : m_many(session, statement(head, row, rowsAtOnce)), m_one(session, statement(head, row, 1))
{}

Result<void> BulkInsert::insertAll()
{
    for (const QVariant &value : m_values)
        m_many.bind(value);
    clear();
    return m_many.exec();
}

Result<void> BulkInsert::flush()
{
    if (m_rows == 0)
        return {};
    const std::size_t columns = m_values.size() / static_cast<std::size_t>(m_rows);
    for (std::size_t i = 0; i < m_values.size(); i += columns) {
        for (std::size_t column = 0; column < columns; ++column)
            m_one.bind(m_values[i + column]);
        if (auto done = m_one.exec(); !done)
            return done.error();
    }
    clear();
    return {};
}

void BulkInsert::clear()
{
    m_values.clear();
    m_rows = 0;
}
} // namespace gapscope
