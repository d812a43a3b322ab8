// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/task_comparison.h"
#include "core/metrics/task_groups.h"
#include "core/metrics/user_turns.h"
#include "core/stats/distances.h"
#include "core/stats/summary.h"

namespace gapscope::metrics {
namespace {
using Groups = TaskGroups<double>;

constexpr MetricInfo about{
    "length_gap",
    "Length in user turns",
    "How far the distribution of dialogue lengths is from people's.",
    "W1 = ∫ |F − G| of user turns per dialogue, over the tasks both have; item mean: mean over "
    "tasks, value = sim − real",
    "turns ≥ 0; 0 = same (item mean: signed)",
    "Wasserstein-1; methods B6",
    "dialogues",
    MetricGroup::Ending};

double lengthOf(const Dialogue &dialogue)
{
    return static_cast<double>(spokenTurns(dialogue).size());
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const std::function<double(const Dialogue &)> read = lengthOf;
    const auto people = byTask(input.people, read);
    const auto gap = [](const Groups &groups) {
        return stats::wasserstein(pooled(groups.real), pooled(groups.sim));
    };
    const std::optional<double> floor = batchFloor<double>(input.people, read, gap);
    const std::vector<TaskValue> values = measured(input.people, lengthOf);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const Groups groups = groupsOf(people, byTask(simulator.dialogues, read));
        MetricRow row;
        row.simulator = simulator.name;
        row.value = gap(groups);
        row.n = static_cast<int>(pooled(groups.sim).size());
        if (row.value) {
            row.real = stats::mean(pooled(groups.real));
            row.sim = stats::mean(pooled(groups.sim));
            row.floor = floor;
            row.interval = taskInterval(
                groups.tasks.size(),
                [&groups](std::span<const std::size_t> places) {
                    return stats::wasserstein(pooled(groups.real, places),
                                              pooled(groups.sim, places));
                },
                input, job, IntervalKind::Centred);
        } else {
            row.missing = "no task has dialogues on both sides";
        }
        rows.push_back(std::move(row));
        const std::vector<TaskValue> sim = measured(simulator.dialogues, lengthOf);
        rows.push_back(comparedRow(simulator.name, values, sim,
                                   "no task has dialogues on both sides", input, job));
        rows.back().item = "mean";
        for (MetricRow &one : taskRows(simulator.name, values, sim))
            rows.push_back(std::move(one));
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> length_gap()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
