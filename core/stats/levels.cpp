// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/levels.h"

#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>

namespace gapscope::stats {
namespace {
double count(const Level &level, Side side)
{
    return side == Side::Real ? level.real : level.sim;
}

struct Sides
{
    double real = 0.0;
    double sim = 0.0;
};

/// None where a side has no count.
std::optional<Sides> bothCounts(std::span<const Level> levels)
{
    const Sides counts{countOf(levels, Side::Real), countOf(levels, Side::Sim)};
    return counts.real > 0.0 && counts.sim > 0.0 ? std::optional(counts) : std::nullopt;
}

double squaresAround(std::span<const Level> levels, Side side, double centre)
{
    double sum = 0.0;
    for (const Level &level : levels)
        sum += count(level, side) * (level.value - centre) * (level.value - centre);
    return sum;
}

/// Hands (F − G, distance to the next level) of each level to `visit`.
template <class Visit>
void walk(std::span<const Level> levels, const Sides &counts, Visit visit)
{
    Sides sums;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        sums.real += levels[i].real;
        sums.sim += levels[i].sim;
        const double width = i + 1 < levels.size() ? levels[i + 1].value - levels[i].value : 0.0;
        visit(sums.real / counts.real - sums.sim / counts.sim, width);
    }
}

/// The value at place `at` (from 0) of a side's ascending values.
double valueAt(std::span<const Level> levels, Side side, double at)
{
    double seen = 0.0;
    double value = 0.0;
    for (const Level &level : levels) {
        if (count(level, side) <= 0.0)
            continue;
        value = level.value;
        seen += count(level, side);
        if (seen > at)
            break;
    }
    return value;
}

double bits(double p)
{
    return p > 0.0 ? p * std::log2(p) : 0.0;
}
} // namespace

std::vector<Level> levelsOf(std::span<const double> real, std::span<const double> sim)
{
    const std::vector<double> x = sorted(real);
    const std::vector<double> y = sorted(sim);
    std::vector<Level> levels;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < x.size() || j < y.size()) {
        const bool fromReal = j == y.size() || (i < x.size() && x[i] <= y[j]);
        Level level{fromReal ? x[i] : y[j], 0.0, 0.0};
        for (; i < x.size() && x[i] == level.value; ++i)
            level.real += 1.0;
        for (; j < y.size() && y[j] == level.value; ++j)
            level.sim += 1.0;
        levels.push_back(level);
    }
    return levels;
}

double countOf(std::span<const Level> levels, Side side)
{
    double sum = 0.0;
    for (const Level &level : levels)
        sum += count(level, side);
    return sum;
}

std::optional<double> meanOf(std::span<const Level> levels, Side side)
{
    double sum = 0.0;
    double n = 0.0;
    for (const Level &level : levels) {
        sum += count(level, side) * level.value;
        n += count(level, side);
    }
    return n > 0.0 ? std::optional(sum / n) : std::nullopt;
}

std::optional<double> sampleVarianceOf(std::span<const Level> levels, Side side)
{
    const double n = countOf(levels, side);
    if (n < 2.0)
        return std::nullopt;
    return squaresAround(levels, side, *meanOf(levels, side)) / (n - 1.0);
}

std::optional<double> quantileOf(std::span<const Level> levels, Side side, double share)
{
    const double n = countOf(levels, side);
    if (n <= 0.0)
        return std::nullopt;
    const double place = share * (n - 1.0);
    const double below = std::floor(place);
    const double low = valueAt(levels, side, below);
    if (place <= below)
        return low;
    return low + (place - below) * (valueAt(levels, side, below + 1.0) - low);
}

std::optional<double> entropyOf(std::span<const Level> levels, Side side)
{
    const double n = countOf(levels, side);
    if (n <= 0.0)
        return std::nullopt;
    double sum = 0.0;
    for (const Level &level : levels)
        sum -= bits(count(level, side) / n);
    return std::max(0.0, sum);
}

