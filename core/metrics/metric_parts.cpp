// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_parts.h"

#include "core/stats/intervals.h"
#include "core/stats/tests.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace gapscope::metrics {
namespace {
/// BCa corrects what few units skew; with many it is the percentile interval at more cost.
constexpr std::size_t fewTasks = 40;

void addSide(std::span<const MetricDialogue> dialogues, const std::vector<TaskKey> &tasks,
             std::vector<const MetricDialogue *> &side, std::vector<int> &taskOf)
{
    for (const MetricDialogue &dialogue : dialogues) {
        if (!dialogue.dialogue || !dialogue.features)
            continue;
        const auto at = std::lower_bound(tasks.begin(), tasks.end(), dialogue.dialogue->task);
        if (at == tasks.end() || *at != dialogue.dialogue->task)
            continue;
        side.push_back(&dialogue);
        taskOf.push_back(static_cast<int>(at - tasks.begin()));
    }
}

std::set<TaskKey> tasksOf(std::span<const MetricDialogue> dialogues)
{
    std::set<TaskKey> tasks;
    for (const MetricDialogue &dialogue : dialogues)
        if (dialogue.dialogue && dialogue.features)
            tasks.insert(dialogue.dialogue->task);
    return tasks;
}

std::vector<TaskKey> shared(const std::set<TaskKey> &first, const std::set<TaskKey> &second)
{
    std::vector<TaskKey> tasks;
    std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                          std::back_inserter(tasks));
    return tasks;
}

/// Tasks among `tasks` by people's batch.
std::map<int, std::set<TaskKey>> batchesOn(const MetricInput &input,
                                           const std::vector<TaskKey> &tasks)
{
    std::map<int, std::set<TaskKey>> batches;
    for (const MetricDialogue &dialogue : input.people)
        if (dialogue.dialogue && dialogue.features &&
            std::binary_search(tasks.begin(), tasks.end(), dialogue.dialogue->task))
            batches[dialogue.dialogue->run].insert(dialogue.dialogue->task);
    return batches;
}

/// People on both sides; `sideOf` says 0 for real, 1 for sim, below 0 for neither.
Comparison amongPeople(const MetricInput &input, const std::vector<TaskKey> &tasks,
                       const std::function<int(const Dialogue &, std::size_t)> &sideOf)
{
    Comparison result;
    result.tasks = tasks;
    for (const MetricDialogue &dialogue : input.people) {
        if (!dialogue.dialogue || !dialogue.features)
            continue;
        const auto at = std::lower_bound(tasks.begin(), tasks.end(), dialogue.dialogue->task);
        if (at == tasks.end() || *at != dialogue.dialogue->task)
            continue;
        const auto task = static_cast<std::size_t>(at - tasks.begin());
        const int side = sideOf(*dialogue.dialogue, task);
        if (side < 0)
            continue;
        (side == 0 ? result.real : result.sim).push_back(&dialogue);
        (side == 0 ? result.realTask : result.simTask).push_back(static_cast<int>(task));
    }
    return result;
}

Comparison halves(const MetricInput &input, const std::vector<TaskKey> &tasks)
{
    std::vector<std::size_t> order(tasks.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    RandomStream random(input.seed);
    for (std::size_t last = order.size(); last > 1; --last)
        std::swap(order[last - 1], order[random.below(static_cast<std::uint32_t>(last))]);
    std::vector<int> sideOf(tasks.size(), 0);
    for (std::size_t i = 0; i < order.size() / 2; ++i)
        sideOf[order[i]] = 1;
    return amongPeople(input, tasks,
                       [&](const Dialogue &, std::size_t task) { return sideOf[task]; });
}
} // namespace

Comparison compareOn(std::span<const MetricDialogue> real, std::span<const MetricDialogue> sim)
{
    Comparison result;
    result.tasks = shared(tasksOf(real), tasksOf(sim));
    addSide(real, result.tasks, result.real, result.realTask);
    addSide(sim, result.tasks, result.sim, result.simTask);
    return result;
}

