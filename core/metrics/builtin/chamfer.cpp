// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/stats/multivariate.h"

#include <algorithm>

namespace gapscope::metrics {
namespace {
std::vector<VectorValue> evaluate(const VectorSides &sides, std::uint64_t)
{
    VectorValue result;
    const std::optional<stats::Chamfer> found = stats::chamfer(sides.real, sides.sim);
    if (!found) {
        result.missing = "people's dialogues are all alike, or there is one";
        return {result};
    }
    result.value = found->score();
    result.weighted = [found = *found, realTask = sides.realTask,
                       simTask = sides.simTask](std::span<const int> weights) {
        const auto fromReal = taskMean(found.fromReal, realTask, weights);
        const auto fromSim = taskMean(found.fromSim, simTask, weights);
        return fromReal && fromSim ? std::optional(std::max(0.0, 1.0 - (*fromReal + *fromSim) /
                                                                           (2.0 * found.reference)))
                                   : std::nullopt;
    };
    return {result};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    VectorMeasure measure;
    measure.evaluate = evaluate;
    measure.byBatch = true;
    return compareVectors(input, job, measure);
}
} // namespace

std::unique_ptr<Metric> chamfer()
{
    return std::make_unique<Metric>(
        MetricInfo{"chamfer", "Chamfer coverage",
                   "How close each person has a simulated dialogue and each simulated dialogue a "
                   "person, in all 19 features.",
                   "max(0, 1 - (mean distance of real to nearest sim + of sim to nearest real) / "
                   "(2 · mean distance of real pairs)), features scaled by people; mean over pairs "
                   "of batch and run; the interval keeps nearest neighbours",
                   "0–1; 1 = same", "PPol, arXiv 2605.12894", "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
