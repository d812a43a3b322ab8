// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/align/idf.h"
#include "core/align/tokens.h"
#include "core/align/weighted_dialogue.h"
#include "core/model/alignment.h"
#include "core/model/annotation.h"

#include <span>
#include <vector>

namespace gapscope {
/// Aligns the user turns of two dialogues (methods.md C.2–C.4). Anchors are in the order in which
/// they were set; those of other pairs, on turns that are no user turns, or contradicted by a later
/// one are left out. Pins that share a turn make one merged row.
///
/// The first divergence is the first row with one side only (moved ones too) or of kind Divergent.
/// Between the matches, turns that stand alone are joined where one says what the other says or the
/// agent had asked the same (turn_groups.h: joinGaps).
/// A moved link needs content that the turns matched with its target do not say already.
/// A stop signal matches only a stop signal; its row counts in no figure (divergence 0).
/// Deterministic; time and memory grow linearly above 1 000 × 1 000 user turns, where the
/// dialogues are cut at turns of equal text or with the same tool call behind them. Where such a
/// call is made once on each side, the turns before it gain AlignSettings::sameCall.
Alignment alignPair(const PreparedDialogue &real, const PreparedDialogue &sim, const IdfModel &idf,
                    const AlignSettings &settings, std::span<const Anchor> anchors = {});

/// The same for dialogues weighted once with the project's idf (many pairs share a dialogue).
Alignment alignPair(const WeightedDialogue &real, const WeightedDialogue &sim,
                    const AlignSettings &settings, std::span<const Anchor> anchors = {});
} // namespace gapscope
