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

/// Type 7 like quantileOfSorted(), but linear: the many intervals of a table need two quantiles of
/// their draws each, not their order. `values` (not empty) are rearranged.
double selectedQuantile(std::vector<double> &values, double share)
{
    const double place = share * static_cast<double>(values.size() - 1);
    const auto index = static_cast<std::size_t>(place);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin(), at, values.end());
    if (at + 1 == values.end())
        return *at;
    const double above = *std::min_element(at + 1, values.end());
    return *at + (place - static_cast<double>(index)) * (above - *at);
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
    std::vector<double> values(draws.begin(), draws.end());
    const double tail = (1.0 - level) / 2.0;
    const double low = selectedQuantile(values, tail);
    return ConfidenceInterval{low, selectedQuantile(values, 1.0 - tail)};
}

std::optional<ConfidenceInterval> bcaInterval(std::span<const double> draws,
                                              std::span<const double> jackknife, double estimate,
                                              double level)
{
    if (draws.empty())
        return std::nullopt;
    double below = 0.0;
    for (const double draw : draws)
        below += draw < estimate ? 1.0 : (draw == estimate ? 0.5 : 0.0);
    const std::optional<double> bias = normalQuantile(below / static_cast<double>(draws.size()));
    const std::optional<double> z = normalQuantile(0.5 + level / 2.0);
    if (!bias || !z)
        return std::nullopt;
    const double skew = acceleration(jackknife);
    std::vector<double> values(draws.begin(), draws.end());
    const auto end = [&](double tail) {
        const double shifted = *bias + tail;
        const double share = normalCdf(*bias + shifted / (1.0 - skew * shifted));
        return selectedQuantile(values, share);
    };
    const double low = end(-*z);
    return ConfidenceInterval{low, end(*z)};
}

std::optional<ConfidenceInterval> centredInterval(std::span<const double> draws, double estimate,
                                                  double most, double level)
{
    if (draws.empty())
        return std::nullopt;
    std::vector<double> values(draws.begin(), draws.end());
    const double median = selectedQuantile(values, 0.5);
    for (double &value : values)
        value = std::clamp(value - median + estimate, 0.0, most);
    return percentileInterval(values, level);
}
} // namespace gapscope::stats
