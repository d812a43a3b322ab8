// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_parts.h"
#include "core/stats/summary.h"

#include <cmath>
#include <utility>

namespace gapscope::metrics {
namespace {
/// Standard deviation of a few values, freed of its bias for normal ones (divided by c4), so that
/// two runs and three people can be compared; none below two.
std::optional<double> unbiasedDeviation(const std::vector<double> &values)
{
    const std::optional<double> variance = stats::sampleVariance(values);
    if (!variance)
        return std::nullopt;
    const auto n = static_cast<double>(values.size());
    const double c4 =
        std::sqrt(2.0 / (n - 1.0)) * std::exp(std::lgamma(n / 2.0) - std::lgamma((n - 1.0) / 2.0));
    return std::sqrt(*variance) / c4;
}

/// Spread of one feature by task number; 0 tasks where no task has two on both sides.
struct Spreads
{
    std::vector<double> real;
    std::vector<double> sim;
    std::vector<int> taskOf;
};

std::vector<std::vector<double>> byTask(const std::vector<const MetricDialogue *> &dialogues,
                                        const std::vector<int> &taskOf, std::size_t tasks,
                                        Feature feature)
{
    std::vector<std::vector<double>> values(tasks);
    for (std::size_t i = 0; i < dialogues.size(); ++i)
        values[static_cast<std::size_t>(taskOf[i])].push_back((*dialogues[i]->features)[feature]);
    return values;
}

Spreads spreadsOf(const Comparison &comparison, Feature feature)
{
    const std::size_t tasks = comparison.tasks.size();
    const auto real = byTask(comparison.real, comparison.realTask, tasks, feature);
    const auto sim = byTask(comparison.sim, comparison.simTask, tasks, feature);
    Spreads spreads;
    for (std::size_t task = 0; task < tasks; ++task) {
        const auto ofReal = unbiasedDeviation(real[task]);
        const auto ofSim = unbiasedDeviation(sim[task]);
        if (!ofReal || !ofSim)
            continue;
        spreads.real.push_back(*ofReal);
        spreads.sim.push_back(*ofSim);
        spreads.taskOf.push_back(static_cast<int>(task));
    }
    return spreads;
}

std::optional<double> ratioOf(const Spreads &spreads, std::span<const int> weights)
{
    double real = 0.0;
    double sim = 0.0;
    for (std::size_t i = 0; i < spreads.taskOf.size(); ++i) {
        const int weight = weights[static_cast<std::size_t>(spreads.taskOf[i])];
        real += weight * spreads.real[i];
        sim += weight * spreads.sim[i];
    }
    return real > 0.0 ? std::optional(sim / real) : std::nullopt;
}

Result<MetricRow> rowOf(const std::string &simulator, const FeatureInfo &feature,
                        const Comparison &comparison, const TaskBootstrap &bootstrap,
                        JobContext &job)
{
    const Spreads spreads = spreadsOf(comparison, feature.feature);
    if (spreads.taskOf.empty())
        return missingRow(simulator, feature.key, "no task with two dialogues on both sides");
    MetricRow row;
    row.simulator = simulator;
    row.item = feature.key;
    row.n = static_cast<int>(spreads.taskOf.size());
    row.real = stats::mean(spreads.real);
    row.sim = stats::mean(spreads.sim);
    row.value = ratioOf(spreads, std::vector<int>(comparison.tasks.size(), 1));
    if (!row.value) {
        row.missing = "people do not vary within any task";
        return row;
    }
    const auto interval = bootstrap.interval(
        *row.value, job, [&](std::span<const int> weights) { return ratioOf(spreads, weights); },
        {});
    if (!interval)
        return interval.error();
    row.interval = *interval;
    return row;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    std::vector<MetricRow> rows;
    Bootstraps bootstraps(input);
    for (const MetricSimulator &simulator : input.simulators) {
        if (job.cancelled())
            return cancelledError();
        const Comparison comparison = compareOn(input.people, simulator.dialogues);
        const std::string reason = whyNothing(input, simulator, comparison);
        for (const FeatureInfo &feature : featureTable()) {
            if (feature.dimension == Dimension::None)
                continue;
            if (!reason.empty()) {
                rows.push_back(missingRow(simulator.name, feature.key, reason));
                continue;
            }
            Result<MetricRow> row = rowOf(simulator.name, feature, comparison,
                                          bootstraps.of(comparison.tasks.size()), job);
            if (!row)
                return row.error();
            rows.push_back(std::move(*row));
        }
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> within_task_spread()
{
    return std::make_unique<Metric>(
        MetricInfo{"within_task_spread", "Spread within a task",
                   "Whether runs of a simulator on one task differ as much as people on that task "
                   "do.",
                   "mean over tasks of the sd across runs / mean over tasks of the sd across "
                   "people, sd freed of the bias of few values (c4), tasks with two or more on "
                   "both sides; no floor: people among themselves give 1",
                   "0 or more; 1 = same, below 1 = runs too alike", "textbook (c4 of Shewhart)",
                   "tasks", MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
