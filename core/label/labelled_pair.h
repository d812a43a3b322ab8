// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_scheme.h"
#include "core/model/annotation.h"

#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace gapscope {
/// A pair that somebody labelled, or looked at and found nothing to label.
struct LabelledPair
{
    TaskKey task;
    DialogueId real;
    DialogueId sim;
    std::string simulator;
    /// All that was said of it, of every kind and annotator.
    std::vector<Label> labels;
};

/// Whether somebody went through the pair: it is marked as done, or has a divergence or final label
/// on it. Only such a pair without a code counts as one that does not have it.
bool isJudged(const LabelledPair &pair);

/// The codes that count for the pair: those of its final labels where it has any, else those of its
/// annotators. "No divergence" is none.
std::set<std::string> codesOf(const LabelledPair &pair);

/// The same without the pairs of these dialogues and, where `tasks` is given, of other tasks.
std::vector<LabelledPair> restricted(const std::vector<LabelledPair> &pairs,
                                     const std::unordered_set<DialogueId> &excluded,
                                     const std::set<TaskKey> *tasks = nullptr);
} // namespace gapscope
