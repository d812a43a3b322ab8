// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

#include <limits>

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::energyDistance;
    measure.mostDistance = std::numeric_limits<double>::max();
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> energy()
{
    return std::make_unique<Metric>(
        MetricInfo{"energy", "Energy distance",
                   "How far the distributions of a feature lie apart, in place and in shape.",
                   "2E|X - Y| - E|X - X'| - E|Y - Y'| over dialogues, X real and Y simulated",
                   "0 or more, in the unit of the feature; 0 = same", "Székely and Rizzo 2013",
                   "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
