// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/interval.h"

#include <optional>
#include <span>

namespace gapscope::stats {
/// A straight line by least squares.
struct LinearFit
{
    double intercept = 0.0;
    double slope = 0.0;
    int n = 0;
    /// What the band is made of: mean of x, Σ(x − mean)², residual variance over n − 2.
    double centre = 0.0;
    double spread = 0.0;
    double residual = 0.0;

    double at(double x) const { return intercept + slope * x; }
    /// 95 % interval of the line itself at x, with Student's t.
    ConfidenceInterval bandAt(double x) const;
};

/// Of pairs (x[i], y[i]); none where the lengths differ, below three pairs and where x does not
/// vary.
std::optional<LinearFit> linearFit(std::span<const double> x, std::span<const double> y);
} // namespace gapscope::stats
