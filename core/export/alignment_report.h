// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"
#include "core/model/transcript.h"

#include <string>

namespace gapscope {
/// One JSON object without line breaks (design: `align`): task, real and sim (ids as in the
/// source), their dialogue hashes, rows, moved links, align_sim, divergence, first_divergence.
/// Positions are those of the source's message list.
std::string alignmentJson(const Alignment &alignment, const Dialogue &real, const Dialogue &sim);

/// The pair for a terminal, `width` columns wide: both sides in step, wrapped, with row numbers,
/// the sign and kind of each row and its divergence. Control characters are shown as blanks.
std::string alignmentText(const Alignment &alignment, const Dialogue &real, const Dialogue &sim,
                          int width = 120);
} // namespace gapscope
