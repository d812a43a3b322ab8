// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/points.h"

#include <cmath>

namespace gapscope::stats {
double squaredDistance(std::span<const double> a, std::span<const double> b)
{
    double sum = 0.0;
    for (std::size_t d = 0; d < a.size(); ++d)
        sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
}

Points Scaling::applied(const Points &points) const
{
    Points scaled = points;
    for (std::size_t i = 0; i < scaled.size(); ++i) {
        const std::span<double> point = scaled[i];
        for (std::size_t d = 0; d < point.size(); ++d)
            point[d] = (point[d] - centre[d]) / spread[d];
    }
    return scaled;
}

std::optional<Scaling> scalingOf(const Points &reference)
{
    if (reference.empty())
        return std::nullopt;
    const auto n = static_cast<double>(reference.size());
    Scaling scaling{std::vector<double>(reference.dimensions(), 0.0),
                    std::vector<double>(reference.dimensions(), 0.0)};
    for (std::size_t i = 0; i < reference.size(); ++i)
        for (std::size_t d = 0; d < reference.dimensions(); ++d)
            scaling.centre[d] += reference[i][d] / n;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        for (std::size_t d = 0; d < reference.dimensions(); ++d) {
            const double apart = reference[i][d] - scaling.centre[d];
            scaling.spread[d] += apart * apart / n;
        }
    }
    for (std::size_t d = 0; d < reference.dimensions(); ++d) {
        const double spread = std::sqrt(scaling.spread[d]);
        // Equal values may differ from their own mean in the last digit.
        scaling.spread[d] = spread > 1e-12 * (1.0 + std::abs(scaling.centre[d])) ? spread : 1.0;
    }
    return scaling;
}
} // namespace gapscope::stats
