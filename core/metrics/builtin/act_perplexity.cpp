// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/act_chain.h"
#include "core/metrics/task_comparison.h"

#include <cmath>
#include <unordered_map>

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "act_perplexity",
    "Act perplexity under people's chain",
    "How surprising the order of the simulator's acts is to somebody who knows people's.",
    "2^(−mean log₂ P) of a dialogue's transitions, P = people's transition shares of the other "
    "tasks (a task is never judged by its own dialogues), (count + ½)/row; mean over tasks. value "
    "= "
    "sim − real",
    "≥ 1 each side; value 0 = same, above 0 = less like people",
    "methods B8; DialogFlowPPL of SDialog",
    "dialogues of two user turns and more",
    MetricGroup::Acts};

/// The acts of every dialogue, and people's transitions by task.
class Chain
{
public:
    explicit Chain(const MetricInput &input)
    {
        ActCounts everything;
        for (const MetricDialogue &one : input.people) {
            const std::vector<Act> &acts = read(*one.dialogue);
            ActCounts counts;
            counts.add(acts);
            m_byTask[one.dialogue->task].add(counts);
            m_people.add(counts);
            everything.add(counts);
        }
        for (const MetricSimulator &simulator : input.simulators) {
            for (const MetricDialogue &one : simulator.dialogues)
                everything.add(read(*one.dialogue));
        }
        const ActCounts *all = &everything;
        m_states = statesOf({&all, 1});
    }

    std::optional<double> perplexity(const Dialogue &dialogue) const
    {
        ActCounts others = m_people;
        if (const auto own = m_byTask.find(dialogue.task); own != m_byTask.end())
            others.remove(own->second);
        if (others.total() <= 0.0)
            return std::nullopt;
        const std::optional<double> bits =
            bitsPerTransition(m_acts.at(dialogue.id), others, m_states);
        return bits ? std::optional(std::exp2(*bits)) : std::nullopt;
    }

private:
    const std::vector<Act> &read(const Dialogue &dialogue)
    {
        return m_acts[dialogue.id] = actsOf(dialogue);
    }

    std::unordered_map<DialogueId, std::vector<Act>> m_acts;
    std::map<TaskKey, ActCounts> m_byTask;
    ActCounts m_people;
    std::vector<Act> m_states;
};

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const Chain chain(input);
    return compareDialogues(
        [&chain](const Dialogue &dialogue) { return chain.perplexity(dialogue); },
        "no task has dialogues of two user turns on both sides, or people have no other task",
        input, job);
}
} // namespace

std::unique_ptr<Metric> act_perplexity()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
