// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/effect_size.h"

#include "core/stats/summary.h"

#include <cmath>
#include <vector>

namespace gapscope::stats {
std::optional<double> cliffsDelta(std::span<const double> real, std::span<const double> sim)
{
    if (real.empty() || sim.empty())
        return std::nullopt;
    const std::vector<double> x = sorted(real);
    const std::vector<double> y = sorted(sim);
    double balance = 0.0;
    std::size_t below = 0;
    std::size_t notAbove = 0;
    for (const double value : y) {
        while (below < x.size() && x[below] < value)
            ++below;
        while (notAbove < x.size() && x[notAbove] <= value)
            ++notAbove;
        balance += static_cast<double>(below) - static_cast<double>(x.size() - notAbove);
    }
    return balance / (static_cast<double>(x.size()) * static_cast<double>(y.size()));
}

Magnitude magnitudeOf(double delta)
{
    const double size = std::abs(delta);
    if (size < 0.147)
        return Magnitude::Negligible;
    if (size < 0.33)
        return Magnitude::Small;
    return size < 0.474 ? Magnitude::Medium : Magnitude::Large;
}

const char *name(Magnitude magnitude)
{
    switch (magnitude) {
    case Magnitude::Negligible:
        return "negligible";
    case Magnitude::Small:
        return "small";
    case Magnitude::Medium:
        return "medium";
    case Magnitude::Large:
        return "large";
    }
    return "negligible";
}

std::optional<double> hedgesG(std::span<const double> real, std::span<const double> sim)
{
    const std::optional<double> realVariance = sampleVariance(real);
    const std::optional<double> simVariance = sampleVariance(sim);
    if (!realVariance || !simVariance)
        return std::nullopt;
    const auto realDegrees = static_cast<double>(real.size() - 1);
    const auto simDegrees = static_cast<double>(sim.size() - 1);
    const double degrees = realDegrees + simDegrees;
    const double pooled = (realDegrees * *realVariance + simDegrees * *simVariance) / degrees;
    if (pooled <= 0.0)
        return std::nullopt;
    const double d = (*mean(sim) - *mean(real)) / std::sqrt(pooled);
    return d * (1.0 - 3.0 / (4.0 * degrees - 1.0));
}

std::optional<double> varianceRatio(std::span<const double> real, std::span<const double> sim)
{
    const std::optional<double> realVariance = sampleVariance(real);
    const std::optional<double> simVariance = sampleVariance(sim);
    if (!realVariance || !simVariance || *realVariance <= 0.0)
        return std::nullopt;
    return *simVariance / *realVariance;
}
} // namespace gapscope::stats
