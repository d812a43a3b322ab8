// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_engine.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What the ceiling's row and the simulators' rows are both made of.
namespace gapscope {
inline constexpr std::array<double, 4> difficultyCutOffs{0.2, 0.4, 0.6, 0.8};
inline constexpr std::size_t difficultyBins = difficultyCutOffs.size() + 1;
/// A difficulty equal to a cut-off is in the upper bin.
std::size_t difficultyBin(double difficulty);

/// Feature means of a set of dialogues; NaN where none has features.
using FeatureRow = std::array<double, featureCount>;

/// Two rows side by side: Dice similarity 0–1 per feature, 100 × mean per dimension. Undefined
/// similarities count as 1, those of NaN included.
struct Comparison
{
    FeatureRow people{};
    FeatureRow sim{};
    FeatureRow similarity{};
    std::array<double, 4> dimension{};
    /// One of the sides has no features at all.
    bool empty = false;
};
Comparison compareRows(const FeatureRow &people, const FeatureRow &sim);
/// How many features a dimension has.
int sizeOf(Dimension dimension);

/// Shared tasks of one difficulty bin and the successes of each side among them, each task as often
/// as it counts.
struct BinSums
{
    double tasks = 0.0;
    double sim = 0.0;
    double people = 0.0;
};
using BinTable = std::array<BinSums, difficultyBins>;
BinTable binned(const Outcomes &sim, const Outcomes &people,
                const std::map<std::string, double> &difficulty);
/// Share of the tasks × |mean success of sim − of people|, per bin; none without tasks.
std::optional<std::array<double, difficultyBins>> binErrors(const BinTable &bins);
std::optional<double> errorOf(const BinTable &bins);

/// Mean of the four dimensions, the evaluation if there is one, and 100 (1 − ece).
double usiOf(const Comparison &comparison, std::optional<double> evaluation, double ece);

/// Fill cells, and the reason where there is nothing to fill in.
void setDimensions(UsiRow &row, const std::vector<Comparison> &comparisons,
                   const std::string &missing);
void setEvaluation(UsiRow &row, const std::optional<Spread> &value, const std::string &missing);
void setIndex(UsiRow &row, const std::vector<double> &errors, const std::vector<double> &indexes,
              const std::string &missing);

inline constexpr const char *noFeaturesReason = "no dialogue compared has a user turn that counts";
inline constexpr const char *noDifficultyReason =
    "no task that both sides have an outcome for has a difficulty";
} // namespace gapscope
