// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/effect_size.h"

#include "core/stats/levels.h"

#include <cmath>

namespace gapscope::stats {
std::optional<double> cliffsDelta(std::span<const double> real, std::span<const double> sim)
{
    return cliffsDelta(levelsOf(real, sim));
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
    return hedgesG(levelsOf(real, sim));
}

std::optional<double> cohensH(double real, double sim)
{
    const auto isShare = [](double value) { return value >= 0.0 && value <= 1.0; };
    if (!isShare(real) || !isShare(sim))
        return std::nullopt;
    return 2.0 * (std::asin(std::sqrt(sim)) - std::asin(std::sqrt(real)));
}

std::optional<double> varianceRatio(std::span<const double> real, std::span<const double> sim)
{
    return varianceRatio(levelsOf(real, sim));
}
} // namespace gapscope::stats
