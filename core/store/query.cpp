// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/query_p.h"

#include "core/store/dialect_p.h"

#include <chrono>

namespace gapscope {
Query::Query(Session &session, std::string_view sql)
    : m_connection(session.connection()), m_query(m_connection.database)
{
    m_query.setForwardOnly(true);
    m_prepared = m_query.prepare(dialect::translated(sql));
}

Result<void> Query::exec()
{
    if (!m_prepared || !m_query.exec())
        return failure();
    return {};
}

bool Query::next()
{
    return m_query.next();
}

Result<void> Query::status() const
{
    if (m_query.lastError().isValid())
        return failure();
    return {};
}

Error Query::failure() const
{
    return dialect::mapped(m_query.lastError(), m_connection.path);
}

std::string Query::bytes(int column) const
{
    const QByteArray value = m_query.value(column).toByteArray();
    return {value.constData(), static_cast<std::size_t>(value.size())};
}

std::optional<std::int64_t> Query::maybeInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<int> Query::maybeSmallInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(smallInteger(column));
}

std::optional<double> Query::maybeReal(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(real(column));
}

std::optional<std::string> Query::maybeBytes(int column) const
{
    const QVariant value = m_query.value(column);
    if (value.isNull())
        return std::nullopt;
    const QByteArray content = value.toByteArray();
    return std::string(content.constData(), static_cast<std::size_t>(content.size()));
}

Result<void> execute(Session &session, std::string_view sql)
{
    Query query(session, sql);
    return query.run();
}

Result<std::optional<std::int64_t>> queryInteger(Session &session, std::string_view sql)
{
    Query query(session, sql);
    if (auto done = query.run(); !done)
        return done.error();
    if (query.next())
        return std::optional(query.integer(0));
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<std::int64_t>();
}

Transaction::~Transaction()
{
    if (m_active)
        rollback();
}

Result<void> Transaction::begin()
{
    Session::Connection &connection = m_session.connection();
    if (connection.readOnly)
        return Error{ErrorCode::WorkspaceReadOnly, connection.path, "opened read-only"};
    if (connection.transactionDepth == 0) {
        const auto asked = std::chrono::steady_clock::now();
        const bool isMyTurn = !connection.writers || connection.writers->enter(connection.patience);
        const Result<void> begun = isMyTurn ? execute(m_session, dialect::beginWrite)
                                            : Error{ErrorCode::WorkspaceBusy, connection.path,
                                                    "another task of this program is writing"};
        connection.waited += std::chrono::steady_clock::now() - asked;
        if (!begun) {
            if (isMyTurn)
                leaveQueue();
            return begun.error();
        }
    }
    ++connection.transactionDepth;
    m_active = true;
    return {};
}

Result<void> Transaction::commit()
{
    Session::Connection &connection = m_session.connection();
    if (connection.transactionDepth == 1) {
        // A failed commit leaves the transaction open: the destructor rolls it back.
        if (auto committed = execute(m_session, dialect::commit); !committed)
            return committed.error();
        leaveQueue();
    }
    --connection.transactionDepth;
    m_active = false;
    return {};
}

void Transaction::rollback()
{
    Session::Connection &connection = m_session.connection();
    m_active = false;
    if (--connection.transactionDepth > 0)
        return;
    // Fails only where the database has rolled back by itself (disk full), which is as good.
    static_cast<void>(execute(m_session, dialect::rollback));
    leaveQueue();
}

void Transaction::leaveQueue()
{
    if (WriteQueue *writers = m_session.connection().writers.get())
        writers->leave();
}

std::int64_t nowMs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}
} // namespace gapscope
