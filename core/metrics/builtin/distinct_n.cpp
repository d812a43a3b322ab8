// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/dialogue_words.h"
#include "core/metrics/metric_parts.h"
#include "core/stats/distributions.h"
#include "core/stats/summary.h"

#include <cmath>
#include <unordered_map>
#include <utility>

namespace gapscope::metrics {
namespace {
constexpr int several = -1;

/// The n-grams of one batch or run, with what each task adds: enough to leave any task out.
struct Grams
{
    std::unordered_map<std::string, int> taskOf;
    std::vector<double> tokens;
    std::vector<double> ownTypes;
    double allTokens = 0.0;

    void add(const lexical::Words &words, int n, int task)
    {
        for (std::size_t at = 0; at + static_cast<std::size_t>(n) <= words.size(); ++at) {
            std::string key;
            for (std::size_t i = at; i < at + static_cast<std::size_t>(n); ++i)
                key += words[i] + '\n';
            const auto [found, isNew] = taskOf.try_emplace(std::move(key), task);
            if (!isNew && found->second != task)
                found->second = several;
            tokens[static_cast<std::size_t>(task)] += 1.0;
            allTokens += 1.0;
        }
    }
    void finish()
    {
        for (const auto &[key, task] : taskOf)
            if (task != several)
                ownTypes[static_cast<std::size_t>(task)] += 1.0;
    }
    /// Task `several`: none is left out.
    std::optional<double> distinctWithout(int task) const
    {
        const auto types = static_cast<double>(taskOf.size());
        const bool all = task == several;
        const double left = all ? 0.0 : tokens[static_cast<std::size_t>(task)];
        const double own = all ? 0.0 : ownTypes[static_cast<std::size_t>(task)];
        return allTokens > left ? std::optional((types - own) / (allTokens - left)) : std::nullopt;
    }
};

using Runs = std::map<int, Grams>;

Runs gramsOf(const std::vector<const MetricDialogue *> &dialogues, const std::vector<int> &taskOf,
             std::size_t tasks, int n)
{
    Runs runs;
    for (std::size_t i = 0; i < dialogues.size(); ++i) {
        Grams &run = runs[dialogues[i]->dialogue->run];
        run.tokens.resize(tasks, 0.0);
        run.ownTypes.resize(tasks, 0.0);
        for (const lexical::Words &words : userTurnWords(*dialogues[i]->dialogue))
            run.add(words, n, taskOf[i]);
    }
    for (auto &[number, run] : runs)
        run.finish();
    return runs;
}

/// Mean over runs, which have about the same number of dialogues on both sides.
std::optional<double> meanDistinct(const Runs &runs, int without)
{
    std::vector<double> values;
    for (const auto &[number, run] : runs)
        if (const std::optional<double> value = run.distinctWithout(without))
            values.push_back(*value);
    return stats::mean(values);
}

double wordsPerRun(const Runs &runs)
{
    double sum = 0.0;
    for (const auto &[number, run] : runs)
        sum += run.allTokens;
    return runs.empty() ? 0.0 : sum / static_cast<double>(runs.size());
}

/// Drawing a task twice would repeat its texts and make both sides less distinct, so the interval
/// is that of the jackknife over tasks.
std::optional<ConfidenceInterval> jackknife(double value, const Runs &real, const Runs &sim,
                                            std::size_t tasks)
{
    std::vector<double> left;
    for (std::size_t task = 0; task < tasks; ++task) {
        const auto ofReal = meanDistinct(real, static_cast<int>(task));
        const auto ofSim = meanDistinct(sim, static_cast<int>(task));
        if (ofReal && ofSim)
            left.push_back(*ofSim - *ofReal);
    }
    const std::optional<double> variance = stats::populationVariance(left);
    if (left.size() < 2 || !variance)
        return std::nullopt;
    const double half =
        *stats::normalQuantile(0.975) * std::sqrt(*variance * static_cast<double>(left.size() - 1));
    return ConfidenceInterval{value - half, value + half};
}

std::optional<double> floorOf(const MetricInput &input, const std::vector<TaskKey> &tasks, int n)
{
    std::vector<double> sizes;
    for (const Comparison &pair : floorComparisons(input, tasks)) {
        const auto first =
            meanDistinct(gramsOf(pair.real, pair.realTask, pair.tasks.size(), n), several);
        const auto second =
            meanDistinct(gramsOf(pair.sim, pair.simTask, pair.tasks.size(), n), several);
        if (first && second)
            sizes.push_back(std::abs(*first - *second));
    }
    return stats::mean(sizes);
}

MetricRow rowOf(const std::string &simulator, int n, const Comparison &comparison, const Runs &real)
{
    const std::string item = std::to_string(n);
    const Runs sim = gramsOf(comparison.sim, comparison.simTask, comparison.tasks.size(), n);
    MetricRow row;
    row.simulator = simulator;
    row.item = item;
    row.n = static_cast<int>(comparison.tasks.size());
    row.real = meanDistinct(real, several);
    row.sim = meanDistinct(sim, several);
    if (!row.real || !row.sim)
        return missingRow(simulator, item, "no words on one side");
    row.value = *row.sim - *row.real;
    row.interval = jackknife(*row.value, real, sim, comparison.tasks.size());
    const double ratio = wordsPerRun(sim) / wordsPerRun(real);
    if (ratio > 1.1 || ratio < 1.0 / 1.1)
        row.notes.push_back("sides differ in length, which alone changes the share: " +
                            std::to_string(std::lround(wordsPerRun(real))) +
                            " n-grams a batch of people, " +
                            std::to_string(std::lround(wordsPerRun(sim))) + " a run");
    return row;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    struct People
    {
        Runs runs;
        std::optional<double> floor;
    };
    std::vector<MetricRow> rows;
    std::map<std::pair<std::vector<TaskKey>, int>, People> known;
    for (const MetricSimulator &simulator : input.simulators) {
        const Comparison comparison = compareOn(input.people, simulator.dialogues);
        const std::string reason = whyNothing(input, simulator, comparison);
        for (const int n : {1, 2}) {
            if (job.cancelled())
                return cancelledError();
            if (!reason.empty()) {
                rows.push_back(missingRow(simulator.name, std::to_string(n), reason));
                continue;
            }
            const auto key = std::pair(comparison.tasks, n);
            if (!known.contains(key))
                known[key] = {
                    gramsOf(comparison.real, comparison.realTask, comparison.tasks.size(), n),
                    floorOf(input, comparison.tasks, n)};
            MetricRow row = rowOf(simulator.name, n, comparison, known[key].runs);
            if (row.value)
                row.floor = known[key].floor;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> distinct_n()
{
    return std::make_unique<Metric>(
        MetricInfo{"distinct_n", "Distinct n-grams",
                   "Whether simulated users use more or fewer different words (1) and word pairs "
                   "(2) over all dialogues than people.",
                   "different n-grams / n-grams of the user turns of a batch or run, mean over "
                   "batches and over runs; value = sim - real; floor = mean size; interval by "
                   "jackknife over tasks; falls with the amount of words",
                   "-1 to 1; 0 = same, below 0 = more uniform", "Li et al. 2016", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
