// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"
#include "core/metrics/survey_agreement.h"

#include <array>
#include <optional>
#include <vector>

namespace gapscope {
/// One answer of each side to the same question, scaled to 0–1.
struct AnswerPair
{
    TaskKey task;
    double person = 0.0;
    double simulator = 0.0;
    /// The dialogue that the person answered about, and the one that the simulator did: the same
    /// where it judged people's.
    DialogueId personDialogue{};
    DialogueId simulatorDialogue{};
};
using SurveyPairs = std::array<std::vector<AnswerPair>, surveyFieldCount>;

/// Answers of people and of one simulator side by side.
struct SurveyComparison
{
    /// About people's dialogues; else each about its own of the task.
    bool aboutPeople = false;
    SurveyPairs pairs;
    /// Answers of people, by field, that the simulator judging the same dialogue left out: the
    /// index puts a drawn or an expected one in their place.
    std::array<int, surveyFieldCount> imputed{};
};

/// Surveys about people's dialogues beside people's own.
SurveyComparison compareSurveys(const MetricInput &input,
                                const std::vector<ComparableSurvey> &surveys);
/// The simulator's answers about people's dialogues; where it has none, those about its own
/// dialogues beside those of every person with the task.
SurveyComparison compareSurveys(const MetricInput &input, const MetricSimulator &simulator);

/// Spearman's ρ over the pairs of one field, −1 … 1; none where a side does not vary.
std::optional<double> surveyCorrelation(const std::vector<AnswerPair> &pairs);
} // namespace gapscope
