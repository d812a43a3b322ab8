// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/connection_p.h"

#include <QSqlError>
#include <QString>

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>

struct sqlite3;
class QSqlDatabase;

/// What differs between database systems.
namespace gapscope::dialect {
/// SQL as the driver wants it. In our statements TEXT_IN(?) is a text that is bound as UTF-8 bytes
/// and TEXT_OUT(x) reads one as such: as a QString, QSQLITE drops a leading U+FEFF and swaps the
/// bytes of a text that begins with U+FFFE.
QString translated(std::string_view sql);

/// The driver's error as ours; `subject` is the workspace's path.
Error mapped(const QSqlError &error, const std::string &subject);

/// What SQLite itself last said of the connection, for statements made past the driver.
Error failureOf(const Session::Connection &connection);

/// Borrowed; null where the driver is another one.
sqlite3 *handle(const QSqlDatabase &database);

/// How long a statement waits for a writer of another program.
void waitForOthers(Session::Connection &connection, std::chrono::milliseconds patience);

/// As long as it lives, a statement of the session that is at work when `stop` is requested ends
/// with Cancelled, and with it its transaction. One at a time.
class StopWhen final
{
public:
    StopWhen(Session &session, const std::stop_token &stop);
    ~StopWhen();
    StopWhen(const StopWhen &) = delete;
    StopWhen &operator=(const StopWhen &) = delete;

private:
    sqlite3 *m_database = nullptr;
    std::stop_token m_stop;
};

/// From now on what is committed stays in the log, whose pages are counted.
void leaveLog(Session::Connection &connection);
/// Into the file, as far as nobody reads the log; outside a transaction.
void writeBackLog(const Session::Connection &connection);

/// As long as it lives, what the session commits stays in the write-ahead log until writeBack():
/// the log is written back without anybody having to wait for it.
class WriteBackLater final
{
public:
    explicit WriteBackLater(Session &session);
    ~WriteBackLater();
    WriteBackLater(const WriteBackLater &) = delete;
    WriteBackLater &operator=(const WriteBackLater &) = delete;

    /// Outside a transaction; nothing happens while the log is short.
    void writeBack();

private:
    const Session::Connection &m_connection;
    sqlite3 *m_database = nullptr;
    int m_pages = 0;
};

/// Pages of the log from which on it is written back: by the commit of a session that does nothing
/// about it, and by WriteBackLater, so that the former seldom has to.
inline constexpr int longLog = 8000;
inline constexpr int fullLog = 4000;

inline constexpr std::string_view beginWrite = "BEGIN IMMEDIATE";
inline constexpr std::string_view commit = "COMMIT";
inline constexpr std::string_view rollback = "ROLLBACK";
} // namespace gapscope::dialect
