// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/features/feature.h"
#include "core/metrics/usi.h"
#include "core/metrics/usi_table.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The arithmetic of the index (usi.md section 8) without any knowledge of files or workspaces.
namespace gapscope {
/// Kept dialogues by id; no value = the dialogue has no features.
using FeatureSet = std::map<std::string, std::optional<FeatureVector>>;
/// Success by task.
using Outcomes = std::map<std::string, bool>;

/// One batch of people, kept dialogues only.
struct PeopleBatch
{
    FeatureSet dialogues;
    Outcomes outcomes;
};

/// An evaluation cell, or why there is none.
struct Evaluation
{
    std::optional<Spread> value;
    std::string missing;
};

struct SimulatorInput
{
    std::string name;
    /// Kept dialogues by run, with the ids of people's batches.
    std::vector<FeatureSet> runs;
    /// By run, for calibration and pooled difficulty.
    std::vector<Outcomes> outcomes;
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

/// Mean and population standard deviation; none for no values.
std::optional<Spread> spreadOf(const std::vector<double> &values);

/// Share of successful runs by task, over all runs given; tasks with fewer than ten runs have none.
std::map<std::string, double> pooledDifficulty(const std::vector<const Outcomes *> &runs);

/// Sum over difficulty bins of share × |mean success of sim − of people|, 0–1; none without a task
/// that both have and that has a difficulty.
std::optional<double> calibrationError(const Outcomes &sim, const Outcomes &people,
                                       const std::map<std::string, double> &difficulty);

UsiRow ceilingRow(const std::vector<PeopleBatch> &people, const Evaluation &evaluation,
                  const std::map<std::string, double> &difficulty, const UsiRules &rules);

struct ScoredSimulator
{
    UsiRow row;
    SimulatorDetail detail;
};
ScoredSimulator scoreSimulator(const SimulatorInput &simulator,
                               const std::vector<PeopleBatch> &people,
                               const std::map<std::string, double> &difficulty,
                               const UsiRules &rules);
} // namespace gapscope
