// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/stats/effect_size.h"
namespace gapscope::metrics {
static std::string inWords(double delta)
{
    return stats::name(stats::magnitudeOf(delta));
}

static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::cliffsDelta;
    measure.floor = FloorKind::MeanSize;
    measure.remark = inWords;
    return compareFeatures(input, job, measure);
}

std::unique_ptr<Metric> cliffs_delta()
{
    return std::make_unique<Metric>(
        MetricInfo{"cliffs_delta", "Cliff's delta",
                   "How much more often a simulated dialogue lies above a real one than below.",
                   "P(sim > real) - P(sim < real) over pairs of dialogues; limits .147, .33, .474; "
                   "floor = mean size",
                   "-1 to 1; 0 = same, above 0 = simulator higher",
                   "Cliff 1993; limits of Romano et al. 2006", "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
