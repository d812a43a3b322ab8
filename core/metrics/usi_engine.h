// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/metrics/survey_agreement.h"
#include "core/metrics/usi.h"
#include "core/metrics/usi_table.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the index is computed from (usi.md section 8), without any knowledge of files or
/// workspaces.
namespace gapscope {
/// Kept dialogues by id; no value = the dialogue has no features.
using FeatureSet = std::map<std::string, std::optional<FeatureVector>>;
/// Success by task.
using Outcomes = std::map<std::string, bool>;

/// One batch of people, kept dialogues only.
struct PeopleBatch
{
    int number = 1;
    FeatureSet dialogues;
    Outcomes outcomes;
};

/// Points of 100, by field of the survey.
using SurveyLosses = std::array<double, surveyFieldCount>;

/// One questionnaire against a person's about the same dialogue. `lost` is what each field takes of
/// the 100 points, `imputed` the part of it that stands for missing answers; the sum of `lost` is
/// 100 − agreement.
struct SurveyCase
{
    std::string id;
    double agreement = 0.0;
    SurveyLosses lost{};
    SurveyLosses imputed{};
};

/// The questionnaires about the dialogues of one batch of people.
struct SurveyBatch
{
    int number = 1;
    std::vector<SurveyCase> cases;
};

/// Questionnaires by batch; where there is none, why.
struct Evaluation
{
    std::vector<SurveyBatch> batches;
    std::string missing;
};

inline constexpr const char *noAnswerReason = "no survey answer can be compared";

/// None where the person answered nothing; otherwise what surveyScore() says of it.
std::optional<SurveyCase> surveyCase(const std::string &id, const SurveyLevels &person,
                                     const SurveyLevels &other, NumpyStream &draws,
                                     const SurveyRules &rules = {});

struct SimulatorInput
{
    std::string name;
    /// Kept dialogues by run, with the ids of people's batches, and the runs' numbers.
    std::vector<FeatureSet> runs;
    std::vector<int> runNumbers;
    /// By run, for calibration and pooled difficulty.
    std::vector<Outcomes> outcomes;
    std::vector<int> outcomeNumbers;
    Evaluation evaluation;
};

/// The choices in the arithmetic that an edition makes; as they stand here, a workspace's reference
/// edition.
struct UsiRules
{
    /// The published scorer compares dialogues without any features as identical; else the cell is
    /// missing.
    bool absentIsIdentical = false;
    /// A simulator's row is the mean over all its dialogues; else the mean of its runs' means,
    /// however few dialogues a run has.
    bool weightByDialogues = false;
    /// The ceiling's index takes the i-th calibration error for the i-th pair even where an earlier
    /// pair has none; else each pair keeps its own.
    bool pairByPosition = true;
};

struct UsiInput
{
    std::vector<PeopleBatch> people;
    /// A second rating of people's dialogues, one batch.
    Evaluation secondOpinions;
    std::vector<SimulatorInput> simulators;
    /// By task, 0–1.
    std::map<std::string, double> difficulty;
    std::string difficultyName;
    Edition edition;
    UsiRules rules;
    /// The task of an id of people's batches; null: the id is the task.
    std::string (*taskOf)(std::string_view id) = nullptr;
};

/// Mean and population standard deviation; none for no values.
std::optional<Spread> spreadOf(const std::vector<double> &values);

/// Share of successful runs by task, over all runs given; tasks with fewer than ten runs have none.
std::map<std::string, double> pooledDifficulty(const std::vector<const Outcomes *> &runs);

/// Sum over difficulty bins of share × |mean success of sim − of people|, 0–1; none without a task
/// that both have and that has a difficulty.
std::optional<double> calibrationError(const Outcomes &sim, const Outcomes &people,
                                       const std::map<std::string, double> &difficulty);
} // namespace gapscope
