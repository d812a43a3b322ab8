// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

namespace gapscope {
/// What a row of this kind says of its two turns, as a whole sentence. Of two people, or of two
/// runs, neither is the real one.
QString kindSentence(RowKind kind, ComparePair::Kinds kinds);
} // namespace gapscope
