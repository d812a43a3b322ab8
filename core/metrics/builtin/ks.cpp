// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::kolmogorovStatistic;
    measure.mostDistance = 1.0;
    measure.test = true;
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> ks()
{
    return std::make_unique<Metric>(
        MetricInfo{"ks", "Kolmogorov–Smirnov distance",
                   "How far the distributions of a feature lie apart at most.",
                   "sup |F(x) - G(x)| of the distribution functions over dialogues; p exact for "
                   "n·m up to a million, of dialogues as if independent; q over all rows",
                   "0–1; 0 = same", "Kolmogorov 1933; Smirnov 1948", "tasks",
                   MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
