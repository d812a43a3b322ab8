// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

#include <limits>

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::wassersteinPerIqr;
    measure.mostDistance = std::numeric_limits<double>::max();
    measure.undefined = "the middle half of people is one value";
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> wasserstein_iqr()
{
    return std::make_unique<Metric>(
        MetricInfo{"wasserstein_iqr", "Wasserstein-1 distance per interquartile range",
                   "The Wasserstein-1 distance of a feature in units of how much people differ.",
                   "integral of |F(x) - G(x)| / (third - first quartile of real, type 7)",
                   "0 or more; 0 = same, 1 = an interquartile range apart",
                   "Kantorovich 1942; quartiles of Hyndman and Fan 1996, type 7", "tasks",
                   MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
