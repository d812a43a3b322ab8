// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_removals_p.h"

#include "core/store/label_json.h"
#include "core/store/query_p.h"

namespace gapscope {
Result<std::unordered_map<LabelId, KnownRemoval>> labelRemovals(Session &session)
{
    // Before removals were versions of their own, a row without `after` was all there was of one.
    Query query(session, R"sql(
        SELECT TEXT_OUT(c.label_id), TEXT_OUT(c.before), TEXT_OUT(c.after), c.revision, a.at_ms,
               TEXT_OUT(a.by_whom)
        FROM label_change c JOIN label_action a ON a.seq = c.action_seq
        WHERE (c.after LIKE '{"removed":true,%' OR (c.after IS NULL AND a.kind = 'remove'))
              AND NOT EXISTS (SELECT 1 FROM label l WHERE l.id = c.label_id)
        ORDER BY c.action_seq, c.position)sql");
    if (auto done = query.run(); !done)
        return done.error();
    std::unordered_map<LabelId, KnownRemoval> removals;
    while (query.next()) {
        const LabelId id{query.bytes(0)};
        const auto before = query.maybeBytes(1);
        const auto after = query.maybeBytes(2);
        std::optional<LabelRemoval> removal;
        if (after)
            removal = removalFromJson(*after);
        else
            removal = LabelRemoval{id, query.smallInteger(3) + 1, query.integer(4), query.bytes(5)};
        if (!removal)
            return Error{ErrorCode::WorkspaceDamaged, session.path(), "unreadable label history"};
        KnownRemoval &known = removals[id];
        if (known.removal.id.empty() || isNewer(*removal, known.removal))
            known.removal = std::move(*removal);
        if (const auto label = before ? labelFromJson(*before) : std::nullopt)
            known.annotator = label->annotator;
    }
    if (auto status = query.status(); !status)
        return status.error();
    return removals;
}
} // namespace gapscope
