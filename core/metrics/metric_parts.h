// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"
#include "core/stats/events.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What metrics share: who is compared with whom, the floor, intervals by task.
namespace gapscope::metrics {
/// Two sets of dialogues on the same tasks; task numbers count the tasks in key order from 0.
struct Comparison
{
    std::vector<TaskKey> tasks;
    std::vector<const MetricDialogue *> real;
    std::vector<const MetricDialogue *> sim;
    std::vector<int> realTask;
    std::vector<int> simTask;
};

/// The dialogues with features of the tasks that both sides have.
Comparison compareOn(std::span<const MetricDialogue> real, std::span<const MetricDialogue> sim);

/// People against people on `tasks`: each pair of batches on the tasks both have. Where no task has
/// two batches, the two halves of the tasks instead, dealt by seed: halves differ in tasks too, so
/// that floor is rather too high than too low.
std::vector<Comparison> floorComparisons(const MetricInput &input,
                                         const std::vector<TaskKey> &tasks);

/// Bootstrap over tasks: draw i holds how often each task was drawn, from RandomStream(seed, i).
/// All dialogues of a task go together.
class TaskBootstrap
{
public:
    TaskBootstrap(std::size_t tasks, int draws, std::uint64_t seed);

    struct Options
    {
        /// 0 = all.
        int mostDraws = 0;
        /// Largest value of a distance: its interval is centred on it (stats::centredInterval).
        /// None: no distance.
        std::optional<double> mostDistance;
    };

    /// `statistic` of task weights, all 1 being `estimate`. Percentile interval; BCa with the
    /// jackknife over tasks below 40 tasks. No interval below two tasks or where fewer than half of
    /// the draws have a value. Error: Cancelled.
    Result<std::optional<ConfidenceInterval>>
    interval(double estimate, JobContext &job,
             const std::function<std::optional<double>(std::span<const int>)> &statistic,
             const Options &options) const;

private:
    std::size_t m_tasks = 0;
    int m_draws = 0;
    std::vector<std::uint16_t> m_weights;
};

/// Builds each bootstrap once: its weights depend on the number of tasks only.
class Bootstraps
{
public:
    explicit Bootstraps(const MetricInput &input) : m_draws(input.draws), m_seed(input.seed) {}

    const TaskBootstrap &of(std::size_t tasks);

private:
    int m_draws = 0;
    std::uint64_t m_seed = 0;
    std::map<std::size_t, TaskBootstrap> m_byTasks;
};

MetricRow missingRow(const std::string &simulator, std::string_view item, std::string_view reason);
/// Why nothing can be compared: "no dialogue of people" and the like; empty = something can.
std::string whyNothing(const MetricInput &input, const MetricSimulator &simulator,
                       const Comparison &comparison);
/// Fills q of all rows with a p (Benjamini–Hochberg over them together).
void fillQ(std::vector<MetricRow> &rows);
Error cancelledError();
} // namespace gapscope::metrics
