// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/weighted_dialogue.h"

#include <span>
#include <vector>

namespace gapscope {
/// Share of the content words of a turn, weighted by idf, that stand in the other turns together
/// (methods.md C.3), 0–1; 0 for a turn without content words.
double containment(std::span<const WeightedWord> words, const WeightedDialogue &other,
                   std::span<const int> turns);

/// The same for every turn of the other dialogue by itself.
std::vector<double> containmentByTurn(std::span<const WeightedWord> words,
                                      const WeightedDialogue &other);
} // namespace gapscope
