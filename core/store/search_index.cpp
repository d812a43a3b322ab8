// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/search_index_p.h"

#include "core/store/query_p.h"

namespace gapscope::search_index {
namespace {
Result<void> configure(Session &session, std::string_view option, std::int64_t value)
{
    Query query(session, "INSERT INTO turn_search (turn_search, rank) VALUES (TEXT_IN(?), ?)");
    return query.run(option, value);
}
} // namespace

Result<void> postponeMerging(Session &session)
{
    // The second is how many parts of a size force a merge of all of them at once, which would keep
    // other writers waiting for seconds; 1999 is the most there may be.
    if (auto done = configure(session, "automerge", 0); !done)
        return done;
    return configure(session, "crisismerge", 1999);
}

Result<void> mergeParts(Session &session)
{
    const Result<std::int64_t> count = parts(session);
    if (!count)
        return count.error();
    if (*count <= mostParts)
        return {};
    // Pages written in one step. An import's transaction adds about 60, so that merging keeps up.
    constexpr std::int64_t pages = 200;
    return configure(session, "merge", pages);
}

Result<std::int64_t> parts(Session &session)
{
    // From one part's first page to the next part's, not over all pages.
    auto count = queryInteger(session, R"sql(
        WITH RECURSIVE part(id) AS (
            SELECT min(segid) FROM turn_search_idx
            UNION ALL
            SELECT (SELECT min(segid) FROM turn_search_idx WHERE segid > part.id)
            FROM part WHERE part.id IS NOT NULL)
        SELECT count(id) FROM part)sql");
    if (!count)
        return count.error();
    return count->value_or(0);
}

Result<void> mergeAll(Session &session)
{
    return execute(session, "INSERT INTO turn_search (turn_search) VALUES ('optimize')");
}
} // namespace gapscope::search_index
