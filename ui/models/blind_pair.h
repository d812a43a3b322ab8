// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

namespace gapscope {
/// The pair without what the platform wrote and nobody said, for it tells which side is simulated:
/// end signals are cut off what users say (places in the rest stay), and turns that isShownBlind()
/// denies have no line.
ComparePair blinded(ComparePair pair);

/// Not for notes, system prompts and user turns that `blinded()` left nothing of.
bool isShownBlind(const Turn &turn);
} // namespace gapscope
