// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/gap_figures.h"

#include "core/plot/data_hash.h"

#include <algorithm>
#include <unordered_set>

namespace gapscope {
namespace {
int sharedTasks(const UsiStudy &study)
{
    std::unordered_set<TaskKey> people;
    for (const StudyDialogue &dialogue : study.people)
        people.insert(dialogue.task);
    std::unordered_set<TaskKey> shared;
    for (const StudySimulator &simulator : study.simulators) {
        for (const StudyDialogue &dialogue : simulator.dialogues) {
            if (people.contains(dialogue.task))
                shared.insert(dialogue.task);
        }
    }
    return static_cast<int>(shared.size());
}

int count(const std::vector<StudyDialogue> &dialogues,
          const std::unordered_set<DialogueId> &excluded)
{
    return static_cast<int>(
        std::count_if(dialogues.begin(), dialogues.end(), [&](const StudyDialogue &dialogue) {
            return excluded.contains(dialogue.id);
        }));
}
} // namespace

std::optional<std::size_t> GapFigures::simulator(std::string_view name) const
{
    for (std::size_t i = 0; i < problem.simulators.size(); ++i) {
        if (problem.simulators[i].name == name)
            return i;
    }
    return std::nullopt;
}

const UsiRow *GapFigures::row(std::string_view name) const
{
    const auto found = std::find_if(table.rows.begin(), table.rows.end(), [&](const UsiRow &row) {
        return row.kind == UsiRow::Kind::Simulator && row.name == name;
    });
    return found == table.rows.end() ? nullptr : &*found;
}

DialogueId GapFigures::dialogue(std::size_t simulator, const LeftOut &place) const
{
    const std::vector<StudyDialogue> &dialogues = place.side == LeftOut::Side::People
                                                      ? study.people
                                                      : study.simulators.at(simulator).dialogues;
    const auto found =
        std::find_if(dialogues.begin(), dialogues.end(), [&](const StudyDialogue &dialogue) {
            return dialogue.run == place.number && dialogue.task.value() == place.id &&
                   dialogue.keep == Keep::Yes;
        });
    return found == dialogues.end() ? DialogueId() : found->id;
}

Result<GapFigures> gapFigures(const UsiStudy &study, const UsiStudy *corrected,
                              const GapSelection &selection, JobContext &job)
{
    GapFigures figures;
    figures.study = restricted(study, selection.excluded, selection.tasks);
    Result<UsiProblem> problem = problemOf(figures.study, job);
    if (!problem)
        return problem.error();
    figures.problem = std::move(*problem);
    figures.table = scoreProblem(figures.problem);
    if (corrected) {
        Result<UsiProblem> twin =
            problemOf(restricted(*corrected, selection.excluded, selection.tasks), job);
        if (!twin)
            return twin.error();
        if (twin->simulators.size() == figures.problem.simulators.size())
            figures.corrected = std::move(*twin);
    }
    const UsiProblem *twin = figures.corrected ? &*figures.corrected : nullptr;
    for (std::size_t i = 0; i < figures.problem.simulators.size(); ++i)
        figures.ledgers.push_back(ledgerOf(figures.problem, twin, i));
    figures.dataHash = dataHash(figures.study);
    figures.tasks = sharedTasks(figures.study);
    figures.allTasks = sharedTasks(study);
    figures.excluded = count(study.people, selection.excluded);
    for (const StudySimulator &simulator : study.simulators)
        figures.excluded += count(simulator.dialogues, selection.excluded);
    return figures;
}
} // namespace gapscope
