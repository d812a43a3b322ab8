// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/survey_pairs.h"

#include "core/stats/correlation.h"

#include <map>
#include <utility>

namespace gapscope {
namespace {
struct Rated
{
    DialogueId dialogue;
    SurveyLevels levels;
};

Rated ratedOf(const MetricDialogue &one)
{
    return {one.dialogue->id, surveyLevels(one.dialogue->survey)};
}

void add(SurveyPairs &pairs, const TaskKey &task, const Rated &person, const Rated &simulator)
{
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        if (person.levels[field] && simulator.levels[field])
            pairs[field].push_back({task, *person.levels[field], *simulator.levels[field],
                                    person.dialogue, simulator.dialogue});
    }
}

SurveyComparison compareOwn(const MetricInput &input, const std::vector<MetricDialogue> &dialogues)
{
    std::map<TaskKey, std::vector<Rated>> people;
    for (const MetricDialogue &one : input.people)
        people[one.dialogue->task].push_back(ratedOf(one));
    SurveyComparison comparison;
    for (const MetricDialogue &one : dialogues) {
        const Rated simulator = ratedOf(one);
        for (const Rated &person : people[one.dialogue->task])
            add(comparison.pairs, one.dialogue->task, person, simulator);
    }
    return comparison;
}
} // namespace

SurveyComparison compareSurveys(const MetricInput &input,
                                const std::vector<ComparableSurvey> &surveys)
{
    std::map<std::pair<TaskKey, int>, Rated> people;
    for (const MetricDialogue &one : input.people)
        people[{one.dialogue->task, one.dialogue->run}] = ratedOf(one);
    SurveyComparison comparison;
    comparison.aboutPeople = true;
    for (const ComparableSurvey &survey : surveys) {
        const auto person = people.find({survey.task, survey.batch});
        if (person == people.end())
            continue;
        const SurveyLevels levels = surveyLevels(survey.answers);
        add(comparison.pairs, survey.task, person->second, {person->second.dialogue, levels});
        for (std::size_t field = 0; field < surveyFieldCount; ++field)
            comparison.imputed[field] += person->second.levels[field] && !levels[field] ? 1 : 0;
    }
    return comparison;
}

SurveyComparison compareSurveys(const MetricInput &input, const MetricSimulator &simulator)
{
    return simulator.surveys.empty() ? compareOwn(input, simulator.dialogues)
                                     : compareSurveys(input, simulator.surveys);
}

std::optional<double> surveyCorrelation(const std::vector<AnswerPair> &pairs)
{
    std::vector<double> people;
    std::vector<double> simulator;
    for (const AnswerPair &pair : pairs) {
        people.push_back(pair.person);
        simulator.push_back(pair.simulator);
    }
    return stats::spearman(people, simulator);
}
} // namespace gapscope
