// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/interval.h"

#include <limits>
#include <optional>
#include <span>

namespace gapscope::stats {
inline constexpr double defaultLevel = 0.95;

/// Of a share, score method without continuity correction (Wilson 1927); within 0–1. None for
/// n ≤ 0 or successes outside 0 … n.
std::optional<ConfidenceInterval> wilson(int successes, int n, double level = defaultLevel);

/// The middle `level` of bootstrap draws in any order, quantiles of type 7. None for no draws.
std::optional<ConfidenceInterval> percentileInterval(std::span<const double> draws,
                                                     double level = defaultLevel);

/// Bias-corrected and accelerated (Efron 1987). `jackknife` holds the estimate with one unit left
/// out at a time; draws equal to the estimate count half in the bias. None for no draws, and where
/// all draws lie on one side of the estimate, which leaves the bias undefined.
std::optional<ConfidenceInterval> bcaInterval(std::span<const double> draws,
                                              std::span<const double> jackknife, double estimate,
                                              double level = defaultLevel);

/// For distances (≥ 0): drawing units twice makes samples less alike, so draws lie above the
/// estimate and percentiles may miss it. Percentiles of the draws moved so that their median is the
/// estimate, kept within 0 … `most`. None for no draws.
std::optional<ConfidenceInterval> centredInterval(std::span<const double> draws, double estimate,
                                                  double most = std::numeric_limits<double>::max(),
                                                  double level = defaultLevel);
} // namespace gapscope::stats
