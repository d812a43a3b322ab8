// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_problem.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <type_traits>
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

/// Calls `match(index, value)` for every key of the ascending `keys` that `map` has; one walk along
/// both, because looking each up is what compiling a large study would spend its time on.
template <class Map, class Keys, class KeyOf, class Match>
void joined(const Map &map, const Keys &keys, KeyOf keyOf, Match match)
{
    auto entry = map.begin();
    for (std::size_t i = 0; i < keys.size() && entry != map.end();) {
        const int order = entry->first.compare(keyOf(keys[i]));
        if (order == 0)
            match(i, entry->second);
        if (order <= 0)
            ++entry;
        if (order >= 0)
            ++i;
    }
}

/// `ids` ascending.
DialogueColumn columnOf(const FeatureSet &set, const std::vector<std::string> &ids, int number)
{
    DialogueColumn column;
    column.number = number;
    column.state.resize(ids.size(), DialogueColumn::Absent);
    column.values.resize(ids.size());
    joined(
        set, ids, [](const std::string &id) -> const std::string & { return id; },
        [&column](std::size_t i, const std::optional<FeatureVector> &features) {
            column.state[i] = features ? DialogueColumn::Present : DialogueColumn::WithoutFeatures;
            if (features)
                column.values[i] = features->values;
        });
    return column;
}

/// `tasks` ascending by name.
OutcomeColumn columnOf(const Outcomes &outcomes, const std::vector<OutcomeTask> &tasks, int number)
{
    OutcomeColumn column;
    column.number = number;
    column.success.resize(tasks.size(), -1);
    joined(
        outcomes, tasks, [](const OutcomeTask &entry) -> const std::string & { return entry.task; },
        [&column](std::size_t i, bool success) { column.success[i] = success ? 1 : 0; });
    return column;
}

int numberAt(const std::vector<int> &numbers, std::size_t index)
{
    return index < numbers.size() ? numbers[index] : static_cast<int>(index) + 1;
}

/// Every key of the maps once, ascending.
template <class Map>
std::vector<std::string> keysOf(const std::vector<const Map *> &maps)
{
    std::vector<std::string> keys;
    for (const Map *map : maps) {
        std::vector<std::string> merged;
        merged.reserve(std::max(keys.size(), map->size()));
        auto known = keys.begin();
        for (const auto &[key, value] : *map) {
            while (known != keys.end() && *known < key)
                merged.push_back(std::move(*known++));
            if (known != keys.end() && *known == key)
                ++known;
            merged.push_back(key);
        }
        merged.insert(merged.end(), std::move_iterator(known), std::move_iterator(keys.end()));
        keys = std::move(merged);
    }
    return keys;
}

/// What both have, ascending.
std::vector<std::string> intersection(const std::vector<std::string> &one,
                                      const std::vector<std::string> &other)
{
    std::vector<std::string> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                          std::back_inserter(both));
    return both;
}

/// Those of the ascending `tasks` that have a difficulty, ascending by name.
std::vector<OutcomeTask> withDifficulty(const std::vector<std::string> &tasks,
                                        const std::map<std::string, double> &difficulty,
                                        Clusters &clusters)
{
    std::vector<OutcomeTask> result;
    joined(
        difficulty, tasks, [](const std::string &task) -> const std::string & { return task; },
        [&](std::size_t i, double value) {
            result.push_back({tasks[i], clusters.ofTask(tasks[i]), difficultyBin(value)});
        });
    return result;
}

/// Puts the tasks of a bin side by side, in all columns alike, and completes the columns.
void arrangeByBin(std::vector<OutcomeTask> &tasks, const std::vector<OutcomeColumn *> &columns)
{
    std::vector<std::size_t> order(tasks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&tasks](std::size_t one, std::size_t other) {
        return tasks[one].bin < tasks[other].bin;
    });
    const auto sorted = [&order](auto &values) {
        std::remove_reference_t<decltype(values)> result;
        result.reserve(values.size());
        for (const std::size_t i : order)
            result.push_back(std::move(values[i]));
        values = std::move(result);
    };
    sorted(tasks);
    for (OutcomeColumn *column : columns) {
        sorted(column->success);
        for (const std::int8_t success : column->success) {
            column->present.push_back(success >= 0 ? 1.0 : 0.0);
            column->succeeded.push_back(success > 0 ? 1.0 : 0.0);
        }
    }
}

