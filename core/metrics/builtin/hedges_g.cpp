// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::hedgesG;
    measure.floor = FloorKind::MeanSize;
    measure.undefined = "neither side varies, or a side has one dialogue";
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> hedges_g()
{
    return std::make_unique<Metric>(
        MetricInfo{"hedges_g", "Hedges' g",
                   "The difference of the means in units of the spread of both sides.",
                   "(mean sim - mean real) / pooled standard deviation · (1 - 3/(4·df - 1)), df = "
                   "n1 + n2 - 2; floor = mean size",
                   "any number; 0 = same, above 0 = simulator higher", "Hedges 1981", "tasks",
                   MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
