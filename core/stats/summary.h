// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

/// Statistics as plain functions. Values are finite numbers; what has no answer is std::nullopt,
/// never NaN or infinity.
namespace gapscope::stats {
/// None for no values.
std::optional<double> mean(std::span<const double> values);
/// Divided by n − 1; none below two values.
std::optional<double> sampleVariance(std::span<const double> values);
/// Divided by n; none for no values.
std::optional<double> populationVariance(std::span<const double> values);

std::vector<double> sorted(std::span<const double> values);
/// Linear between order statistics, h = (n − 1)·share (Hyndman and Fan 1996, type 7, as NumPy and
/// R); `ascending` is sorted, `share` in 0–1. None for no values.
std::optional<double> quantileOfSorted(std::span<const double> ascending, double share);
std::optional<double> quantile(std::span<const double> values, double share);
/// Third less first quartile, type 7.
std::optional<double> interquartileRange(std::span<const double> values);
} // namespace gapscope::stats