CompiledEvaluation compiled(const Evaluation &evaluation, Clusters &clusters)
{
    CompiledEvaluation result;
    for (const SurveyBatch &batch : evaluation.batches) {
        if (batch.cases.empty())
            continue;
        CompiledSurveys surveys{batch.number, {}, {}, {}};
        for (const SurveyCase &survey : batch.cases) {
            surveys.cases.push_back({survey, clusters.ofId(survey.id)});
            surveys.agreement.push_back(survey.agreement);
            surveys.clusters.push_back(surveys.cases.back().cluster);
        }
        result.batches.push_back(std::move(surveys));
    }
    if (result.empty())
        result.missing = evaluation.missing;
    return result;
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

std::vector<char> presence(const std::vector<DialogueColumn> &columns, std::size_t ids)
{
    std::vector<char> present(ids, 0);
    for (const DialogueColumn &column : columns)
        for (std::size_t id = 0; id < ids; ++id)
            if (column.state[id] != DialogueColumn::Absent)
                present[id] = 1;
    return present;
}

/// Adds what the columns' dialogues with a counterpart among `others` show, and counts them.
int countEvents(const std::vector<DialogueColumn> &columns, const std::vector<char> &others,
                std::array<int, featureCount> &events)
{
    int count = 0;
    for (const DialogueColumn &column : columns) {
        for (std::size_t id = 0; id < others.size(); ++id) {
            if (column.state[id] == DialogueColumn::Absent || !others[id])
                continue;
            ++count;
            for (std::size_t i = 0; i < featureCount; ++i)
                events[i] +=
                    column.state[id] == DialogueColumn::Present && column.values[id][i] > 0.0 ? 1
                                                                                              : 0;
        }
    }
    return count;
}

void countShared(SimulatorProblem &problem)
{
    const std::vector<char> inRuns = presence(problem.runs, problem.ids.size());
    const std::vector<char> inBatches = presence(problem.batches, problem.ids.size());
    for (std::size_t id = 0; id < problem.ids.size(); ++id)
        problem.sharedIds += inRuns[id] && inBatches[id] ? 1 : 0;
    problem.sharedDialogues = countEvents(problem.runs, inBatches, problem.simEvents);
    countEvents(problem.batches, inRuns, problem.peopleEvents);
}

/// What is the same for every simulator.
struct PeopleKeys
{
    /// Ids with a dialogue, and tasks with an outcome, in some batch; ascending.
    std::vector<std::string> ids;
    std::vector<std::string> outcomeTasks;
};

PeopleKeys keysOf(const std::vector<PeopleBatch> &people)
{
    std::vector<const FeatureSet *> dialogues;
    std::vector<const Outcomes *> outcomes;
    for (const PeopleBatch &batch : people) {
        dialogues.push_back(&batch.dialogues);
        outcomes.push_back(&batch.outcomes);
    }
    return {keysOf(dialogues), keysOf(outcomes)};
}

void compileOutcomes(SimulatorProblem &problem, const SimulatorInput &simulator,
                     const UsiInput &input, const PeopleKeys &people, Clusters &clusters)
{
    std::vector<const Outcomes *> outcomes;
    for (const Outcomes &run : simulator.outcomes)
        outcomes.push_back(&run);
    problem.outcomeTasks = withDifficulty(intersection(keysOf(outcomes), people.outcomeTasks),
                                          input.difficulty, clusters);
    for (std::size_t i = 0; i < simulator.outcomes.size(); ++i)
        problem.runOutcomes.push_back(columnOf(simulator.outcomes[i], problem.outcomeTasks,
                                               numberAt(simulator.outcomeNumbers, i)));
    for (const PeopleBatch &batch : input.people)
        problem.batchOutcomes.push_back(
            columnOf(batch.outcomes, problem.outcomeTasks, batch.number));
    std::vector<OutcomeColumn *> columns;
    for (auto *side : {&problem.runOutcomes, &problem.batchOutcomes})
        for (OutcomeColumn &column : *side)
            columns.push_back(&column);
    arrangeByBin(problem.outcomeTasks, columns);
}

SimulatorProblem compiled(const SimulatorInput &simulator, const UsiInput &input,
                          const PeopleKeys &people, Clusters &clusters)
{
    SimulatorProblem problem;
    problem.name = simulator.name;
    std::vector<const FeatureSet *> runs;
    for (const FeatureSet &run : simulator.runs)
        runs.push_back(&run);
    problem.ids = intersection(keysOf(runs), people.ids);
    for (const std::string &id : problem.ids)
        problem.clusters.push_back(clusters.ofId(id));
    for (std::size_t i = 0; i < simulator.runs.size(); ++i)
        problem.runs.push_back(
            columnOf(simulator.runs[i], problem.ids, numberAt(simulator.runNumbers, i)));
    compileOutcomes(problem, simulator, input, people, clusters);
    for (const PeopleBatch &batch : input.people) {
        problem.batches.push_back(columnOf(batch.dialogues, problem.ids, batch.number));
        std::vector<std::size_t> &same = problem.sameIdsAs.emplace_back();
        const std::size_t last = problem.batches.size() - 1;
        for (const DialogueColumn &run : problem.runs) {
            std::size_t first = 0;
            while (!sameIds(run, problem.batches[first], problem.batches[last]))
                ++first;
            same.push_back(first);
        }
    }
    countShared(problem);
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
    const DialogueColumn *dialogues = nullptr;
    const Outcomes *outcomes = nullptr;
};

/// The dialogues of two groups that share an id; no clusters where there is none.
PairProblem sharedDialogues(const Group &one, const Group &other, const std::vector<int> &clusters)
{
    PairProblem pair;
    pair.firstNumber = pair.first.number = one.dialogues->number;
    pair.secondNumber = pair.second.number = other.dialogues->number;
    for (std::size_t id = 0; id < clusters.size(); ++id) {
        if (one.dialogues->state[id] == DialogueColumn::Absent ||
            other.dialogues->state[id] == DialogueColumn::Absent)
            continue;
        pair.clusters.push_back(clusters[id]);
        pair.first.state.push_back(one.dialogues->state[id]);
        pair.first.values.push_back(one.dialogues->values[id]);
        pair.second.state.push_back(other.dialogues->state[id]);
        pair.second.values.push_back(other.dialogues->values[id]);
    }
    return pair;
}

/// Every two of the groups that share an id, the earlier one first. `clusterOfId` is of the ids
/// that the columns are of.
CeilingProblem pairsOf(const std::vector<Group> &groups, const std::vector<int> &clusterOfId,
                       const std::map<std::string, double> &difficulty, Clusters &clusters)
{
    CeilingProblem problem;
    const std::size_t ids = clusterOfId.size();
    std::vector<char> shared(ids, 0);
    std::vector<std::vector<char>> paired(groups.size(), std::vector<char>(ids, 0));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t j = i + 1; j < groups.size(); ++j) {
            PairProblem pair = sharedDialogues(groups[i], groups[j], clusterOfId);
            if (pair.clusters.empty())
                continue;
            for (std::size_t id = 0; id < ids; ++id)
                if (groups[i].dialogues->state[id] != DialogueColumn::Absent &&
                    groups[j].dialogues->state[id] != DialogueColumn::Absent)
                    shared[id] = paired[i][id] = paired[j][id] = 1;
            pair.outcomeTasks = withDifficulty(intersection(keysOf<Outcomes>({groups[i].outcomes}),
                                                            keysOf<Outcomes>({groups[j].outcomes})),
                                               difficulty, clusters);
            pair.firstOutcomes = columnOf(*groups[i].outcomes, pair.outcomeTasks, pair.firstNumber);
            pair.secondOutcomes =
                columnOf(*groups[j].outcomes, pair.outcomeTasks, pair.secondNumber);
            arrangeByBin(pair.outcomeTasks, {&pair.firstOutcomes, &pair.secondOutcomes});
            problem.pairs.push_back(std::move(pair));
        }
    }
    problem.tasks = static_cast<int>(std::count(shared.begin(), shared.end(), 1));
    for (const std::vector<char> &group : paired)
        problem.dialogues += static_cast<int>(std::count(group.begin(), group.end(), 1));
    return problem;
}

