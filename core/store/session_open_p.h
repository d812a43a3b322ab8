// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/file_header.h"
#include "core/store/session.h"

namespace gapscope {
/// The steps of Session::open() once the lock is held.

/// Connects and sets what every connection needs; nothing is written.
Result<void> connectDatabase(Session::Connection &connection, const FileHeader &header,
                             bool writable, const SessionOptions &options);
/// Makes the schema in an empty file.
Result<void> createWorkspace(Session &session);
/// Pages, identity, version and schema are as they must be; nothing is written.
Result<void> verifyWorkspace(Session &session, int &version);
/// Older schemas become today's.
Result<void> bringUpToDate(Session &session, int version);
Result<void> startWriteAheadLog(Session &session);
/// One file remains.
void endWriteAheadLog(Session &session);
} // namespace gapscope
