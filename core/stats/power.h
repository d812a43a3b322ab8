// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

/// What a study of this size can and cannot see; normal approximation throughout (Cohen 1988).
namespace gapscope::stats {
struct PowerGoal
{
    /// Two-sided.
    double alpha = 0.05;
    double power = 0.8;
};

/// Smallest mean of paired differences that is found with the goal's power:
/// (z₁₋α⸝₂ + z_power)·sd/√n, in the unit of `sd`, the standard deviation of the differences. None
/// for n < 2, sd < 0, or a goal outside 0–1.
std::optional<double> detectablePairedDifference(double sd, int n, const PowerGoal &goal = {});

/// Smallest rise above the share `base` (0–1) that two independent groups show, unpooled variance.
/// None for empty groups, and where not even a rise to 1 is found; for a fall ask with 1 − base.
std::optional<double> detectableShareDifference(double base, int baseCount, int otherCount,
                                                const PowerGoal &goal = {});

/// Half the width of the interval of a mean; none for n < 2 or sd < 0.
std::optional<double> halfWidthOfMean(double sd, int n, double level = 0.95);
/// The same of the difference of two independent shares (0–1); none for empty groups.
std::optional<double> halfWidthOfShareDifference(double first, int firstCount, double second,
                                                 int secondCount, double level = 0.95);
} // namespace gapscope::stats