/// A simulator's runs among themselves, on the tasks that people have.
CeilingProblem rerunsOf(const SimulatorInput &simulator, const SimulatorProblem &compiledOne,
                        const std::map<std::string, double> &difficulty, Clusters &clusters)
{
    static const Outcomes none;
    std::vector<Group> groups;
    for (const DialogueColumn &run : compiledOne.runs) {
        const Outcomes *outcomes = &none;
        for (std::size_t k = 0; k < simulator.outcomes.size(); ++k)
            if (numberAt(simulator.outcomeNumbers, k) == run.number)
                outcomes = &simulator.outcomes[k];
        groups.push_back({&run, outcomes});
    }
    return pairsOf(groups, compiledOne.clusters, difficulty, clusters);
}
} // namespace

UsiProblem compile(const UsiInput &input)
{
    UsiProblem problem;
    problem.rules = input.rules;
    problem.difficultyName = input.difficultyName;
    problem.edition = input.edition;
    Clusters clusters(input);
    const PeopleKeys people = keysOf(input.people);
    for (const std::string &id : people.ids)
        problem.peopleClusters.push_back(clusters.ofId(id));
    for (const PeopleBatch &batch : input.people)
        problem.people.push_back(columnOf(batch.dialogues, people.ids, batch.number));
    std::vector<Group> batches;
    for (std::size_t i = 0; i < input.people.size(); ++i)
        batches.push_back({&problem.people[i], &input.people[i].outcomes});
    problem.ceiling = pairsOf(batches, problem.peopleClusters, input.difficulty, clusters);
    problem.ceiling.evaluation = compiled(input.secondOpinions, clusters);
    PeopleSets peopleSets;
    for (const SimulatorInput &simulator : input.simulators) {
        problem.simulators.push_back(compiled(simulator, input, people, clusters));
        peopleSets.add(problem.simulators.back());
        problem.reruns.push_back(
            rerunsOf(simulator, problem.simulators.back(), input.difficulty, clusters));
    }
    problem.peopleSets = std::move(peopleSets.sets);
    problem.tasks = std::move(clusters.names);
    return problem;
}
} // namespace gapscope