std::vector<Comparison> floorComparisons(const MetricInput &input,
                                         const std::vector<TaskKey> &tasks)
{
    const auto batches = batchesOn(input, tasks);
    std::vector<Comparison> result;
    for (auto first = batches.begin(); first != batches.end(); ++first) {
        for (auto second = std::next(first); second != batches.end(); ++second) {
            const std::vector<TaskKey> both = shared(first->second, second->second);
            if (both.empty())
                continue;
            result.push_back(amongPeople(input, both, [&](const Dialogue &dialogue, std::size_t) {
                return dialogue.run == first->first ? 0 : dialogue.run == second->first ? 1 : -1;
            }));
        }
    }
    if (result.empty() && tasks.size() >= 2)
        result.push_back(halves(input, tasks));
    return result;
}

TaskBootstrap::TaskBootstrap(std::size_t tasks, int draws, std::uint64_t seed)
    : m_tasks(tasks), m_draws(tasks < 2 ? 0 : std::max(draws, 0)),
      m_weights(tasks * static_cast<std::size_t>(m_draws), 0)
{
    for (int draw = 0; draw < m_draws; ++draw) {
        RandomStream random(seed, static_cast<std::uint64_t>(draw));
        const std::size_t begin = static_cast<std::size_t>(draw) * tasks;
        for (std::size_t i = 0; i < tasks; ++i)
            ++m_weights[begin + random.below(static_cast<std::uint32_t>(tasks))];
    }
}

Result<std::optional<ConfidenceInterval>>
TaskBootstrap::interval(double estimate, JobContext &job,
                        const std::function<std::optional<double>(std::span<const int>)> &statistic,
                        const Options &options) const
{
    const int draws = options.mostDraws > 0 ? std::min(options.mostDraws, m_draws) : m_draws;
    std::vector<double> values;
    std::vector<int> weights(m_tasks, 0);
    for (int draw = 0; draw < draws; ++draw) {
        if (draw % 64 == 0 && job.cancelled())
            return cancelledError();
        const auto from = m_weights.begin() +
                          static_cast<std::ptrdiff_t>(static_cast<std::size_t>(draw) * m_tasks);
        std::copy_n(from, m_tasks, weights.begin());
        if (const std::optional<double> value = statistic(weights))
            values.push_back(*value);
    }
    if (values.empty() || values.size() * 2 < static_cast<std::size_t>(draws))
        return std::optional<ConfidenceInterval>{};
    if (options.mostDistance)
        return stats::centredInterval(values, estimate, *options.mostDistance);
    if (m_tasks >= fewTasks)
        return stats::percentileInterval(values);
    std::vector<double> jackknife;
    std::fill(weights.begin(), weights.end(), 1);
    for (int &weight : weights) {
        weight = 0;
        if (const std::optional<double> value = statistic(weights))
            jackknife.push_back(*value);
        weight = 1;
    }
    const std::optional<ConfidenceInterval> corrected =
        stats::bcaInterval(values, jackknife, estimate);
    return corrected ? corrected : stats::percentileInterval(values);
}

const TaskBootstrap &Bootstraps::of(std::size_t tasks)
{
    return m_byTasks.try_emplace(tasks, tasks, m_draws, m_seed).first->second;
}

MetricRow missingRow(const std::string &simulator, std::string_view item, std::string_view reason)
{
    MetricRow row;
    row.simulator = simulator;
    row.item = item;
    row.missing = reason;
    return row;
}

std::string whyNothing(const MetricInput &input, const MetricSimulator &simulator,
                       const Comparison &comparison)
{
    if (input.people.empty())
        return "no dialogue of people";
    if (simulator.dialogues.empty())
        return "no dialogue of the simulator";
    if (comparison.tasks.empty())
        return "no task with user turns on both sides";
    return {};
}

void fillQ(std::vector<MetricRow> &rows)
{
    std::vector<double> p;
    for (const MetricRow &row : rows)
        if (row.p)
            p.push_back(*row.p);
    const std::vector<double> q = stats::benjaminiHochberg(p);
    std::size_t at = 0;
    for (MetricRow &row : rows)
        if (row.p)
            row.q = q[at++];
}

Error cancelledError()
{
    return {ErrorCode::Cancelled, {}, {}};
}
} // namespace gapscope::metrics
