// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/interval.h"

#include <optional>
#include <span>

namespace gapscope::stats {
/// Of Cliff's δ, asymmetric and within −1 … 1 (Feng and Cliff 2004, with Cliff's unbiased
/// variance); values count as independent. None below two values a side.
std::optional<ConfidenceInterval> cliffsInterval(std::span<const double> real,
                                                 std::span<const double> sim, double level = 0.95);
} // namespace gapscope::stats