std::optional<double> meanDifference(std::span<const Level> levels)
{
    const std::optional<double> real = meanOf(levels, Side::Real);
    const std::optional<double> sim = meanOf(levels, Side::Sim);
    return real && sim ? std::optional(*sim - *real) : std::nullopt;
}

std::optional<double> entropyDifference(std::span<const Level> levels)
{
    const std::optional<double> real = entropyOf(levels, Side::Real);
    const std::optional<double> sim = entropyOf(levels, Side::Sim);
    return real && sim ? std::optional(*sim - *real) : std::nullopt;
}

std::optional<double> anchoredDifference(std::span<const Level> levels)
{
    const std::optional<double> difference = meanDifference(levels);
    const std::optional<double> variance = sampleVarianceOf(levels, Side::Real);
    if (!difference || !variance || *variance <= 0.0)
        return std::nullopt;
    return *difference / std::sqrt(*variance);
}

std::optional<double> kolmogorovStatistic(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    double largest = 0.0;
    walk(levels, *counts,
         [&](double apart, double) { largest = std::max(largest, std::abs(apart)); });
    return std::min(1.0, largest);
}

std::optional<double> wasserstein(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    double area = 0.0;
    walk(levels, *counts, [&](double apart, double width) { area += std::abs(apart) * width; });
    return area;
}

std::optional<double> wassersteinPerIqr(std::span<const Level> levels)
{
    const std::optional<double> distance = wasserstein(levels);
    if (!distance)
        return std::nullopt;
    const double range =
        *quantileOf(levels, Side::Real, 0.75) - *quantileOf(levels, Side::Real, 0.25);
    return range > 0.0 ? std::optional(*distance / range) : std::nullopt;
}

std::optional<double> energyDistance(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    // In one dimension it is 2 ∫ (F − G)².
    double area = 0.0;
    walk(levels, *counts, [&](double apart, double width) { area += apart * apart * width; });
    return 2.0 * area;
}

std::optional<double> frechet(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    const double realMean = *meanOf(levels, Side::Real);
    const double simMean = *meanOf(levels, Side::Sim);
    const double bySpread = std::sqrt(squaresAround(levels, Side::Real, realMean) / counts->real) -
                            std::sqrt(squaresAround(levels, Side::Sim, simMean) / counts->sim);
    return (realMean - simMean) * (realMean - simMean) + bySpread * bySpread;
}

std::optional<double> cliffsDelta(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    double balance = 0.0;
    double below = 0.0;
    for (const Level &level : levels) {
        balance += level.sim * (below - (counts->real - below - level.real));
        below += level.real;
    }
    return balance / (counts->real * counts->sim);
}

std::optional<double> hedgesG(std::span<const Level> levels)
{
    const std::optional<double> realVariance = sampleVarianceOf(levels, Side::Real);
    const std::optional<double> simVariance = sampleVarianceOf(levels, Side::Sim);
    if (!realVariance || !simVariance)
        return std::nullopt;
    const double realDegrees = countOf(levels, Side::Real) - 1.0;
    const double simDegrees = countOf(levels, Side::Sim) - 1.0;
    const double degrees = realDegrees + simDegrees;
    const double pooled = (realDegrees * *realVariance + simDegrees * *simVariance) / degrees;
    if (pooled <= 0.0)
        return std::nullopt;
    return *meanDifference(levels) / std::sqrt(pooled) * (1.0 - 3.0 / (4.0 * degrees - 1.0));
}

std::optional<double> varianceRatio(std::span<const Level> levels)
{
    const std::optional<double> real = sampleVarianceOf(levels, Side::Real);
    const std::optional<double> sim = sampleVarianceOf(levels, Side::Sim);
    if (!real || !sim || *real <= 0.0)
        return std::nullopt;
    return *sim / *real;
}

std::optional<double> jensenShannonDivergence(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    double sum = 0.0;
    for (const Level &level : levels) {
        const double p = level.real / counts->real;
        const double q = level.sim / counts->sim;
        sum += (bits(p) + bits(q)) / 2.0 - bits((p + q) / 2.0);
    }
    return std::clamp(sum, 0.0, 1.0);
}
} // namespace gapscope::stats
