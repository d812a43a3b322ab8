// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi.h"

#include "core/metrics/survey_agreement.h"
#include "core/metrics/usi_engine.h"

#include <string_view>
#include <utility>

namespace gapscope {
namespace {
/// A task and batch or run of it.
using Place = std::pair<int, std::string>;

/// People's batches in the order of their numbers, and what they answered.
struct People
{
    std::vector<PeopleBatch> batches;
    std::map<Place, SurveyLevels> answers;
};

People peopleOf(const std::vector<StudyDialogue> &dialogues)
{
    std::map<int, PeopleBatch> batches;
    People people;
    for (const StudyDialogue &dialogue : dialogues) {
        if (dialogue.keep != Keep::Yes)
            continue;
        const std::string &task = dialogue.task.value();
        PeopleBatch &batch = batches[dialogue.run];
        batch.dialogues[task] = dialogue.features;
        if (dialogue.reward)
            batch.outcomes[task] = *dialogue.reward > 0.0;
        people.answers[{dialogue.run, task}] = surveyLevels(dialogue.survey);
    }
    for (auto &[number, batch] : batches) {
        people.batches.push_back(std::move(batch));
    }
    return people;
}

Evaluation peopleEvaluation(const UsiStudy &study, const People &people)
{
    if (study.secondOpinions.empty())
        return {{}, "there is no second rating of people's dialogues"};
    NumpyStream draws;
    std::vector<double> scores;
    for (const StudySurvey &survey : study.secondOpinions) {
        const auto person = people.answers.find({1, survey.task.value()});
        if (person == people.answers.end())
            continue;
        if (const auto score = surveyAgreement(person->second, surveyLevels(survey.answers), draws))
            scores.push_back(*score);
    }
    return {spreadOf(scores), scores.empty() ? "no survey answer can be compared" : ""};
}

Evaluation simulatorEvaluation(const StudySimulator &simulator, const People &people)
{
    if (simulator.surveys.empty())
        return {{}, "the simulator has no survey answers"};
    std::map<Place, const StudySurvey *> surveys;
    for (const StudySurvey &survey : simulator.surveys)
        surveys[{survey.batch, survey.task.value()}] = &survey;
    NumpyStream draws;
    std::map<int, std::vector<double>> scores;
    for (const auto &[place, survey] : surveys) {
        const auto person = people.answers.find(place);
        if (person == people.answers.end())
            continue;
        if (const auto score =
                surveyAgreement(person->second, surveyLevels(survey->answers), draws))
            scores[place.first].push_back(*score);
    }
    std::vector<double> batchMeans;
    for (const auto &[batch, values] : scores)
        batchMeans.push_back(spreadOf(values)->mean);
    return {spreadOf(batchMeans), batchMeans.empty() ? "no survey answer can be compared" : ""};
}

SimulatorInput inputOf(const StudySimulator &simulator, const People &people)
{
    std::map<int, FeatureSet> runs;
    std::map<int, Outcomes> outcomes;
    for (const StudyDialogue &dialogue : simulator.dialogues) {
        const std::string &task = dialogue.task.value();
        if (dialogue.keep == Keep::Yes)
            runs[dialogue.run][task] = dialogue.features;
        if (dialogue.keep != Keep::No && dialogue.reward)
            outcomes[dialogue.run][task] = *dialogue.reward > 0.0;
    }
    SimulatorInput input;
    input.name = simulator.name;
    for (auto &[run, dialogues] : runs)
        input.runs.push_back(std::move(dialogues));
    for (auto &[run, tasks] : outcomes)
        input.outcomes.push_back(std::move(tasks));
    input.evaluation = simulatorEvaluation(simulator, people);
    return input;
}

/// The names a task may have in a difficulty map, best first. Only τ-bench 1 has the published
/// names; other benchmarks number other tasks alike.
std::vector<std::string> difficultyKeys(const std::string &task, Difficulty::Mode mode)
{
    static constexpr std::string_view published = "tau1:";
    std::vector<std::string> keys;
    if (task.starts_with(published)) {
        std::string name = task.substr(published.size());
        if (const std::size_t mark = name.rfind(':'); mark != std::string::npos)
            name[mark] = '_';
        keys.push_back(std::move(name));
    }
    if (mode == Difficulty::Mode::Given) {
        keys.insert(keys.begin(), task);
        keys.push_back(task.substr(task.rfind(':') + 1));
    }
    return keys;
}

std::map<std::string, double> difficultyOf(const UsiStudy &study, const People &people,
                                           const std::vector<SimulatorInput> &simulators)
{
    const Difficulty::Mode mode = study.difficulty.mode;
    if (mode == Difficulty::Mode::Self) {
        std::vector<const Outcomes *> runs;
        for (const SimulatorInput &simulator : simulators)
            for (const Outcomes &outcomes : simulator.outcomes)
                runs.push_back(&outcomes);
        return pooledDifficulty(runs);
    }
    std::map<std::string, double> difficulty;
    for (const PeopleBatch &batch : people.batches)
        for (const auto &[task, success] : batch.outcomes)
            if (const auto known = difficultyOfTask(TaskKey{task}, study.difficulty))
                difficulty.emplace(task, *known);
    return difficulty;
}
} // namespace

std::optional<double> difficultyOfTask(const TaskKey &task, const Difficulty &difficulty)
{
    if (difficulty.mode == Difficulty::Mode::Self)
        return std::nullopt;
    const auto &known =
        difficulty.mode == Difficulty::Mode::Given ? difficulty.given : frozenDifficulty();
    for (const std::string &key : difficultyKeys(task.value(), difficulty.mode))
        if (const auto found = known.find(key); found != known.end())
            return found->second;
    return std::nullopt;
}

std::optional<double> rewardOf(const Outcome &outcome)
{
    if (outcome.reward)
        return outcome.reward;
    if (outcome.success)
        return *outcome.success ? 1.0 : 0.0;
    return std::nullopt;
}

Result<UsiTable> scoreStudy(const UsiStudy &study, JobContext &job)
{
    const People people = peopleOf(study.people);
    std::vector<SimulatorInput> simulators;
    for (const StudySimulator &simulator : study.simulators) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, simulator.name, {}};
        simulators.push_back(inputOf(simulator, people));
    }
    const auto difficulty = difficultyOf(study, people, simulators);
    const UsiRules rules;
    UsiTable table;
    table.difficulty = difficultyName(study.difficulty);
    table.rows.push_back(
        ceilingRow(people.batches, peopleEvaluation(study, people), difficulty, rules));
    const auto total = static_cast<std::int64_t>(simulators.size());
    for (const SimulatorInput &simulator : simulators) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, simulator.name, {}};
        ScoredSimulator scored = scoreSimulator(simulator, people.batches, difficulty, rules);
        table.rows.push_back(std::move(scored.row));
        table.details.push_back(std::move(scored.detail));
        job.report(static_cast<std::int64_t>(table.details.size()), total);
    }
    return table;
}
} // namespace gapscope
