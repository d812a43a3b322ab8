// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/task_comparison.h"

#include "core/stats/intervals.h"
#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace gapscope {
namespace {
/// Percentiles are too narrow for fewer tasks (methods.md B11).
constexpr std::size_t enoughTasks = 40;

struct Sum
{
    double sum = 0.0;
    int n = 0;

    double mean() const { return sum / n; }
};

std::map<TaskKey, Sum> sumsByTask(std::span<const TaskValue> values)
{
    std::map<TaskKey, Sum> sums;
    for (const TaskValue &value : values) {
        Sum &sum = sums[value.task];
        sum.sum += value.value;
        ++sum.n;
    }
    return sums;
}

std::map<TaskKey, std::vector<const Dialogue *>>
dialoguesByTask(const std::vector<MetricDialogue> &all)
{
    std::map<TaskKey, std::vector<const Dialogue *>> tasks;
    for (const MetricDialogue &one : all)
        tasks[one.dialogue->task].push_back(one.dialogue.get());
    return tasks;
}
} // namespace

std::vector<TaskValue> measured(const std::vector<MetricDialogue> &dialogues,
                                const DialogueMeasure &measure)
{
    std::vector<TaskValue> values;
    for (const MetricDialogue &one : dialogues) {
        if (const std::optional<double> value = measure(*one.dialogue))
            values.push_back({one.dialogue->task, one.dialogue->run, *value});
    }
    return values;
}

std::vector<TaskValue> measuredPairs(const std::vector<MetricDialogue> &real,
                                     const std::vector<MetricDialogue> &sim,
                                     const PairMeasure &measure)
{
    const auto sims = dialoguesByTask(sim);
    std::vector<TaskValue> values;
    for (const MetricDialogue &one : real) {
        const auto found = sims.find(one.dialogue->task);
        if (found == sims.end())
            continue;
        for (const Dialogue *other : found->second) {
            if (const std::optional<double> value = measure(*one.dialogue, *other))
                values.push_back({one.dialogue->task, 0, *value});
        }
    }
    return values;
}

std::vector<TaskValue> measuredPairs(const std::vector<MetricDialogue> &people,
                                     const PairMeasure &measure)
{
    std::vector<TaskValue> values;
    for (const auto &[task, dialogues] : dialoguesByTask(people)) {
        for (std::size_t i = 0; i < dialogues.size(); ++i)
            for (std::size_t j = i + 1; j < dialogues.size(); ++j)
                if (const std::optional<double> value = measure(*dialogues[i], *dialogues[j]))
                    values.push_back({task, 0, *value});
    }
    return values;
}

std::vector<TaskPair> pairedByTask(std::span<const TaskValue> real, std::span<const TaskValue> sim)
{
    const auto sims = sumsByTask(sim);
    std::vector<TaskPair> pairs;
    for (const auto &[task, sum] : sumsByTask(real)) {
        if (const auto found = sims.find(task); found != sims.end())
            pairs.push_back({task, sum.mean(), found->second.mean()});
    }
    return pairs;
}

std::vector<TaskValue> meansByTask(std::span<const TaskValue> values)
{
    std::vector<TaskValue> means;
    for (const auto &[task, sum] : sumsByTask(values))
        means.push_back({task, 0, sum.mean()});
    return means;
}

std::optional<double> meanOf(std::span<const TaskValue> values)
{
    if (values.empty())
        return std::nullopt;
    double sum = 0.0;
    for (const TaskValue &value : values)
        sum += value.value;
    return sum / static_cast<double>(values.size());
}

std::optional<ConfidenceInterval> taskInterval(std::size_t tasks, const TaskStatistic &statistic,
                                               const MetricInput &input, const JobContext &job,
                                               IntervalKind kind)
{
    if (tasks < 2 || input.draws < 1)
        return std::nullopt;
    std::vector<std::size_t> places(tasks);
    std::vector<double> draws;
    draws.reserve(static_cast<std::size_t>(input.draws));
    for (int i = 0; i < input.draws; ++i) {
        if (job.cancelled())
            return std::nullopt;
        RandomStream random(input.seed, static_cast<std::uint64_t>(i));
        for (std::size_t &place : places)
            place = random.below(static_cast<std::uint32_t>(tasks));
        if (const std::optional<double> value = statistic(places))
            draws.push_back(*value);
    }
    std::iota(places.begin(), places.end(), std::size_t{0});
    const std::optional<double> estimate = statistic(places);
    if (kind == IntervalKind::Centred)
        return estimate ? stats::centredInterval(draws, *estimate) : std::nullopt;
    if (tasks >= enoughTasks)
        return stats::percentileInterval(draws);
    std::vector<double> jackknife;
    for (std::size_t left = 0; left < tasks; ++left) {
        std::vector<std::size_t> rest = places;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left));
        if (const std::optional<double> value = statistic(rest))
            jackknife.push_back(*value);
    }
    std::optional<ConfidenceInterval> corrected;
    if (estimate && jackknife.size() == tasks)
        corrected = stats::bcaInterval(draws, jackknife, *estimate);
    return corrected ? corrected : stats::percentileInterval(draws);
}

