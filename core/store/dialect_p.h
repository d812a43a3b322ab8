// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/connection_p.h"

#include <QSqlError>
#include <QString>

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

inline constexpr std::string_view beginWrite = "BEGIN IMMEDIATE";
inline constexpr std::string_view commit = "COMMIT";
inline constexpr std::string_view rollback = "ROLLBACK";
} // namespace gapscope::dialect
