// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_check.h"

#include "core/label/label_merge.h"
#include "core/store/label_json.h"
#include "core/store/label_table_p.h"

#include <unordered_set>

namespace gapscope {
namespace {
Error damaged(Session &session, std::string finding)
{
    return Error{ErrorCode::WorkspaceDamaged, session.path(), std::move(finding)};
}
} // namespace

Result<void> checkLabels(Session &session)
{
    Query empty(session, R"sql(
        SELECT a.seq FROM label_action a
        WHERE NOT EXISTS (SELECT 1 FROM label_change c WHERE c.action_seq = a.seq)
          AND NOT EXISTS (SELECT 1 FROM anchor_change c WHERE c.action_seq = a.seq))sql");
    if (auto done = empty.run(); !done)
        return done.error();
    if (empty.next())
        return damaged(session, "action without changes: " + std::to_string(empty.integer(0)));
    if (auto status = empty.status(); !status)
        return status.error();

    Query last(session, R"sql(
        SELECT TEXT_OUT(label_id), TEXT_OUT(after), max(action_seq * 1000000000 + position)
        FROM label_change GROUP BY label_id)sql");
    if (auto done = last.run(); !done)
        return done.error();
    std::unordered_set<LabelId> known;
    while (last.next()) {
        const LabelId id{last.bytes(0)};
        const auto after = last.maybeBytes(1);
        known.insert(id);
        auto label = loadLabel(session, id);
        if (!label)
            return label.error();
        std::optional<Label> expected;
        if (after && !removalFromJson(*after)) {
            expected = labelFromJson(*after);
            if (!expected)
                return damaged(session, "unreadable label history: " + id.value());
        }
        if (*label != expected)
            return damaged(session, "label and history differ: " + id.value());
    }
    if (auto status = last.status(); !status)
        return status.error();
    Query ids(session, "SELECT TEXT_OUT(id) FROM label");
    if (auto done = ids.run(); !done)
        return done.error();
    while (ids.next()) {
        if (!known.contains(LabelId{ids.bytes(0)}))
            return damaged(session, "label without history: " + ids.bytes(0));
    }
    return ids.status();
}
} // namespace gapscope
