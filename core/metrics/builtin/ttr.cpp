// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::meanDifference;
    measure.floor = FloorKind::MeanSize;
    return compareSamples(input, job, perDialogue({}, dialogueTypeTokenRatio), measure);
}

std::unique_ptr<Metric> ttr()
{
    return std::make_unique<Metric>(
        MetricInfo{"ttr", "Type-token ratio",
                   "Different words per word of a dialogue; falls with length, so read it beside "
                   "the length.",
                   "different words / words; value = mean of sim - mean of real over dialogues of "
                   "5 words or more; floor = mean size",
                   "-1 to 1; 0 = same, below 0 = more repetitive", "Templin 1957", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
