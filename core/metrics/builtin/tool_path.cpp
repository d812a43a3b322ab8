// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/tool_diff.h"
#include "core/metrics/task_comparison.h"

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "tool_path",
    "Tool path",
    "Whether the agent takes the same steps with the simulator as with people.",
    "2·LCS/(n + m) of the tool names of two dialogues of a task; item arguments: share of equal "
    "argument values over the matched calls. Mean over pairs, then tasks; floor = the same among "
    "people",
    "0–1; 1 = same",
    "methods B7",
    "pairs of dialogues with a tool call",
    MetricGroup::Alignment};

/// Both likenesses of one pair, computed once.
struct Values
{
    std::vector<TaskValue> path;
    std::vector<TaskValue> arguments;

    std::optional<double> add(const Dialogue &real, const Dialogue &sim)
    {
        const ToolPathSimilarity similarity = toolPathSimilarity(real, sim);
        if (similarity.arguments)
            arguments.push_back({real.task, 0, *similarity.arguments});
        return similarity.path;
    }
};

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    Values people;
    people.path = measuredPairs(input.people, [&people](const Dialogue &real, const Dialogue &sim) {
        return people.add(real, sim);
    });
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        Values values;
        values.path = measuredPairs(
            input.people, simulator.dialogues,
            [&values](const Dialogue &real, const Dialogue &sim) { return values.add(real, sim); });
        rows.push_back(pairRow(simulator.name, values.path, people.path,
                               "no dialogue of a common task calls a tool", input, job));
        rows.push_back(pairRow(simulator.name, values.arguments, people.arguments,
                               "no matched tool call has arguments", input, job));
        rows.back().item = "arguments";
        std::map<TaskKey, int> pairs;
        for (const TaskValue &value : values.path)
            ++pairs[value.task];
        for (const TaskValue &mean : meansByTask(values.path)) {
            MetricRow row;
            row.simulator = simulator.name;
            row.task = mean.task.value();
            row.value = mean.value;
            row.n = pairs[mean.task];
            rows.push_back(std::move(row));
        }
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> tool_path()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
