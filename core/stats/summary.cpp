// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gapscope::stats {
namespace {
double squaresAround(std::span<const double> values, double centre)
{
    double sum = 0.0;
    for (const double value : values)
        sum += (value - centre) * (value - centre);
    return sum;
}
} // namespace

std::optional<double> mean(std::span<const double> values)
{
    if (values.empty())
        return std::nullopt;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> sampleVariance(std::span<const double> values)
{
    if (values.size() < 2)
        return std::nullopt;
    return squaresAround(values, *mean(values)) / static_cast<double>(values.size() - 1);
}

std::optional<double> populationVariance(std::span<const double> values)
{
    if (values.empty())
        return std::nullopt;
    return squaresAround(values, *mean(values)) / static_cast<double>(values.size());
}

std::vector<double> sorted(std::span<const double> values)
{
    std::vector<double> ascending(values.begin(), values.end());
    std::sort(ascending.begin(), ascending.end());
    return ascending;
}

std::optional<double> quantileOfSorted(std::span<const double> ascending, double share)
{
    if (ascending.empty())
        return std::nullopt;
    const auto last = static_cast<double>(ascending.size() - 1);
    const double place = std::clamp(share, 0.0, 1.0) * last;
    const double below = std::floor(place);
    const auto at = static_cast<std::size_t>(below);
    if (at + 1 == ascending.size())
        return ascending[at];
    return ascending[at] + (place - below) * (ascending[at + 1] - ascending[at]);
}

std::optional<double> quantile(std::span<const double> values, double share)
{
    return quantileOfSorted(sorted(values), share);
}

std::optional<double> interquartileRange(std::span<const double> values)
{
    if (values.empty())
        return std::nullopt;
    const std::vector<double> ascending = sorted(values);
    return *quantileOfSorted(ascending, 0.75) - *quantileOfSorted(ascending, 0.25);
}
} // namespace gapscope::stats
