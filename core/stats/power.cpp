// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/power.h"

#include "core/stats/distributions.h"

#include <cmath>

namespace gapscope::stats {
namespace {
std::optional<double> summedQuantiles(const PowerGoal &goal)
{
    const std::optional<double> forAlpha = normalQuantile(1.0 - goal.alpha / 2.0);
    const std::optional<double> forPower = normalQuantile(goal.power);
    if (!forAlpha || !forPower)
        return std::nullopt;
    return *forAlpha + *forPower;
}

double errorOfDifference(double first, int firstCount, double second, int secondCount)
{
    return std::sqrt(first * (1.0 - first) / firstCount + second * (1.0 - second) / secondCount);
}

bool isShare(double value)
{
    return value >= 0.0 && value <= 1.0;
}
} // namespace

std::optional<double> detectablePairedDifference(double sd, int n, const PowerGoal &goal)
{
    const std::optional<double> z = summedQuantiles(goal);
    if (n < 2 || !(sd >= 0.0) || !z)
        return std::nullopt;
    return *z * sd / std::sqrt(static_cast<double>(n));
}

std::optional<double> detectableShareDifference(double base, int baseCount, int otherCount,
                                                const PowerGoal &goal)
{
    const std::optional<double> z = summedQuantiles(goal);
    if (!isShare(base) || baseCount <= 0 || otherCount <= 0 || !z)
        return std::nullopt;
    const auto found = [&](double rise) {
        return rise >= *z * errorOfDifference(base, baseCount, base + rise, otherCount);
    };
    double low = 0.0;
    double high = 1.0 - base;
    if (!found(high))
        return std::nullopt;
    // 60 halvings reach the last digit of a double.
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2.0;
        (found(middle) ? high : low) = middle;
    }
    return high;
}

std::optional<double> halfWidthOfMean(double sd, int n, double level)
{
    const std::optional<double> z = normalQuantile(0.5 + level / 2.0);
    if (n < 2 || !(sd >= 0.0) || !z)
        return std::nullopt;
    return *z * sd / std::sqrt(static_cast<double>(n));
}

std::optional<double> halfWidthOfShareDifference(double first, int firstCount, double second,
                                                 int secondCount, double level)
{
    const std::optional<double> z = normalQuantile(0.5 + level / 2.0);
    if (!isShare(first) || !isShare(second) || firstCount <= 0 || secondCount <= 0 || !z)
        return std::nullopt;
    return *z * errorOfDifference(first, firstCount, second, secondCount);
}
} // namespace gapscope::stats
