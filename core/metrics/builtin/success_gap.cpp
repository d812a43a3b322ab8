// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/outcome_tables.h"
#include "core/metrics/task_comparison.h"
#include "core/stats/tests.h"

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{"success_gap",
                           "Success gap",
                           "Whether agents succeed more often with the simulator than with people.",
                           "mean over tasks of (share of successful dialogues with the simulator − "
                           "with people); p = exact "
                           "McNemar test on tasks, each side's majority per task, ties left out",
                           "−1–1; 0 = same, above 0 = the simulator is easier",
                           "McNemar 1947; methods B9",
                           "dialogues with an outcome",
                           MetricGroup::Outcome};

std::optional<double> successShare(const Dialogue &dialogue)
{
    const std::optional<bool> success = succeeded(dialogue);
    if (!success)
        return std::nullopt;
    return *success ? 1.0 : 0.0;
}

/// Discordant tasks, by majority.
struct Discordant
{
    int onlyReal = 0;
    int onlySim = 0;
};

Discordant discordantOf(const std::vector<TaskPair> &pairs)
{
    Discordant counts;
    for (const TaskPair &pair : pairs) {
        if (pair.real == 0.5 || pair.sim == 0.5)
            continue;
        const bool real = pair.real > 0.5;
        const bool sim = pair.sim > 0.5;
        counts.onlyReal += real && !sim ? 1 : 0;
        counts.onlySim += sim && !real ? 1 : 0;
    }
    return counts;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const std::vector<TaskValue> people = measured(input.people, successShare);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const std::vector<TaskValue> sim = measured(simulator.dialogues, successShare);
        MetricRow row = comparedRow(simulator.name, people, sim,
                                    "no task has an outcome on both sides", input, job);
        if (row.value) {
            const Discordant counts = discordantOf(pairedByTask(people, sim));
            row.p = stats::mcNemarExact(counts.onlySim, counts.onlyReal);
            row.notes.push_back("tasks that only the simulator solves " +
                                std::to_string(counts.onlySim) + ", only people " +
                                std::to_string(counts.onlyReal));
        }
        rows.push_back(std::move(row));
        for (MetricRow &one : taskRows(simulator.name, people, sim))
            rows.push_back(std::move(one));
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> success_gap()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
