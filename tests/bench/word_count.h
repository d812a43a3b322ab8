// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <cstddef>

namespace gapscope::bench {
/// Splits every turn into words, the agent's too: they are the context of a turn. What aligning is
/// measured against.
std::size_t countWords(const Dialogue &dialogue);
} // namespace gapscope::bench
