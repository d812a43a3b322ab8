// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/metrics/usi_problem.h"
#include "core/stats/interval.h"
#include "core/stats/random.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// The columns of the index table that have intervals.
enum class UsiColumn { Conversation, Information, Clarification, Reaction, Evaluation, Ece, Usi };
inline constexpr std::size_t usiColumnCount = 7;
/// D1_conv … eval_agree, ece, usi.
std::string_view key(UsiColumn column);
const std::optional<Spread> &cell(const UsiRow &row, UsiColumn column);

struct BootstrapSettings
{
    int draws = defaultDraws;
    std::uint64_t seed = defaultSeed;
    /// Of the intervals.
    double level = 0.95;
    /// 0 = as many as the machine has; the figures are the same for any number.
    int threads = 0;
};

/// A figure with what the resampling of tasks says about it. `draws` counts the resamples in which
/// it could be computed; without an interval where these are too few.
struct Estimate
{
    std::optional<double> value;
    std::optional<ConfidenceInterval> percentile;
    /// Bias-corrected and accelerated (Efron 1987); none where it is not defined.
    std::optional<ConfidenceInterval> bca;
    std::optional<double> standardError;
    int draws = 0;
};
using UsiEstimates = std::array<Estimate, usiColumnCount>;

/// One row of the table. `excess` is the floor (people among themselves) minus the score, both from
/// the same resample, for calibration error the score minus the floor: above zero = worse than
/// people.
struct RowEstimates
{
    std::string name;
    UsiEstimates columns;
    UsiEstimates excess;
};

/// `first` minus `second`, both from the same resample.
struct SimulatorDifference
{
    std::string first;
    std::string second;
    UsiEstimates difference;
    /// Two-sided, from the share of resamples on either side of zero.
    std::array<std::optional<double>, usiColumnCount> p{};
};

/// A feature's similarity (Dice, 0–1); percentile intervals only.
struct FeatureEstimates
{
    std::array<Estimate, featureCount> dice;
};

struct UsiUncertainty
{
    BootstrapSettings settings;
    /// How many tasks were resampled.
    int tasks = 0;
    /// In the order of the table: the ceiling first.
    std::vector<RowEstimates> rows;
    /// By simulator.
    std::vector<FeatureEstimates> features;
    /// Every two simulators, the earlier one first.
    std::vector<SimulatorDifference> differences;
};

/// Resamples the tasks with everything that belongs to them: dialogues, runs, outcomes and
/// questionnaires of a task stay together (methods.md B11). Difficulty is held fixed. Error: only
/// Cancelled; progress in draws.
Result<UsiUncertainty> bootstrap(const UsiProblem &problem, const BootstrapSettings &settings,
                                 JobContext &job);
} // namespace gapscope
