// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::meanDifference;
    measure.floor = FloorKind::MeanSize;
    return compareSamples(input, job, perDialogue({}, dialogueMattr), measure);
}

std::unique_ptr<Metric> mattr()
{
    return std::make_unique<Metric>(
        MetricInfo{
            "mattr", "Moving-average type-token ratio",
            "Whether simulated users repeat words within a dialogue more or less than people.",
            "mean of different words / words in all windows of 50 words; value = mean of sim - "
            "mean of real over dialogues of 5 words or more; floor = mean size",
            "-1 to 1; 0 = same, below 0 = more repetitive", "Covington and McFall 2010", "tasks",
            MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
