// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/cliffs_interval.h"

#include "core/stats/distributions.h"
#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gapscope::stats {
namespace {
/// How far the values of one side lie above (+) and below (−) the other side.
struct Dominance
{
    /// Σ over values of (mean dominance of the value)², and of the dominances themselves.
    double squares = 0.0;
    double sum = 0.0;
    /// Pairs that are no ties.
    double decided = 0.0;
};

Dominance dominanceOf(const std::vector<double> &values, const std::vector<double> &others)
{
    Dominance result;
    const auto count = static_cast<double>(others.size());
    for (const double value : values) {
        const auto [low, high] = std::equal_range(others.begin(), others.end(), value);
        const auto below = static_cast<double>(low - others.begin());
        const auto above = static_cast<double>(others.end() - high);
        const double mean = (below - above) / count;
        result.sum += mean;
        result.squares += mean * mean;
        result.decided += below + above;
    }
    return result;
}
} // namespace

std::optional<ConfidenceInterval> cliffsInterval(std::span<const double> real,
                                                 std::span<const double> sim, double level)
{
    const auto quantile = normalQuantile(0.5 + level / 2.0);
    if (real.size() < 2 || sim.size() < 2 || !quantile)
        return std::nullopt;
    const std::vector<double> x = sorted(real);
    const std::vector<double> y = sorted(sim);
    const auto n = static_cast<double>(x.size());
    const auto m = static_cast<double>(y.size());
    const Dominance ofSim = dominanceOf(y, x);
    const Dominance ofReal = dominanceOf(x, y);
    const double delta = ofSim.sum / m;
    // Sums of squares around δ: of the simulated values, of the real ones, and of all pairs.
    const double simSquares = ofSim.squares - m * delta * delta;
    const double realSquares = ofReal.squares - n * delta * delta;
    const double pairSquares = ofSim.decided - n * m * delta * delta;
    const double variance =
        (n * n * simSquares + m * m * realSquares - pairSquares) / (n * m * (n - 1.0) * (m - 1.0));
    // Cliff's lower bound: the unbiased estimate can fall below zero in small samples.
    const double least = std::max(0.0, (1.0 - delta * delta) / (n * m - 1.0));
    const double z = *quantile;
    const double spread = std::max(variance, least);
    const double one = 1.0 - delta * delta;
    const double scale = one + z * z * spread;
    if (!(scale > 0.0))
        return ConfidenceInterval{delta, delta};
    const double centre = delta - delta * delta * delta;
    const double half = z * std::sqrt(spread) * std::sqrt(one * one + z * z * spread);
    return ConfidenceInterval{std::max(-1.0, (centre - half) / scale),
                              std::min(1.0, (centre + half) / scale)};
}
} // namespace gapscope::stats
