// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

#include <limits>

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::frechet;
    measure.mostDistance = std::numeric_limits<double>::max();
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> frechet()
{
    return std::make_unique<Metric>(
        MetricInfo{
            "frechet", "Fréchet distance",
            "How far mean and spread of a feature lie apart together.",
            "(mean1 - mean2)^2 + (sd1 - sd2)^2, population standard deviations over dialogues",
            "0 or more, in the squared unit of the feature; 0 = same",
            "Fréchet 1957; Dowson and Landau 1982", "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
