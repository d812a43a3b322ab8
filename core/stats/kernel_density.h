// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace gapscope::stats {
/// 0.9·min(s, IQR/1.34)·n^(−1/5) in the unit of the values (Silverman 1986); s alone where the
/// interquartile range is 0. None below two values and where they do not vary.
std::optional<double> silvermanBandwidth(std::span<const double> values);

/// Density at each of `places`, per unit of the values, by a Gaussian kernel whose standard
/// deviation is `bandwidth` > 0; 0 everywhere for no values.
std::vector<double> kernelDensity(std::span<const double> values, std::span<const double> places,
                                  double bandwidth);
} // namespace gapscope::stats
