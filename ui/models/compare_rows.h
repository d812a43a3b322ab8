// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/compare_layout.h"
#include "ui/models/compare_pair.h"

#include <vector>

namespace gapscope {
/// The lines of the comparison: the dialogues in step, every tool reply on the line of its call. A
/// dialogue alone has one line per message and its replies.
std::vector<DisplayRow> compareRows(const ComparePair &pair);
} // namespace gapscope
