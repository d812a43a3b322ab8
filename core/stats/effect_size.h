// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

/// Effect sizes of a simulated against a real sample: positive where the simulated one is larger.
namespace gapscope::stats {
/// P(sim > real) − P(sim < real) over all pairs (Cliff 1993), −1 … 1, O(n log n). None where a side
/// is empty.
std::optional<double> cliffsDelta(std::span<const double> real, std::span<const double> sim);

enum class Magnitude { Negligible, Small, Medium, Large };
/// Of a Cliff's δ, limits .147, .33 and .474 (Romano et al. 2006).
Magnitude magnitudeOf(double delta);
/// "negligible", "small", "medium", "large".
const char *name(Magnitude magnitude);

/// Difference of means over the pooled standard deviation, times 1 − 3/(4·df − 1) with
/// df = n₁ + n₂ − 2 (Hedges 1981). None below two values a side, and where neither side varies.
std::optional<double> hedgesG(std::span<const double> real, std::span<const double> sim);

/// 2·asin √sim − 2·asin √real of two shares, −π … π (Cohen 1988; .2, .5 and .8 read as small,
/// medium and large). None for a share outside 0–1.
std::optional<double> cohensH(double real, double sim);

/// Sample variance of sim over that of real, ≥ 0; below 1 the simulator is more uniform. None below
/// two values a side, and where real does not vary.
std::optional<double> varianceRatio(std::span<const double> real, std::span<const double> sim);
} // namespace gapscope::stats
