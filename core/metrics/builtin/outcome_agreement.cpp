// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/outcome_tables.h"
#include "core/metrics/task_comparison.h"

#include <algorithm>

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "outcome_agreement",
    "Outcome agreement by task",
    "Whether the agent succeeds with the simulator on the tasks on which it succeeds with people.",
    "Cohen's κ of success with people and with the simulator over tasks, every pair of dialogues "
    "of "
    "a task weighted to one task; item agreement: share of tasks with the same outcome; only_real, "
    "only_sim: share that only one side solves. floor = the same among people",
    "κ −1–1, shares 0–1; 1 = same",
    "Cohen 1960; methods B9",
    "tasks",
    MetricGroup::Outcome};

using Outcomes = std::map<TaskKey, std::vector<bool>>;
using Statistic = std::optional<double> (*)(const TwoByTwo &table);

Outcomes outcomesOf(const std::vector<MetricDialogue> &dialogues)
{
    Outcomes outcomes;
    for (const MetricDialogue &one : dialogues) {
        if (const std::optional<bool> success = succeeded(*one.dialogue))
            outcomes[one.dialogue->task].push_back(*success);
    }
    return outcomes;
}

/// One table per task that both have, each of weight 1.
std::vector<TwoByTwo> tablesOf(const Outcomes &real, const Outcomes &sim)
{
    std::vector<TwoByTwo> tables;
    for (const auto &[task, people] : real) {
        const auto found = sim.find(task);
        if (found == sim.end())
            continue;
        const double weight = 1.0 / static_cast<double>(people.size() * found->second.size());
        TwoByTwo table;
        for (const bool first : people)
            for (const bool second : found->second)
                table.add(first, second, weight);
        tables.push_back(table);
    }
    return tables;
}

/// People against people: every pair both ways round, for they have no order.
std::vector<TwoByTwo> tablesAmong(const Outcomes &people)
{
    std::vector<TwoByTwo> tables;
    for (const auto &[task, outcomes] : people) {
        const std::size_t n = outcomes.size();
        if (n < 2)
            continue;
        const double weight = 1.0 / static_cast<double>(n * (n - 1));
        TwoByTwo table;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (i != j)
                    table.add(outcomes[i], outcomes[j], weight);
        tables.push_back(table);
    }
    return tables;
}

TwoByTwo summed(const std::vector<TwoByTwo> &tables)
{
    TwoByTwo sum;
    for (const TwoByTwo &table : tables)
        sum += table;
    return sum;
}

MetricRow rowOf(const std::vector<TwoByTwo> &tables, const std::vector<TwoByTwo> &people,
                Statistic statistic, const MetricInput &input, const JobContext &job)
{
    MetricRow row;
    row.n = static_cast<int>(tables.size());
    row.value = statistic(summed(tables));
    if (!row.value) {
        row.missing = tables.empty() ? "no task has an outcome on both sides"
                                     : "both sides have the same outcome on every task";
        return row;
    }
    row.floor = statistic(summed(people));
    row.interval = taskInterval(
        tables.size(),
        [&](std::span<const std::size_t> places) {
            TwoByTwo sum;
            for (const std::size_t place : places)
                sum += tables[place];
            return statistic(sum);
        },
        input, job);
    return row;
}

std::optional<double> onlyReal(const TwoByTwo &table)
{
    return table.total() > 0.0 ? std::optional(table.onlyFirst / table.total()) : std::nullopt;
}

std::optional<double> onlySim(const TwoByTwo &table)
{
    return table.total() > 0.0 ? std::optional(table.onlySecond / table.total()) : std::nullopt;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const Outcomes outcomes = outcomesOf(input.people);
    const std::vector<TwoByTwo> people = tablesAmong(outcomes);
    constexpr std::pair<const char *, Statistic> parts[] = {{"", cohensKappa},
                                                            {"agreement", agreementOf},
                                                            {"only_real", onlyReal},
                                                            {"only_sim", onlySim}};
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const std::vector<TwoByTwo> tables = tablesOf(outcomes, outcomesOf(simulator.dialogues));
        for (const auto &[item, statistic] : parts) {
            MetricRow row = rowOf(tables, people, statistic, input, job);
            row.simulator = simulator.name;
            row.item = item;
            rows.push_back(std::move(row));
        }
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> outcome_agreement()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
