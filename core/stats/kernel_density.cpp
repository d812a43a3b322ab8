// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/kernel_density.h"

#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gapscope::stats {
std::optional<double> silvermanBandwidth(std::span<const double> values)
{
    const std::optional<double> variance = sampleVariance(values);
    if (!variance || *variance <= 0.0)
        return std::nullopt;
    double spread = std::sqrt(*variance);
    const std::optional<double> range = interquartileRange(values);
    if (range && *range > 0.0)
        spread = std::min(spread, *range / 1.34);
    return 0.9 * spread * std::pow(static_cast<double>(values.size()), -0.2);
}

std::vector<double> kernelDensity(std::span<const double> values, std::span<const double> places,
                                  double bandwidth)
{
    std::vector<double> density(places.size(), 0.0);
    if (values.empty())
        return density;
    const double scale =
        1.0 / (static_cast<double>(values.size()) * bandwidth * std::sqrt(2.0 * std::numbers::pi));
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (const double value : values) {
            const double away = (places[i] - value) / bandwidth;
            density[i] += std::exp(-0.5 * away * away);
        }
        density[i] *= scale;
    }
    return density;
}
} // namespace gapscope::stats
