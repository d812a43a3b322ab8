// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

/// Distances between a real and a simulated sample of one number, and between two distributions
/// over the same categories. None where a side is empty; 0 = same.
namespace gapscope::stats {
struct KolmogorovSmirnov
{
    /// sup |F − G|, 0–1.
    double statistic = 0.0;
    /// Two-sided, of independent values.
    double p = 1.0;
    /// p counts all orders of the pooled values, ties respected (Schröer and Trenkler 1995); else
    /// it is Kolmogorov's limit, used where n·m is above a million.
    bool exact = true;
};

std::optional<KolmogorovSmirnov> kolmogorovSmirnov(std::span<const double> real,
                                                   std::span<const double> sim);

/// ∫ |F − G|, in the unit of the values.
std::optional<double> wasserstein(std::span<const double> real, std::span<const double> sim);
/// The same over the interquartile range (type 7) of real; none where that is 0.
std::optional<double> wassersteinPerIqr(std::span<const double> real, std::span<const double> sim);

/// 2E|X − Y| − E|X − X′| − E|Y − Y′| (Székely and Rizzo 2013), ≥ 0, in the unit of the values:
/// the square of what SciPy's energy_distance returns. O(n log n).
std::optional<double> energyDistance(std::span<const double> real, std::span<const double> sim);

/// (μ₁ − μ₂)² + (σ₁ − σ₂)² with population σ, ≥ 0, in the squared unit: the squared 2-Wasserstein
/// distance of two normal distributions (Fréchet 1957; Dowson and Landau 1982).
std::optional<double> frechet(std::span<const double> real, std::span<const double> sim);

/// Counts as shares of their sum; none where the sum is not above 0 or a count is below 0.
std::optional<std::vector<double>> shares(std::span<const double> counts);

/// Of two lists of shares over the same categories, in bits, 0–1 (Lin 1991); its root is a metric.
/// None where the lengths differ or are 0, as for the next three.
std::optional<double> jensenShannonDivergence(std::span<const double> p, std::span<const double> q);
std::optional<double> jensenShannonDistance(std::span<const double> p, std::span<const double> q);
/// Σ |p − q|/2, 0–1.
std::optional<double> totalVariation(std::span<const double> p, std::span<const double> q);
/// √(Σ (√p − √q)²/2), 0–1.
std::optional<double> hellinger(std::span<const double> p, std::span<const double> q);
/// Σ p log₂(p/q), ≥ 0, in bits; none also where q is 0 and p is not: it would be infinite.
std::optional<double> kullbackLeibler(std::span<const double> p, std::span<const double> q);
} // namespace gapscope::stats
