// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::meanDifference;
    measure.floor = FloorKind::MeanSize;
    return compareSamples(input, job, perDialogue({}, dialogueHdd), measure);
}

std::unique_ptr<Metric> hdd()
{
    return std::make_unique<Metric>(
        MetricInfo{"hdd", "HD-D lexical diversity",
                   "Whether simulated users use more or fewer different words than people, "
                   "whatever the length.",
                   "sum over words of P(in a draw of 42 words of the dialogue) / 42, of dialogues "
                   "of 42 words or more; value = mean of sim - mean of real over dialogues of 5 "
                   "words or more; floor = mean size",
                   "-1 to 1; 0 = same, below 0 = less varied", "McCarthy and Jarvis 2007", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
