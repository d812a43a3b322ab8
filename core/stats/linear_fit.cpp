// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/linear_fit.h"

#include "core/stats/distributions.h"
#include "core/stats/summary.h"

#include <cmath>

namespace gapscope::stats {
ConfidenceInterval LinearFit::bandAt(double x) const
{
    const double t = *studentQuantile(0.975, n - 2.0);
    const double half = t * std::sqrt(residual * (1.0 / n + (x - centre) * (x - centre) / spread));
    return {at(x) - half, at(x) + half};
}

std::optional<LinearFit> linearFit(std::span<const double> x, std::span<const double> y)
{
    if (x.size() != y.size() || x.size() < 3)
        return std::nullopt;
    LinearFit fit;
    fit.n = static_cast<int>(x.size());
    fit.centre = *mean(x);
    const double yMean = *mean(y);
    double xy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        fit.spread += (x[i] - fit.centre) * (x[i] - fit.centre);
        xy += (x[i] - fit.centre) * (y[i] - yMean);
    }
    if (fit.spread <= 0.0)
        return std::nullopt;
    fit.slope = xy / fit.spread;
    fit.intercept = yMean - fit.slope * fit.centre;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double apart = y[i] - fit.at(x[i]);
        fit.residual += apart * apart / (fit.n - 2.0);
    }
    return fit;
}
} // namespace gapscope::stats
