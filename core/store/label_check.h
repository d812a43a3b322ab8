// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace gapscope {
class Session;

/// Whether labels and their history say the same: every label is what its last change made of it,
/// no other label is there, and no action is without changes. WorkspaceDamaged with the first
/// finding.
Result<void> checkLabels(Session &session);
} // namespace gapscope
