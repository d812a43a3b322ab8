// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"
#include "core/store/write_queue_p.h"

#include <QSqlDatabase>
#include <QString>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace gapscope {
/// Application id in bytes 68–71 of the file: "GapS".
inline constexpr std::uint32_t workspaceApplicationId = 0x47617053;

/// What a Session is made of.
struct Session::Connection
{
    /// As the caller spelt it, for errors.
    std::string path;
    /// Absolute, links resolved: the key of the process-wide lock.
    std::string canonicalPath;
    QString name;
    QSqlDatabase database;
    bool readOnly = false;
    std::vector<OpenNote> notes;
    /// Null in a session that only reads.
    std::shared_ptr<WriteQueue> writers{};
    /// How long it waits for another writer.
    std::chrono::milliseconds patience{0};
    /// How long it has waited to begin, in all its transactions.
    std::chrono::steady_clock::duration waited{0};
    /// Pages in the log after its last commit, where it leaves the log to others.
    int logPages = 0;
    /// Transactions begun inside each other; only the outermost one reaches the database.
    int transactionDepth = 0;
};
} // namespace gapscope