std::optional<ConfidenceInterval> meanInterval(std::span<const double> values,
                                               const MetricInput &input, const JobContext &job)
{
    return taskInterval(
        values.size(),
        [values](std::span<const std::size_t> tasks) -> std::optional<double> {
            double sum = 0.0;
            for (const std::size_t task : tasks)
                sum += values[task];
            return sum / static_cast<double>(tasks.size());
        },
        input, job);
}

std::optional<double> peopleFloor(std::span<const TaskValue> people)
{
    std::map<int, std::vector<TaskValue>> batches;
    for (const TaskValue &value : people)
        batches[value.run].push_back(value);
    Sum gaps;
    for (auto first = batches.begin(); first != batches.end(); ++first) {
        for (auto second = std::next(first); second != batches.end(); ++second) {
            Sum difference;
            for (const TaskPair &pair : pairedByTask(first->second, second->second)) {
                difference.sum += pair.sim - pair.real;
                ++difference.n;
            }
            if (difference.n == 0)
                continue;
            gaps.sum += std::abs(difference.mean());
            ++gaps.n;
        }
    }
    if (gaps.n == 0)
        return std::nullopt;
    return gaps.mean();
}

MetricRow comparedRow(const std::string &simulator, std::span<const TaskValue> people,
                      std::span<const TaskValue> sim, const std::string &missing,
                      const MetricInput &input, const JobContext &job)
{
    MetricRow row;
    row.simulator = simulator;
    const std::vector<TaskPair> pairs = pairedByTask(people, sim);
    if (pairs.empty()) {
        row.missing = missing;
        return row;
    }
    std::set<TaskKey> tasks;
    std::vector<double> differences;
    Sum real;
    Sum simulated;
    for (const TaskPair &pair : pairs) {
        tasks.insert(pair.task);
        differences.push_back(pair.sim - pair.real);
        real.sum += pair.real;
        simulated.sum += pair.sim;
    }
    real.n = simulated.n = static_cast<int>(pairs.size());
    row.real = real.mean();
    row.sim = simulated.mean();
    row.value = *row.sim - *row.real;
    row.interval = meanInterval(differences, input, job);
    row.floor = peopleFloor(people);
    for (const TaskValue &value : sim)
        row.n += tasks.contains(value.task) ? 1 : 0;
    return row;
}

std::vector<MetricRow> taskRows(const std::string &simulator, std::span<const TaskValue> people,
                                std::span<const TaskValue> sim)
{
    std::map<TaskKey, Sum> counts = sumsByTask(sim);
    std::vector<MetricRow> rows;
    for (const TaskPair &pair : pairedByTask(people, sim)) {
        MetricRow row;
        row.simulator = simulator;
        row.task = pair.task.value();
        row.real = pair.real;
        row.sim = pair.sim;
        row.value = pair.sim - pair.real;
        row.n = counts[pair.task].n;
        rows.push_back(std::move(row));
    }
    return rows;
}

MetricRow pairRow(const std::string &simulator, std::span<const TaskValue> values,
                  std::span<const TaskValue> people, const std::string &missing,
                  const MetricInput &input, const JobContext &job)
{
    MetricRow row;
    row.simulator = simulator;
    row.n = static_cast<int>(values.size());
    const std::vector<TaskValue> means = meansByTask(values);
    row.value = meanOf(means);
    if (!row.value) {
        row.missing = missing;
        return row;
    }
    std::vector<double> numbers;
    for (const TaskValue &mean : means)
        numbers.push_back(mean.value);
    row.interval = meanInterval(numbers, input, job);
    row.floor = meanOf(meansByTask(people));
    return row;
}

Result<std::vector<MetricRow>> compareDialogues(const DialogueMeasure &measure,
                                                const std::string &missing,
                                                const MetricInput &input, JobContext &job)
{
    const std::vector<TaskValue> people = measured(input.people, measure);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const std::vector<TaskValue> sim = measured(simulator.dialogues, measure);
        rows.push_back(comparedRow(simulator.name, people, sim, missing, input, job));
        for (MetricRow &row : taskRows(simulator.name, people, sim))
            rows.push_back(std::move(row));
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, simulator.name, {}};
    }
    return rows;
}

std::string_view cardOf(const MetricInput &input, const TaskKey &task)
{
    const auto found = input.tasks.find(task);
    return found == input.tasks.end() ? std::string_view() : found->second.instruction;
}

Error cancelledError(const MetricInfo &info)
{
    return Error{ErrorCode::Cancelled, std::string(info.id), {}};
}
} // namespace gapscope
