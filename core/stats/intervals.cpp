// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/intervals.h"

#include "core/stats/distributions.h"
#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gapscope::stats {
namespace {
/// How skewed the estimate is in single units; 0 where leaving one out changes nothing.
double acceleration(std::span<const double> jackknife)
{
    const std::optional<double> centre = mean(jackknife);
    if (!centre)
        return 0.0;
    double squares = 0.0;
    double cubes = 0.0;
    for (const double value : jackknife) {
        const double apart = *centre - value;
        squares += apart * apart;
        cubes += apart * apart * apart;
    }
    return squares > 0.0 ? cubes / (6.0 * std::pow(squares, 1.5)) : 0.0;
}
} // namespace

std::optional<ConfidenceInterval> wilson(int successes, int n, double level)
{
    const std::optional<double> z = normalQuantile(0.5 + level / 2.0);
    if (n <= 0 || successes < 0 || successes > n || !z)
        return std::nullopt;
    const double count = n;
    const double share = successes / count;
    const double scale = 1.0 + *z * *z / count;
    const double centre = (share + *z * *z / (2.0 * count)) / scale;
    const double half =
        *z * std::sqrt(share * (1.0 - share) / count + *z * *z / (4.0 * count * count)) / scale;
    return ConfidenceInterval{std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

std::optional<ConfidenceInterval> percentileInterval(std::span<const double> draws, double level)
{
    if (draws.empty())
        return std::nullopt;
    const std::vector<double> ascending = sorted(draws);
    const double tail = (1.0 - level) / 2.0;
    return ConfidenceInterval{*quantileOfSorted(ascending, tail),
                              *quantileOfSorted(ascending, 1.0 - tail)};
}

std::optional<ConfidenceInterval> bcaInterval(std::span<const double> draws,
                                              std::span<const double> jackknife, double estimate,
                                              double level)
{
    if (draws.empty())
        return std::nullopt;
    const std::vector<double> ascending = sorted(draws);
    const auto [from, to] = std::equal_range(ascending.begin(), ascending.end(), estimate);
    const double below =
        static_cast<double>(from - ascending.begin()) + static_cast<double>(to - from) / 2.0;
    const std::optional<double> bias =
        normalQuantile(below / static_cast<double>(ascending.size()));
    const std::optional<double> z = normalQuantile(0.5 + level / 2.0);
    if (!bias || !z)
        return std::nullopt;
    const double skew = acceleration(jackknife);
    const auto end = [&](double tail) {
        const double shifted = *bias + tail;
        const double share = normalCdf(*bias + shifted / (1.0 - skew * shifted));
        return *quantileOfSorted(ascending, share);
    };
    return ConfidenceInterval{end(-*z), end(*z)};
}
} // namespace gapscope::stats
