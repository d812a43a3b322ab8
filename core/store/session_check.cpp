// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/query_p.h"
#include "core/store/session.h"

namespace gapscope {
namespace {
/// The first row of the query is a finding; the first column says where.
Result<void> expectNoRow(Session &session, std::string_view sql, const std::string &finding)
{
    Query query(session, sql);
    if (auto done = query.run(); !done)
        return done.error();
    if (query.next())
        return Error{ErrorCode::WorkspaceDamaged, session.path(), finding + ": " + query.bytes(0)};
    return query.status();
}
} // namespace

Result<void> Session::check()
{
    Query pages(*this, "PRAGMA integrity_check(1)");
    if (auto done = pages.run(); !done)
        return done.error();
    const std::string finding = pages.next() ? pages.bytes(0) : std::string();
    if (auto status = pages.status(); !status)
        return status.error();
    pages.finish();
    if (finding != "ok")
        return Error{ErrorCode::WorkspaceDamaged, path(), finding};

    if (auto done = expectNoRow(*this, "PRAGMA foreign_key_check", "dangling reference in"); !done)
        return done.error();
    if (auto done = expectNoRow(*this,
                                R"sql(SELECT TEXT_OUT(d.id) FROM dialogue d WHERE d.turns <> (
                                    SELECT count(*) FROM turn t
                                    WHERE t.id >= d.seq << 20 AND t.id < (d.seq + 1) << 20))sql",
                                "turns are missing in dialogue");
        !done)
        return done.error();
    if (auto done = expectNoRow(*this,
                                R"sql(SELECT t.id FROM turn t LEFT JOIN dialogue d
                                    ON d.seq = t.id >> 20 WHERE d.seq IS NULL)sql",
                                "turn without a dialogue");
        !done)
        return done.error();
    if (auto done = expectNoRow(*this,
                                R"sql(SELECT c.id FROM tool_call c LEFT JOIN turn t
                                    ON t.id = c.id >> 10 WHERE t.id IS NULL)sql",
                                "tool call without a turn");
        !done)
        return done.error();
    // The only check of the index there is is written as an insert; it changes nothing.
    if (readOnly())
        return {};
    auto index = execute(*this, "INSERT INTO turn_search (turn_search, rank) "
                                "VALUES ('integrity-check', 1)");
    if (!index && index.error().code == ErrorCode::WorkspaceDamaged)
        return Error{ErrorCode::WorkspaceDamaged, path(), "search index: " + index.error().detail};
    return index;
}
} // namespace gapscope
