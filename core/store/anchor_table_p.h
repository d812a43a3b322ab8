// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/anchor_repository.h"

#include <cstdint>
#include <vector>

namespace gapscope {
/// Puts `after` in the place of `before` (none = absent) and forgets the pair's alignments.
/// Conflict where something else is there by now.
Result<void> replaceAnchor(Session &session, const AnchorChange &change);
Result<void> appendAnchorChanges(Session &session, std::int64_t action,
                                 const std::vector<AnchorChange> &changes);
Result<std::vector<AnchorChange>> anchorChangesOf(Session &session, std::int64_t action);
} // namespace gapscope
