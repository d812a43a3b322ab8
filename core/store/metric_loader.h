// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/metric.h"
#include "core/metrics/usi.h"
#include "core/store/study_loader.h"

namespace gapscope {
class Session;

struct LoadMetricOptions
{
    /// Aligns every pair of the selected dialogues, from the cache where it is there.
    bool alignments = false;
    Difficulty difficulty;
    /// Whose features.
    Edition edition;
    std::uint64_t seed = defaultSeed;
    int draws = defaultDraws;
};

/// Everything metrics read, each dialogue loaded once and without the source's JSON: kept dialogues
/// that name a task and, unless StudySelection::includeExcluded, are not excluded; of simulators
/// only those whose task people have too, and only simulators with one. Errors: NotFound for an
/// unknown label, Cancelled, and the store's.
Result<MetricInput> loadMetricInput(Session &session, const StudySelection &selection,
                                    const LoadMetricOptions &options, JobContext &job);
} // namespace gapscope
