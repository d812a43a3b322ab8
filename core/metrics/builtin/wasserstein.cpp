// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

#include <limits>

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::wasserstein;
    measure.mostDistance = std::numeric_limits<double>::max();
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> wasserstein()
{
    return std::make_unique<Metric>(
        MetricInfo{
            "wasserstein", "Wasserstein-1 distance",
            "How far the values of a feature have to be moved on average to become the real ones.",
            "integral of |F(x) - G(x)| over dialogues, in the unit of the feature (shares in 0–1)",
            "0 or more, in the unit of the feature; 0 = same", "Kantorovich 1942; Vaserstein 1969",
            "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
