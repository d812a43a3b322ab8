// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace gapscope {
/// What a workspace file says of itself before any database code has touched it.
struct FileHeader
{
    bool exists = false;
    std::uint64_t bytes = 0;
    bool isDatabase = false;
    std::uint32_t applicationId = 0;
    std::uint32_t userVersion = 0;
    bool writeAheadLog = false;
    /// Bytes of the log beside the file; 0 = empty or none.
    std::uint64_t logBytes = 0;
    bool logExists = false;
};

/// Errors: InputUnreadable, NotAWorkspace (a folder or device). A missing file is no error.
/// Not for a file that a session of this process has open: closing any descriptor of a file drops
/// all locks of the process on it, SQLite's too, and another program could then take its log away.
Result<FileHeader> readFileHeader(const std::string &path);

/// Sizes and the log's presence anew, without opening the file.
void refreshSizes(const std::string &path, FileHeader &header);
} // namespace gapscope
