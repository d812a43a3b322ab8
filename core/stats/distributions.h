// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

/// The few distribution functions the tests and intervals need, from Boost.Math: kept in one file,
/// because its headers are slow to compile.
namespace gapscope::stats {
/// P(Z ≤ z) of the standard normal.
double normalCdf(double z);
/// z with P(Z ≤ z) = p; none outside 0 < p < 1.
std::optional<double> normalQuantile(double p);
/// t with P(T ≤ t) = p of Student's t; none outside 0 < p < 1 and for `degrees` not above 0.
std::optional<double> studentQuantile(double p, double degrees);
/// P(χ² ≥ x); 1 for x ≤ 0. `degrees` > 0.
double chiSquaredUpper(double x, double degrees);
/// P(X ≤ successes) of n fair coins; 0 ≤ successes ≤ n.
double fairCoinsAtMost(int successes, int n);
} // namespace gapscope::stats
