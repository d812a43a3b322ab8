// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/query_p.h"
#include "core/store/task_link_repository.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gapscope {
/// Puts `after` in the place of `before`. Conflict where `before` is not what is there.
Result<void> replaceCorrection(Session &session, const TaskChange &change);
/// The correction in the place of this one.
Result<std::optional<TaskCorrection>> correctionAt(Session &session, const TaskCorrection &place);

Result<void> appendTaskChanges(Session &session, std::int64_t action,
                               const std::vector<TaskChange> &changes);
Result<std::vector<TaskChange>> taskChangesOf(Session &session, std::int64_t action);

/// The key that a row of table `dialogue` is paired under, as an SQL expression.
inline constexpr std::string_view pairingKeySql =
    "coalesce((SELECT p.pairing_key FROM corpus c JOIN task_pairing p "
    "ON p.side = CASE c.kind WHEN 'sim' THEN 'sim' ELSE 'real' END "
    "AND p.task_key = dialogue.task_key WHERE c.id = dialogue.corpus_id), dialogue.task_key)";
} // namespace gapscope
