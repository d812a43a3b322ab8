// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_rows.h"
#include "core/stats/random.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The index compiled for computing it again and again: for a resample of the tasks, without one
/// dialogue, with a feature closed. Plain arrays, no maps, no strings on the way.
namespace gapscope {
/// The dialogues of one batch or run, one place per id of the list it belongs to.
struct DialogueColumn
{
    enum State : std::int8_t { Absent, WithoutFeatures, Present };

    int number = 1;
    std::vector<State> state;
    std::vector<FeatureRow> values;
};

/// Success of one batch or run per task of the list it belongs to; −1 = no outcome.
struct OutcomeColumn
{
    int number = 1;
    std::vector<std::int8_t> success;
    /// The same for adding up: 1 where there is an outcome, and where it is a success; else 0.
    std::vector<double> present;
    std::vector<double> succeeded;
};

struct OutcomeTask
{
    std::string task;
    int cluster = 0;
    std::size_t bin = 0;
};

/// A questionnaire and the task it belongs to.
struct WeighedSurvey
{
    SurveyCase survey;
    int cluster = 0;
};

struct CompiledSurveys
{
    int number = 1;
    std::vector<WeighedSurvey> cases;
    /// Of the cases, side by side for adding them up.
    std::vector<double> agreement;
    std::vector<int> clusters;
};

struct CompiledEvaluation
{
    std::vector<CompiledSurveys> batches;
    std::string missing;

    bool empty() const { return batches.empty(); }
};

/// One simulator against people: everything restricted to what both have.
struct SimulatorProblem
{
    std::string name;
    std::vector<std::string> ids;
    /// Task of each id, as an index into UsiProblem::tasks.
    std::vector<int> clusters;
    std::vector<DialogueColumn> runs;
    std::vector<DialogueColumn> batches;
    /// [batch][run]: the first batch that shares the very same ids with the run.
    std::vector<std::vector<std::size_t>> sameIdsAs;
    /// By batch: people's dialogues it is compared with, an index into UsiProblem::peopleSets.
    std::vector<std::size_t> peopleSets;
    /// Ascending by bin.
    std::vector<OutcomeTask> outcomeTasks;
    std::vector<OutcomeColumn> runOutcomes;
    std::vector<OutcomeColumn> batchOutcomes;
    CompiledEvaluation evaluation;
    /// Ids that both sides have, and the runs' dialogues of them.
    int sharedIds = 0;
    int sharedDialogues = 0;
    /// By feature: in how many of the shared dialogues of each side it is above zero.
    std::array<int, featureCount> peopleEvents{};
    std::array<int, featureCount> simEvents{};

