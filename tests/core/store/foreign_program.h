// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <string>

namespace gapscope::test {
/// The file as a program sees it that knows nothing of workspaces.
class ForeignProgram
{
public:
    explicit ForeignProgram(const std::string &path) { sqlite3_open(path.c_str(), &m_database); }
    ~ForeignProgram() { sqlite3_close(m_database); }
    ForeignProgram(const ForeignProgram &) = delete;
    ForeignProgram &operator=(const ForeignProgram &) = delete;

    bool run(const char *sql)
    {
        return sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }

private:
    sqlite3 *m_database = nullptr;
};
} // namespace gapscope::test
