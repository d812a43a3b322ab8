// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

namespace gapscope::metrics {
static Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::meanDifference;
    measure.floor = FloorKind::MeanSize;
    return compareSamples(input, job, perDialogue({}, dialogueYulesK), measure);
}

std::unique_ptr<Metric> yules_k()
{
    return std::make_unique<Metric>(
        MetricInfo{"yules_k", "Yule's K",
                   "How repetitive simulated users are against people, nearly whatever the length.",
                   "10^4 (sum v^2 - N) / N^2, v = occurrences of each word, N = words of the "
                   "dialogue; value = mean of sim - mean of real over dialogues of 5 words or "
                   "more; floor = mean size",
                   "any number; 0 = same, above 0 = more repetitive", "Yule 1944", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
