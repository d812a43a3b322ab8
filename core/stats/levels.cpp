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
    Sides counts;
    for (const Level &level : levels) {
        counts.real += level.real;
        counts.sim += level.sim;
    }
    return counts.real > 0.0 && counts.sim > 0.0 ? std::optional(counts) : std::nullopt;
}

/// Count, mean and squares around the mean of one side.
struct Moments
{
    double count = 0.0;
    double mean = 0.0;
    double squares = 0.0;
};

/// In one walk. Sums are taken from the side's first value on, so that a side that does not vary
/// has squares of exactly 0.
Moments momentsOf(std::span<const Level> levels, Side side)
{
    const auto first = std::find_if(levels.begin(), levels.end(),
                                    [&](const Level &level) { return count(level, side) > 0.0; });
    if (first == levels.end())
        return {};
    const double origin = first->value;
    Moments sums;
    for (const Level &level : levels) {
        const double times = count(level, side);
        const double apart = level.value - origin;
        sums.count += times;
        sums.mean += times * apart;
        sums.squares += times * apart * apart;
    }
    const double mean = sums.mean / sums.count;
    return {sums.count, origin + mean, std::max(0.0, sums.squares - sums.mean * mean)};
}

/// Hands (F − G)·n·m and the distance to the next level to `visit`, level by level: a whole number,
/// so that equal sides are exactly 0 apart.
template <class Visit>
void walk(std::span<const Level> levels, const Sides &counts, Visit visit)
{
    double apart = 0.0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        apart += levels[i].real * counts.sim - levels[i].sim * counts.real;
        const double width = i + 1 < levels.size() ? levels[i + 1].value - levels[i].value : 0.0;
        visit(apart, width);
    }
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
    const Moments moments = momentsOf(levels, side);
    return moments.count > 0.0 ? std::optional(moments.mean) : std::nullopt;
}

std::optional<double> sampleVarianceOf(std::span<const Level> levels, Side side)
{
    const Moments moments = momentsOf(levels, side);
    return moments.count < 2.0 ? std::nullopt
                               : std::optional(moments.squares / (moments.count - 1.0));
}

std::optional<double> quantileOf(std::span<const Level> levels, Side side, double share)
{
    const double n = countOf(levels, side);
    if (n <= 0.0)
        return std::nullopt;
    const double place = share * (n - 1.0);
    const double below = std::floor(place);
    // The values at the places (from 0) `below` and the next, of the side's ascending values.
    std::optional<double> low;
    double value = 0.0;
    double seen = 0.0;
    for (const Level &level : levels) {
        if (count(level, side) <= 0.0)
            continue;
        value = level.value;
        seen += count(level, side);
        if (!low && seen > below)
            low = value;
        if (seen > below + 1.0 || (low && place <= below))
            break;
    }
    return *low + (place - below) * (value - *low);
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
    return std::min(1.0, largest / (counts->real * counts->sim));
}

std::optional<double> wasserstein(std::span<const Level> levels)
{
    const std::optional<Sides> counts = bothCounts(levels);
    if (!counts)
        return std::nullopt;
    double area = 0.0;
    walk(levels, *counts, [&](double apart, double width) { area += std::abs(apart) * width; });
    return area / (counts->real * counts->sim);
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
    const double pairs = counts->real * counts->sim;
    return 2.0 * area / (pairs * pairs);
}

std::optional<double> frechet(std::span<const Level> levels)
{
    const Moments real = momentsOf(levels, Side::Real);
    const Moments sim = momentsOf(levels, Side::Sim);
    if (real.count <= 0.0 || sim.count <= 0.0)
        return std::nullopt;
    const double byMean = real.mean - sim.mean;
    const double bySpread =
        std::sqrt(real.squares / real.count) - std::sqrt(sim.squares / sim.count);
    return byMean * byMean + bySpread * bySpread;
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
    const Moments real = momentsOf(levels, Side::Real);
    const Moments sim = momentsOf(levels, Side::Sim);
    if (real.count < 2.0 || sim.count < 2.0)
        return std::nullopt;
    const double degrees = real.count + sim.count - 2.0;
    const double pooled = (real.squares + sim.squares) / degrees;
    if (pooled <= 0.0)
        return std::nullopt;
    return (sim.mean - real.mean) / std::sqrt(pooled) * (1.0 - 3.0 / (4.0 * degrees - 1.0));
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
