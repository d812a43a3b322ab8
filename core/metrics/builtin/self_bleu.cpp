// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

#include <map>

namespace gapscope::metrics {
namespace {
/// Texts of one batch or run with the task of each.
struct Texts
{
    std::vector<lexical::Words> words;
    std::vector<int> taskOf;
};

/// Scores of a side; each batch or run is held against itself only, so that a simulator with more
/// runs is not more like itself.
std::vector<Samples::Number> scoresOf(const std::vector<const MetricDialogue *> &dialogues,
                                      const std::vector<int> &taskOf, bool openings)
{
    std::map<int, Texts> runs;
    for (std::size_t i = 0; i < dialogues.size(); ++i) {
        const Dialogue &dialogue = *dialogues[i]->dialogue;
        Texts &run = runs[dialogue.run];
        for (lexical::Words &words : userTurnWords(dialogue)) {
            if (words.empty())
                continue;
            run.words.push_back(std::move(words));
            run.taskOf.push_back(taskOf[i]);
            if (openings)
                break;
        }
    }
    std::vector<Samples::Number> scores;
    for (const auto &[number, run] : runs) {
        const std::vector<double> values = lexical::selfBleu(run.words);
        for (std::size_t i = 0; i < values.size(); ++i)
            scores.push_back({values[i], run.taskOf[i]});
    }
    return scores;
}

std::vector<Samples> collect(const Comparison &comparison)
{
    std::vector<Samples> all;
    for (const bool openings : {true, false}) {
        Samples samples;
        samples.item = openings ? "openings" : "turns";
        samples.real = scoresOf(comparison.real, comparison.realTask, openings);
        samples.sim = scoresOf(comparison.sim, comparison.simTask, openings);
        all.push_back(std::move(samples));
    }
    return all;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::meanDifference;
    measure.floor = FloorKind::MeanSize;
    return compareSamples(input, job, collect, measure);
}
} // namespace

std::unique_ptr<Metric> self_bleu()
{
    return std::make_unique<Metric>(
        MetricInfo{"self_bleu", "Self-BLEU-2",
                   "Whether simulated users word their openings and turns more alike than people.",
                   "mean BLEU-2 (bigrams + 1) of each text against the others of its batch or run; "
                   "value = sim - real; floor = mean size; the interval draws the scores, not the "
                   "texts they are held against",
                   "-1 to 1; 0 = same, above 0 = more uniform",
                   "Zhu et al. 2018; BLEU of Papineni et al. 2002", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
