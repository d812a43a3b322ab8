// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/task/task_matching.h"
#include "ui/models/figure_table.h"

#include <optional>

namespace gapscope {
/// A line per row of the matching, keyed by its place in TaskMatching::rows; only those matched in
/// this way where one is given.
FigureTable taskMatchTable(const TaskMatching &matching, std::optional<MatchWay> only);

/// "12 tasks matched by id, 3 by fingerprint, 1 in conflict, 4 alone".
QString taskMatchSentence(const TaskMatching &matching);

/// "by fingerprint"
QString matchWayText(MatchWay way);
} // namespace gapscope
