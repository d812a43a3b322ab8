// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_merge.h"

#include <map>
#include <utility>

namespace gapscope {
class Session;

/// What it takes to say in words what a MergeReport has only ids and positions of.
struct MergeDetails
{
    /// Of duplicates and drifts, as they are now; those that are gone are absent.
    std::map<LabelId, Label> labels{};
    /// Dialogue and position of a turn → how many user turns there are up to it, for every turn of
    /// the report's labels that is here.
    std::map<std::pair<DialogueId, int>, int> userTurns{};
};

Result<MergeDetails> mergeDetails(Session &session, const MergeReport &report);
} // namespace gapscope
