// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

/// Two samples of one number as counts by distinct value. Resampling changes counts only, so that
/// each draw of a bootstrap is a walk without sorting. The statistics are those of distances.h and
/// effect_size.h, where they are explained; none where a side has no count.
namespace gapscope::stats {
/// How often a value was seen on each side; whole numbers ≥ 0.
struct Level
{
    double value = 0.0;
    double real = 0.0;
    double sim = 0.0;
};

enum class Side { Real, Sim };

/// Ascending by value.
std::vector<Level> levelsOf(std::span<const double> real, std::span<const double> sim);

double countOf(std::span<const Level> levels, Side side);
std::optional<double> meanOf(std::span<const Level> levels, Side side);
/// Divided by n − 1; none below a count of two.
std::optional<double> sampleVarianceOf(std::span<const Level> levels, Side side);
/// Type 7.
std::optional<double> quantileOf(std::span<const Level> levels, Side side, double share);
/// −Σ p log₂ p of the values as categories, in bits, ≥ 0 (Shannon 1948).
std::optional<double> entropyOf(std::span<const Level> levels, Side side);

/// Mean of sim less mean of real.
std::optional<double> meanDifference(std::span<const Level> levels);
std::optional<double> entropyDifference(std::span<const Level> levels);
/// (mean of sim − mean of real)/sample standard deviation of real; none where real does not vary.
std::optional<double> anchoredDifference(std::span<const Level> levels);
std::optional<double> kolmogorovStatistic(std::span<const Level> levels);
std::optional<double> wasserstein(std::span<const Level> levels);
std::optional<double> wassersteinPerIqr(std::span<const Level> levels);
std::optional<double> energyDistance(std::span<const Level> levels);
std::optional<double> frechet(std::span<const Level> levels);
std::optional<double> cliffsDelta(std::span<const Level> levels);
std::optional<double> hedgesG(std::span<const Level> levels);
std::optional<double> varianceRatio(std::span<const Level> levels);
/// Divergence, of the values as categories.
std::optional<double> jensenShannonDivergence(std::span<const Level> levels);
} // namespace gapscope::stats
