// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::varianceRatio;
    measure.floor = FloorKind::Ratio;
    measure.undefined = "people do not vary, or a side has one dialogue";
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> variance_ratio()
{
    return std::make_unique<Metric>(
        MetricInfo{"variance_ratio", "Variance ratio",
                   "Whether simulated dialogues vary as much as real ones do.",
                   "sample variance of sim / sample variance of real; floor = e to the mean size "
                   "of the logarithm, so above 1 both ways",
                   "0 or more; 1 = same, below 1 = more uniform than people", "textbook (F ratio)",
                   "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
