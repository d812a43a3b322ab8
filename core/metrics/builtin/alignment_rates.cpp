// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/alignment_rates.h"

#include "core/metrics/task_comparison.h"

#include <array>
#include <unordered_map>

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "alignment_rates",
    "Alignment with people, turn by turn",
    "How much of what people say the simulator says too, and where the two part.",
    "align_sim = 2Σs/(n + m) (the whole); matched: turns with a partner / all; missing: real turns "
    "without one / real turns; extra: simulated turns without one / simulated turns; moved and "
    "merged: such turns / all; first_divergence: real user turn of the first divergent row; "
    "no_divergence: share of pairs without any; agent_induced: share of first divergences where "
    "the "
    "agents' words differ more. Mean over pairs, then tasks; floor = the same among people",
    "0–1 (first_divergence: turns); align_sim 1 = same",
    "methods C.2–C.4; ConvED, arXiv 2110.05780",
    "pairs of dialogues",
    MetricGroup::Alignment,
    true};

struct Part
{
    std::string_view item;
    std::optional<double> (*of)(const Alignment &alignment, const AlignmentRates &rates) = nullptr;
    std::string_view missing;
};

constexpr std::string_view noPair = "no task has dialogues on both sides";

constexpr std::array<Part, 9> parts{{
    {"",
     [](const Alignment &alignment, const AlignmentRates &) {
         return alignment.rows.empty() ? std::nullopt : std::optional(alignment.alignSim);
     },
     noPair},
    {"matched", [](const Alignment &, const AlignmentRates &rates) { return rates.matched; },
     noPair},
    {"missing", [](const Alignment &, const AlignmentRates &rates) { return rates.missing; },
     noPair},
    {"extra", [](const Alignment &, const AlignmentRates &rates) { return rates.extra; }, noPair},
    {"moved", [](const Alignment &, const AlignmentRates &rates) { return rates.moved; }, noPair},
    {"merged", [](const Alignment &, const AlignmentRates &rates) { return rates.merged; }, noPair},
    {"first_divergence",
     [](const Alignment &, const AlignmentRates &rates) -> std::optional<double> {
         if (!rates.firstTurn)
             return std::nullopt;
         return static_cast<double>(*rates.firstTurn);
     },
     "no pair diverges"},
    {"no_divergence",
     [](const Alignment &, const AlignmentRates &rates) -> std::optional<double> {
         if (!rates.matched)
             return std::nullopt;
         return rates.firstTurn ? 0.0 : 1.0;
     },
     noPair},
    {"agent_induced",
     [](const Alignment &, const AlignmentRates &rates) -> std::optional<double> {
         if (!rates.firstTurn)
             return std::nullopt;
         return rates.agentInduced ? 1.0 : 0.0;
     },
     "no pair diverges"},
}};

using Values = std::array<std::vector<TaskValue>, parts.size()>;
using Tasks = std::unordered_map<DialogueId, TaskKey>;

Values valuesOf(const std::vector<Alignment> &alignments, const Tasks &tasks)
{
    Values values;
    for (const Alignment &alignment : alignments) {
        const auto task = tasks.find(alignment.realDialogue);
        if (task == tasks.end())
            continue;
        const AlignmentRates rates = alignmentRates(alignment);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (const std::optional<double> value = parts[i].of(alignment, rates))
                values[i].push_back({task->second, 0, *value});
        }
    }
    return values;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    Tasks tasks;
    for (const MetricDialogue &one : input.people)
        tasks.emplace(one.dialogue->id, one.dialogue->task);
    const Values people = valuesOf(input.peopleAlignments, tasks);
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const Values values = valuesOf(simulator.alignments, tasks);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            rows.push_back(pairRow(simulator.name, values[i], people[i],
                                   std::string(parts[i].missing), input, job));
            rows.back().item = parts[i].item;
        }
        std::map<TaskKey, int> pairs;
        for (const TaskValue &value : values[0])
            ++pairs[value.task];
        for (const TaskValue &mean : meansByTask(values[0])) {
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

std::unique_ptr<Metric> alignment_rates()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