    int terms() const { return evaluation.empty() ? 5 : 6; }
};

/// Two groups of dialogues of the same tasks that are compared with one another: two batches of
/// people, or two runs of a simulator.
struct PairProblem
{
    int firstNumber = 1;
    int secondNumber = 2;
    std::vector<int> clusters;
    DialogueColumn first;
    DialogueColumn second;
    /// Ascending by bin.
    std::vector<OutcomeTask> outcomeTasks;
    OutcomeColumn firstOutcomes;
    OutcomeColumn secondOutcomes;
};

/// People among themselves, or a simulator's runs among themselves.
struct CeilingProblem
{
    std::vector<PairProblem> pairs;
    CompiledEvaluation evaluation;
    int tasks = 0;
    int dialogues = 0;
};

/// People's dialogues of one batch that simulators are compared with; most simulators share one.
struct PeopleSet
{
    std::vector<int> clusters;
    DialogueColumn dialogues;
};

struct UsiProblem
{
    UsiRules rules;
    std::string difficultyName;
    Edition edition;
    /// The clusters that are resampled together.
    std::vector<std::string> tasks;
    CeilingProblem ceiling;
    std::vector<SimulatorProblem> simulators;
    std::vector<PeopleSet> peopleSets;
    /// By simulator: its runs among themselves; no pairs where it has one run.
    std::vector<CeilingProblem> reruns;
    /// People's batches whole, for floors of people with one batch only.
    std::vector<DialogueColumn> people;
    std::vector<int> peopleClusters;
};

UsiProblem compile(const UsiInput &input);
/// The same from a study. Error: only Cancelled.
Result<UsiProblem> problemOf(const UsiStudy &study, JobContext &job);

/// Counts per task of UsiProblem::tasks; empty = every task once.
using TaskWeights = std::span<const double>;

/// A dialogue to leave out.
struct LeftOut
{
    enum class Side { Simulator, People };
    Side side = Side::Simulator;
    /// Run or batch.
    int number = 1;
    /// Id in the batches; its outcome is that of the task of this name.
    std::string id;
};

/// What one batch of people says about a simulator.
struct BatchParts
{
    /// Some dialogue of a run has the task of a dialogue of the batch.
    bool shared = false;
    bool compared = false;
    /// Some run, or the batch, has no features at all among what is compared.
    bool empty = false;
    Comparison comparison;
    /// By run that can be calibrated.
    std::vector<BinTable> bins;
    std::optional<double> error;
    std::optional<double> usi;
};

struct SimulatorParts
{
    std::vector<BatchParts> batches;
    /// Mean of the questionnaires, by batch that has any.
    std::vector<double> evaluations;
    std::optional<double> evaluation;
    /// What each field takes of the evaluation's 100 points, and the part of it that stands for
    /// missing answers; only filled where every task counts once.
    SurveyLosses evaluationLost{};
    SurveyLosses evaluationImputed{};
};
SimulatorParts evaluate(const SimulatorProblem &problem, const UsiRules &rules,
                        TaskWeights weights = {}, const LeftOut *leftOut = nullptr);

/// Means of every people set; computed once for all simulators of a resample.
std::vector<FeatureRow> peopleRows(const UsiProblem &problem, TaskWeights weights);
/// The same with people's means for these weights at hand.
SimulatorParts evaluate(const SimulatorProblem &problem, const UsiRules &rules, TaskWeights weights,
                        const std::vector<FeatureRow> &people);

/// What two groups say about one another.
struct PairParts
{
    Comparison comparison;
    bool shared = false;
    std::optional<BinTable> bins;
    std::optional<double> error;
};

struct CeilingParts
{
    std::vector<PairParts> pairs;
    std::optional<double> evaluation;
    /// One per pair that has everything it takes, by the rules of pairing.
    std::vector<double> usi;
    std::vector<double> errors;
    std::vector<Comparison> comparisons;
};
CeilingParts evaluate(const CeilingProblem &problem, const UsiRules &rules,
                      TaskWeights weights = {});

/// The table: the ceiling first, then the simulators in their order.
UsiTable scoreProblem(const UsiProblem &problem);
UsiRow ceilingRow(const CeilingProblem &problem, const UsiRules &rules);
/// A simulator's runs among themselves.
UsiRow rerunRow(const CeilingProblem &problem, const std::string &simulator, const UsiRules &rules);
/// Random halves of the tasks of people's largest batch against one another, D1–D4 only: their mean
/// and spread over `splits` seeded splits. The halves are half as large, so this errs on the low
/// side (methods.md A.9).
UsiRow splitHalvesRow(const UsiProblem &problem, int splits = 200,
                      std::uint64_t seed = defaultSeed);
/// The row and what stands behind it.
struct ScoredSimulator
{
    UsiRow row;
    SimulatorDetail detail;
};
ScoredSimulator scoreSimulator(const SimulatorProblem &problem, const UsiRules &rules);
/// The same with people's means, every task counted once, at hand.
ScoredSimulator scoreSimulator(const SimulatorProblem &problem, const UsiRules &rules,
                               const std::vector<FeatureRow> &people);
} // namespace gapscope
