// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

namespace gapscope::metrics {
namespace {
std::optional<double> wordCount(const Dialogue &dialogue)
{
    const std::size_t count = userWords(dialogue).size();
    return count > 0 ? std::optional(static_cast<double>(count)) : std::nullopt;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::anchoredDifference;
    measure.floor = FloorKind::MeanSize;
    measure.undefined = "people do not vary, or there is one dialogue";
    const std::vector<Collect> parts{
        perDialogue("mattr", dialogueMattr), perDialogue("hdd", dialogueHdd),
        perDialogue("yules_k", dialogueYulesK), perDialogue("user_words", wordCount)};
    const Collect all = [&](const Comparison &comparison) {
        std::vector<Samples> samples;
        for (const Collect &part : parts)
            samples.push_back(std::move(part(comparison).front()));
        return samples;
    };
    return compareSamples(input, job, all, measure);
}
} // namespace

std::unique_ptr<Metric> human_anchored_z()
{
    return std::make_unique<Metric>(
        MetricInfo{"human_anchored_z", "Human-anchored z",
                   "How many standard deviations of people a simulator's dialogues lie off in "
                   "variety and amount of words.",
                   "mean over simulated dialogues of (value - mean of people) / sd of people; "
                   "dialogues of 5 words or more for mattr and yules_k, 42 for hdd; floor = mean "
                   "size",
                   "any number; 0 = same", "MirrorBench, arXiv 2601.08118", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
