// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi.h"

#include "core/metrics/survey_agreement.h"
#include "core/metrics/usi_problem.h"

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

People peopleOf(const std::vector<StudyDialogue> &dialogues, const SurveyRules &rules)
{
    std::map<int, PeopleBatch> batches;
    People people;
    for (const StudyDialogue &dialogue : dialogues) {
        if (dialogue.keep != Keep::Yes)
            continue;
        const std::string &task = dialogue.task.value();
        PeopleBatch &batch = batches[dialogue.run];
        batch.number = dialogue.run;
        batch.dialogues[task] = dialogue.features;
        if (dialogue.reward)
            batch.outcomes[task] = *dialogue.reward > 0.0;
        people.answers[{dialogue.run, task}] = surveyLevels(dialogue.survey, rules);
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
    const SurveyRules rules = surveyRulesOf(study.edition);
    NumpyStream draws;
    SurveyBatch batch;
    for (const StudySurvey &survey : study.secondOpinions) {
        const auto person = people.answers.find({batch.number, survey.task.value()});
        if (person == people.answers.end())
            continue;
        if (auto found = surveyCase(survey.task.value(), person->second,
                                    surveyLevels(survey.answers, rules), draws, rules))
            batch.cases.push_back(std::move(*found));
    }
    return {{std::move(batch)}, noAnswerReason};
}

Evaluation simulatorEvaluation(const StudySimulator &simulator, const People &people,
                               const SurveyRules &rules)
{
    if (simulator.surveys.empty())
        return {{}, "the simulator has no survey answers"};
    std::map<Place, const StudySurvey *> surveys;
    for (const StudySurvey &survey : simulator.surveys)
        surveys[{survey.batch, survey.task.value()}] = &survey;
    NumpyStream draws;
    std::map<int, SurveyBatch> batches;
    for (const auto &[place, survey] : surveys) {
        const auto person = people.answers.find(place);
        if (person == people.answers.end())
            continue;
        if (auto found = surveyCase(place.second, person->second,
                                    surveyLevels(survey->answers, rules), draws, rules)) {
            batches[place.first].number = place.first;
            batches[place.first].cases.push_back(std::move(*found));
        }
    }
    Evaluation evaluation{{}, noAnswerReason};
    for (auto &[number, batch] : batches)
        evaluation.batches.push_back(std::move(batch));
    return evaluation;
}

SimulatorInput inputOf(const StudySimulator &simulator, const People &people,
                       const Edition &edition)
{
    std::map<int, FeatureSet> runs;
    std::map<int, Outcomes> outcomes;
    for (const StudyDialogue &dialogue : simulator.dialogues) {
        const std::string &task = dialogue.task.value();
        // Dialogues mostly come in the order of their tasks: the place is known, not searched.
        if (dialogue.keep == Keep::Yes) {
            FeatureSet &run = runs[dialogue.run];
            run.insert_or_assign(run.end(), task, dialogue.features);
        }
        // The published scorer leaves out of calibration only what is false itself.
        const bool calibrated = edition.repairs.has(Repair::Keep) ? dialogue.keep == Keep::Yes
                                                                  : dialogue.keep != Keep::No;
        if (calibrated && dialogue.reward) {
            Outcomes &run = outcomes[dialogue.run];
            run.insert_or_assign(run.end(), task, *dialogue.reward > 0.0);
        }
    }
    SimulatorInput input;
    input.name = simulator.name;
    for (auto &[run, dialogues] : runs) {
        input.runNumbers.push_back(run);
        input.runs.push_back(std::move(dialogues));
    }
    for (auto &[run, tasks] : outcomes) {
        input.outcomeNumbers.push_back(run);
        input.outcomes.push_back(std::move(tasks));
    }
    input.evaluation = simulatorEvaluation(simulator, people, surveyRulesOf(edition));
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

UsiStudy restricted(const UsiStudy &study, const std::unordered_set<DialogueId> &without,
                    const std::optional<std::set<TaskKey>> &tasks)
{
    // Looked into for every dialogue; keys of one benchmark begin alike, which a tree reads anew at
    // every step.
    std::unordered_set<TaskKey> wanted;
    if (tasks)
        wanted.insert(tasks->begin(), tasks->end());
    const auto has = [&](const TaskKey &task) { return !tasks || wanted.contains(task); };
    const auto dialogues = [&](const std::vector<StudyDialogue> &all) {
        std::vector<StudyDialogue> kept;
        kept.reserve(all.size());
        for (const StudyDialogue &dialogue : all)
            if (has(dialogue.task) && !without.contains(dialogue.id))
                kept.push_back(dialogue);
        return kept;
    };
    const auto surveys = [&](const std::vector<StudySurvey> &all) {
        std::vector<StudySurvey> kept;
        for (const StudySurvey &survey : all)
            if (has(survey.task))
                kept.push_back(survey);
        return kept;
    };
    UsiStudy result;
    result.difficulty = study.difficulty;
    result.edition = study.edition;
    result.people = dialogues(study.people);
    result.secondOpinions = surveys(study.secondOpinions);
    for (const StudySimulator &simulator : study.simulators)
        result.simulators.push_back(
            {simulator.name, dialogues(simulator.dialogues), surveys(simulator.surveys)});
    return result;
}

std::optional<double> rewardOf(const Outcome &outcome)
{
    if (outcome.reward)
        return outcome.reward;
    if (outcome.success)
        return *outcome.success ? 1.0 : 0.0;
    return std::nullopt;
}

Result<UsiProblem> problemOf(const UsiStudy &study, JobContext &job)
{
    People people = peopleOf(study.people, surveyRulesOf(study.edition));
    UsiInput input;
    for (const StudySimulator &simulator : study.simulators) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, simulator.name, {}};
        input.simulators.push_back(inputOf(simulator, people, study.edition));
    }
    input.difficulty = difficultyOf(study, people, input.simulators);
    input.difficultyName = difficultyName(study.difficulty);
    input.edition = study.edition;
    input.rules = rulesOf(study.edition);
    // In a workspace, what has no features is missing in every edition.
    input.rules.absentIsIdentical = false;
    input.secondOpinions = peopleEvaluation(study, people);
    input.people = std::move(people.batches);
    if (job.cancelled())
        return Error{ErrorCode::Cancelled, {}, {}};
    return compile(input);
}

Result<UsiTable> scoreStudy(const UsiStudy &study, JobContext &job)
{
    const Result<UsiProblem> problem = problemOf(study, job);
    if (!problem)
        return problem.error();
    return scoreProblem(*problem);
}
} // namespace gapscope
