// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_problem.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gapscope {
namespace {
/// Numbers the tasks in the order they are met.
class Clusters
{
public:
    explicit Clusters(const UsiInput &input) : m_taskOf(input.taskOf) {}

    int ofId(const std::string &id) { return ofTask(m_taskOf ? m_taskOf(id) : id); }
    int ofTask(const std::string &task)
    {
        const auto [found, fresh] = m_numbers.try_emplace(task, static_cast<int>(names.size()));
        if (fresh)
            names.push_back(task);
        return found->second;
    }

    std::vector<std::string> names;

private:
    std::string (*m_taskOf)(std::string_view) = nullptr;
    std::map<std::string, int> m_numbers;
};

DialogueColumn columnOf(const FeatureSet &set, const std::vector<std::string> &ids, int number)
{
    DialogueColumn column;
    column.number = number;
    column.state.resize(ids.size(), DialogueColumn::Absent);
    column.values.resize(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto found = set.find(ids[i]);
        if (found == set.end())
            continue;
        column.state[i] = found->second ? DialogueColumn::Present : DialogueColumn::WithoutFeatures;
        if (found->second)
            column.values[i] = found->second->values;
    }
    return column;
}

OutcomeColumn columnOf(const Outcomes &outcomes, const std::vector<OutcomeTask> &tasks, int number)
{
    OutcomeColumn column;
    column.number = number;
    for (const OutcomeTask &entry : tasks) {
        const auto found = outcomes.find(entry.task);
        column.success.push_back(
            static_cast<std::int8_t>(found == outcomes.end() ? -1 : (found->second ? 1 : 0)));
    }
    return column;
}

int numberAt(const std::vector<int> &numbers, std::size_t index)
{
    return index < numbers.size() ? numbers[index] : static_cast<int>(index) + 1;
}

/// The tasks of `left` that have a difficulty and an outcome in one of `right`.
std::vector<OutcomeTask> sharedOutcomes(const std::vector<const Outcomes *> &left,
                                        const std::vector<const Outcomes *> &right,
                                        const std::map<std::string, double> &difficulty,
                                        Clusters &clusters)
{
    std::set<std::string> seen;
    std::vector<OutcomeTask> tasks;
    for (const Outcomes *outcomes : left) {
        for (const auto &[task, success] : *outcomes) {
            const auto known = difficulty.find(task);
            if (known == difficulty.end() || !seen.insert(task).second)
                continue;
            if (std::any_of(right.begin(), right.end(),
                            [&](const Outcomes *other) { return other->contains(task); }))
                tasks.push_back({task, clusters.ofTask(task), difficultyBin(known->second)});
        }
    }
    return tasks;
}

CompiledEvaluation compiled(const Evaluation &evaluation, Clusters &clusters)
{
    CompiledEvaluation result;
    for (const SurveyBatch &batch : evaluation.batches) {
        if (batch.cases.empty())
            continue;
        CompiledSurveys surveys{batch.number, {}};
        for (const SurveyCase &survey : batch.cases)
            surveys.cases.push_back({survey, clusters.ofId(survey.id)});
        result.batches.push_back(std::move(surveys));
    }
    if (result.empty())
        result.missing = evaluation.missing;
    return result;
}

std::vector<std::string> sharedIds(const SimulatorInput &simulator,
                                   const std::vector<PeopleBatch> &people)
{
    std::set<std::string> ids;
    for (const FeatureSet &run : simulator.runs)
        for (const auto &[id, features] : run)
            if (std::any_of(people.begin(), people.end(),
                            [&](const PeopleBatch &batch) { return batch.dialogues.contains(id); }))
                ids.insert(id);
    return {ids.begin(), ids.end()};
}

/// Whether two batches share the very same dialogues of a run.
bool sameIds(const DialogueColumn &run, const DialogueColumn &one, const DialogueColumn &other)
{
    for (std::size_t i = 0; i < run.state.size(); ++i)
        if (run.state[i] != DialogueColumn::Absent &&
            (one.state[i] == DialogueColumn::Absent) != (other.state[i] == DialogueColumn::Absent))
            return false;
    return true;
}

SimulatorProblem compiled(const SimulatorInput &simulator, const UsiInput &input,
                          Clusters &clusters)
{
    SimulatorProblem problem;
    problem.name = simulator.name;
    problem.ids = sharedIds(simulator, input.people);
    for (const std::string &id : problem.ids)
        problem.clusters.push_back(clusters.ofId(id));
    for (std::size_t i = 0; i < simulator.runs.size(); ++i)
        problem.runs.push_back(
            columnOf(simulator.runs[i], problem.ids, numberAt(simulator.runNumbers, i)));
    std::vector<const Outcomes *> sim;
    for (const Outcomes &outcomes : simulator.outcomes)
        sim.push_back(&outcomes);
    std::vector<const Outcomes *> real;
    for (const PeopleBatch &batch : input.people)
        real.push_back(&batch.outcomes);
    problem.outcomeTasks = sharedOutcomes(sim, real, input.difficulty, clusters);
    for (std::size_t i = 0; i < simulator.outcomes.size(); ++i)
        problem.runOutcomes.push_back(columnOf(simulator.outcomes[i], problem.outcomeTasks,
                                               numberAt(simulator.outcomeNumbers, i)));
    for (const PeopleBatch &batch : input.people) {
        problem.batches.push_back(columnOf(batch.dialogues, problem.ids, batch.number));
        problem.batchOutcomes.push_back(
            columnOf(batch.outcomes, problem.outcomeTasks, batch.number));
        std::vector<std::size_t> &same = problem.sameIdsAs.emplace_back();
        const std::size_t last = problem.batches.size() - 1;
        for (const DialogueColumn &run : problem.runs) {
            std::size_t first = 0;
            while (!sameIds(run, problem.batches[first], problem.batches[last]))
                ++first;
            same.push_back(first);
        }
    }
    problem.evaluation = compiled(simulator.evaluation, clusters);
    return problem;
}

/// Gives the simulator's batches their people sets, known ones where they are the same.
class PeopleSets
{
public:
    void add(SimulatorProblem &problem)
    {
        for (const DialogueColumn &batch : problem.batches) {
            std::pair<int, std::vector<std::string>> key{batch.number, {}};
            PeopleSet set;
            set.dialogues.number = batch.number;
            for (std::size_t i = 0; i < problem.ids.size(); ++i) {
                if (batch.state[i] == DialogueColumn::Absent)
                    continue;
                key.second.push_back(problem.ids[i]);
                set.clusters.push_back(problem.clusters[i]);
                set.dialogues.state.push_back(batch.state[i]);
                set.dialogues.values.push_back(batch.values[i]);
            }
            const auto [found, fresh] = m_numbers.try_emplace(std::move(key), sets.size());
            if (fresh)
                sets.push_back(std::move(set));
            problem.peopleSets.push_back(found->second);
        }
    }

