// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi.h"
#include "core/metrics/usi_problem.h"
#include "core/stats/random.h"

#include <string>

namespace gapscope::test {
/// People in `batches` and simulators in `runs` over `tasks` τ-bench tasks: features, outcomes and
/// (with `surveys`) answers are random but the same every time, people and simulators differing.
inline UsiStudy randomStudy(int tasks = 24, int batches = 3, int runs = 2, int simulators = 2,
                            bool surveys = false)
{
    const auto dialogue = [&](int task, int run, double shift, RandomStream &random) {
        StudyDialogue result;
        result.task = TaskKey{(task % 2 ? "tau1:retail:" : "tau1:airline:") + std::to_string(task)};
        result.run = run;
        FeatureVector features;
        for (const FeatureInfo &entry : featureTable()) {
            const double value = random.unit();
            features[entry.feature] = entry.isRate ? std::max(0.0, value * (0.4 + shift) - 0.1)
                                                   : 4.0 + 9.0 * value + shift;
        }
        result.features = features;
        result.reward = random.unit() < 0.5 + shift ? 1.0 : 0.0;
        return result;
    };
    const auto answers = [](RandomStream &random) {
        std::vector<SurveyAnswer> result;
        for (const SurveyField &field : surveyFields()) {
            const auto pick = random.below(static_cast<std::uint32_t>(field.answers.size() + 1));
            if (pick < field.answers.size())
                result.push_back(
                    {std::string(field.key), {}, std::string(field.answers[pick].text)});
        }
        return result;
    };
    UsiStudy study;
    RandomStream random(7);
    for (int batch = 1; batch <= batches; ++batch)
        for (int task = 0; task < tasks; ++task) {
            study.people.push_back(dialogue(task, batch, 0.0, random));
            if (surveys)
                study.people.back().survey = answers(random);
            if (surveys && batch == 1)
                study.secondOpinions.push_back({study.people.back().task, 1, answers(random)});
        }
    for (int number = 1; number <= simulators; ++number) {
        StudySimulator simulator;
        simulator.name = "sim" + std::to_string(number);
        for (int run = 1; run <= runs; ++run)
            for (int task = 0; task < tasks; ++task)
                simulator.dialogues.push_back(dialogue(task, run, 0.1 * number, random));
        for (int batch = 1; surveys && batch <= batches; ++batch)
            for (int task = 0; task < tasks; ++task)
                simulator.surveys.push_back(
                    {simulator.dialogues[static_cast<std::size_t>(task)].task, batch,
                     answers(random)});
        study.simulators.push_back(std::move(simulator));
    }
    return study;
}

inline UsiProblem problemOf(const UsiStudy &study)
{
    JobContext job;
    return *gapscope::problemOf(study, job);
}

/// One person and one simulator's dialogue of one task, all features `rate` but those that are set.
inline FeatureVector featuresWith(double rate,
                                  std::initializer_list<std::pair<Feature, double>> set)
{
    FeatureVector features;
    features.values.fill(rate);
    for (const auto &[feature, value] : set)
        features[feature] = value;
    return features;
}
} // namespace gapscope::test
