// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/usi.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Which dialogues an index is computed from. Excluded dialogues take no part unless asked for.
struct StudySelection
{
    /// Labels of the corpora; empty real = every real corpus, empty simulators = every simulator.
    std::vector<std::string> real;
    std::vector<std::string> simulators;
    /// Task keys; none = all tasks.
    std::optional<std::vector<TaskKey>> tasks;
    /// To leave them out later, with restricted().
    bool includeExcluded = false;
};

/// Computes and stores the features of every dialogue that has none of this edition yet. Returns
/// how many were computed; progress in dialogues. A read-only workspace is left as it is.
Result<int> updateFeatures(Session &session, const Edition &edition, JobContext &job);

/// Whether features that had to be computed are kept. Discard is for editions that are looked at
/// once, such as each repair alone: the file does not grow by all of them.
enum class NewFeatures { Store, Discard };

/// The difficulties to use: `frozen`, `self`, a file, or `workspace` for those imported into it.
/// Empty = the workspace's own where it has any, else frozen.
Result<Difficulty> difficultyOf(Session &session, const std::string &argument);

/// Everything the index needs, from the stored features of the edition; brings them up to date
/// first. Errors: NotFound for an unknown label, Cancelled, and the store's.
Result<UsiStudy> loadStudy(Session &session, const StudySelection &selection,
                           const Difficulty &difficulty, const Edition &edition, JobContext &job,
                           NewFeatures newFeatures = NewFeatures::Store);
} // namespace gapscope