    std::vector<PeopleSet> sets;

private:
    std::map<std::pair<int, std::vector<std::string>>, std::size_t> m_numbers;
};

struct Group
{
    const FeatureSet *dialogues = nullptr;
    const Outcomes *outcomes = nullptr;
    int number = 1;
};

/// Every two of the groups that share an id, the earlier one first.
CeilingProblem pairsOf(const std::vector<Group> &groups,
                       const std::map<std::string, double> &difficulty, Clusters &clusters)
{
    CeilingProblem problem;
    std::set<std::string> tasks;
    std::set<std::pair<int, std::string>> dialogues;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t j = i + 1; j < groups.size(); ++j) {
            PairProblem pair;
            pair.firstNumber = groups[i].number;
            pair.secondNumber = groups[j].number;
            std::vector<std::string> ids;
            for (const auto &[id, features] : *groups[i].dialogues)
                if (groups[j].dialogues->contains(id))
                    ids.push_back(id);
            if (ids.empty())
                continue;
            for (const std::string &id : ids) {
                pair.clusters.push_back(clusters.ofId(id));
                tasks.insert(id);
                dialogues.insert({groups[i].number, id});
                dialogues.insert({groups[j].number, id});
            }
            pair.first = columnOf(*groups[i].dialogues, ids, groups[i].number);
            pair.second = columnOf(*groups[j].dialogues, ids, groups[j].number);
            pair.outcomeTasks =
                sharedOutcomes({groups[i].outcomes}, {groups[j].outcomes}, difficulty, clusters);
            pair.firstOutcomes = columnOf(*groups[i].outcomes, pair.outcomeTasks, pair.firstNumber);
            pair.secondOutcomes =
                columnOf(*groups[j].outcomes, pair.outcomeTasks, pair.secondNumber);
            problem.pairs.push_back(std::move(pair));
        }
    }
    problem.tasks = static_cast<int>(tasks.size());
    problem.dialogues = static_cast<int>(dialogues.size());
    return problem;
}

/// A simulator's runs among themselves, on the tasks that people have.
CeilingProblem rerunsOf(const SimulatorInput &simulator, const SimulatorProblem &compiledOne,
                        const std::map<std::string, double> &difficulty, Clusters &clusters)
{
    static const Outcomes none;
    std::vector<FeatureSet> runs;
    std::vector<Group> groups;
    runs.reserve(simulator.runs.size());
    for (std::size_t i = 0; i < simulator.runs.size(); ++i) {
        FeatureSet &run = runs.emplace_back();
        for (const std::string &id : compiledOne.ids)
            if (const auto found = simulator.runs[i].find(id); found != simulator.runs[i].end())
                run.insert(*found);
        const int number = numberAt(simulator.runNumbers, i);
        const Outcomes *outcomes = &none;
        for (std::size_t k = 0; k < simulator.outcomes.size(); ++k)
            if (numberAt(simulator.outcomeNumbers, k) == number)
                outcomes = &simulator.outcomes[k];
        groups.push_back({&run, outcomes, number});
    }
    return pairsOf(groups, difficulty, clusters);
}
} // namespace

UsiProblem compile(const UsiInput &input)
{
    UsiProblem problem;
    problem.rules = input.rules;
    problem.difficultyName = input.difficultyName;
    problem.edition = input.edition;
    Clusters clusters(input);
    std::vector<Group> batches;
    std::set<std::string> ids;
    for (const PeopleBatch &batch : input.people) {
        batches.push_back({&batch.dialogues, &batch.outcomes, batch.number});
        for (const auto &[id, features] : batch.dialogues)
            ids.insert(id);
    }
    problem.ceiling = pairsOf(batches, input.difficulty, clusters);
    problem.ceiling.evaluation = compiled(input.secondOpinions, clusters);
    const std::vector<std::string> peopleIds(ids.begin(), ids.end());
    for (const std::string &id : peopleIds)
        problem.peopleClusters.push_back(clusters.ofId(id));
    for (const PeopleBatch &batch : input.people)
        problem.people.push_back(columnOf(batch.dialogues, peopleIds, batch.number));
    PeopleSets peopleSets;
    for (const SimulatorInput &simulator : input.simulators) {
        problem.simulators.push_back(compiled(simulator, input, clusters));
        peopleSets.add(problem.simulators.back());
        problem.reruns.push_back(
            rerunsOf(simulator, problem.simulators.back(), input.difficulty, clusters));
    }
    problem.peopleSets = std::move(peopleSets.sets);
    problem.tasks = std::move(clusters.names);
    return problem;
}
} // namespace gapscope
