// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric.h"

#include <algorithm>
#include <iterator>

namespace gapscope {
namespace {
class Restriction
{
public:
    Restriction(const MetricInput &input, const std::unordered_set<DialogueId> &excluded,
                const std::set<TaskKey> *tasks)
        : m_excluded(excluded), m_tasks(tasks)
    {
        // An alignment names its dialogues only; the tasks stand with the dialogues.
        if (!tasks)
            return;
        collect(input.people);
        for (const MetricSimulator &simulator : input.simulators)
            collect(simulator.dialogues);
    }

    std::vector<MetricDialogue> of(const std::vector<MetricDialogue> &dialogues) const
    {
        std::vector<MetricDialogue> kept;
        std::copy_if(dialogues.begin(), dialogues.end(), std::back_inserter(kept),
                     [&](const MetricDialogue &one) {
                         return !m_excluded.contains(one.dialogue->id) &&
                                hasTask(one.dialogue->task);
                     });
        return kept;
    }

    std::vector<Alignment> of(const std::vector<Alignment> &alignments) const
    {
        std::vector<Alignment> kept;
        std::copy_if(alignments.begin(), alignments.end(), std::back_inserter(kept),
                     [&](const Alignment &one) {
                         return counts(one.realDialogue) && counts(one.simDialogue);
                     });
        return kept;
    }

    std::vector<ComparableSurvey> of(const std::vector<ComparableSurvey> &surveys) const
    {
        std::vector<ComparableSurvey> kept;
        std::copy_if(surveys.begin(), surveys.end(), std::back_inserter(kept),
                     [&](const ComparableSurvey &one) { return hasTask(one.task); });
        return kept;
    }

private:
    void collect(const std::vector<MetricDialogue> &dialogues)
    {
        for (const MetricDialogue &one : dialogues)
            if (hasTask(one.dialogue->task))
                m_selected.insert(one.dialogue->id);
    }

    bool hasTask(const TaskKey &task) const { return !m_tasks || m_tasks->contains(task); }
    bool counts(const DialogueId &id) const
    {
        return !m_excluded.contains(id) && (!m_tasks || m_selected.contains(id));
    }

    const std::unordered_set<DialogueId> &m_excluded;
    const std::set<TaskKey> *m_tasks;
    std::unordered_set<DialogueId> m_selected;
};

std::set<TaskKey> tasksOf(const std::vector<MetricDialogue> &dialogues)
{
    std::set<TaskKey> tasks;
    for (const MetricDialogue &one : dialogues)
        tasks.insert(one.dialogue->task);
    return tasks;
}
} // namespace

MetricInput restricted(const MetricInput &input, const std::unordered_set<DialogueId> &excluded,
                       const std::set<TaskKey> *tasks)
{
    const Restriction restriction(input, excluded, tasks);
    MetricInput out;
    out.people = restriction.of(input.people);
    const std::set<TaskKey> leftOver = tasksOf(out.people);
    const std::set<TaskKey> before = tasksOf(input.people);
    for (const MetricSimulator &simulator : input.simulators) {
        std::vector<MetricDialogue> dialogues = restriction.of(simulator.dialogues);
        // As when it is read anew: of simulators only tasks that people have.
        std::erase_if(dialogues, [&](const MetricDialogue &one) {
            return before.contains(one.dialogue->task) && !leftOver.contains(one.dialogue->task);
        });
        out.simulators.push_back({simulator.name, std::move(dialogues),
                                  restriction.of(simulator.alignments),
                                  restriction.of(simulator.surveys)});
    }
    out.peopleAlignments = restriction.of(input.peopleAlignments);
    out.secondOpinions = restriction.of(input.secondOpinions);
    out.tasks = input.tasks;
    out.difficulty = input.difficulty;
    out.seed = input.seed;
    out.draws = input.draws;
    return out;
}
} // namespace gapscope
