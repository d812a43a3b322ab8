// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/points.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace gapscope::stats {
/// The axes along which points vary most, by falling variance (Pearson 1901).
struct PrincipalComponents
{
    struct Axis
    {
        /// Of length 1; its largest part is positive, so that the sign does not depend on rounding.
        std::vector<double> direction;
        /// Of all variance, 0–1.
        double share = 0.0;
    };
    std::vector<double> centre;
    std::vector<Axis> axes;

    /// Coordinates on the first `count` axes.
    Points applied(const Points &points, std::size_t count) const;
};

/// From the population covariance. None below two points and where nothing varies.
std::optional<PrincipalComponents> principalComponents(const Points &points);
} // namespace gapscope::stats
