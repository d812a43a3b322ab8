// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/store/connection_p.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// Values as QtSql binds them; text goes as UTF-8 bytes (see dialect::translated).
inline QVariant sqlValue(std::int64_t value)
{
    return QVariant(static_cast<qlonglong>(value));
}
inline QVariant sqlValue(int value)
{
    return QVariant(value);
}
inline QVariant sqlValue(bool value)
{
    return QVariant(value ? 1 : 0);
}
inline QVariant sqlValue(double value)
{
    return QVariant(value);
}
inline QVariant sqlValue(std::string_view value)
{
    // Not from a null pointer, which would be NULL.
    return QVariant(
        QByteArray(value.empty() ? "" : value.data(), static_cast<qsizetype>(value.size())));
}
inline QVariant sqlValue(const std::string &value)
{
    return sqlValue(std::string_view(value));
}
inline QVariant sqlValue(const char *value)
{
    return sqlValue(std::string_view(value));
}
template <class Tag>
QVariant sqlValue(const Id<Tag> &id)
{
    return sqlValue(std::string_view(id.value()));
}
inline QVariant sqlValue(std::nullopt_t)
{
    return QVariant();
}
template <class T>
QVariant sqlValue(const std::optional<T> &value)
{
    return value ? sqlValue(*value) : QVariant();
}

/// One prepared statement. Errors come up at exec() or, while reading, in status() after next()
/// said no: look at it after every reading loop.
class Query final
{
public:
    Query(Session &session, std::string_view sql);

    /// Binds all and executes.
    template <class... Values>
    Result<void> run(const Values &...values)
    {
        (bind(sqlValue(values)), ...);
        return exec();
    }
    void bind(const QVariant &value) { m_query.addBindValue(value); }
    Result<void> exec();
    bool next();
    Result<void> status() const;
    /// Ends reading, so that an open SELECT holds nothing back.
    void finish() { m_query.finish(); }
    std::int64_t changedRows() const { return m_query.numRowsAffected(); }

    /// Of the workspace, for errors.
    const std::string &path() const { return m_connection.path; }

    bool isNull(int column) const { return m_query.isNull(column); }
    std::int64_t integer(int column) const { return m_query.value(column).toLongLong(); }
    int smallInteger(int column) const { return m_query.value(column).toInt(); }
    bool boolean(int column) const { return integer(column) != 0; }
    double real(int column) const { return m_query.value(column).toDouble(); }
    /// A TEXT_OUT() or BLOB column.
    std::string bytes(int column) const;
    std::optional<std::int64_t> maybeInteger(int column) const;
    std::optional<int> maybeSmallInteger(int column) const;
    std::optional<double> maybeReal(int column) const;
    std::optional<std::string> maybeBytes(int column) const;

private:
    Error failure() const;

    const Session::Connection &m_connection;
    QSqlQuery m_query;
    bool m_prepared = false;
};

/// One statement without parameters and results.
Result<void> execute(Session &session, std::string_view sql);
/// The first column of the first row; none where there is no row.
Result<std::optional<std::int64_t>> queryInteger(Session &session, std::string_view sql);

/// A write transaction; rolls back unless committed. Inside another one it joins that.
class Transaction final
{
public:
    explicit Transaction(Session &session) : m_session(session) {}
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// WorkspaceReadOnly in a read-only session, WorkspaceBusy where another writer is at work.
    Result<void> begin();
    Result<void> commit();
    void rollback();

private:
    void leaveQueue();

    Session &m_session;
    bool m_active = false;
};

/// Now, in UTC milliseconds.
std::int64_t nowMs();
} // namespace gapscope
