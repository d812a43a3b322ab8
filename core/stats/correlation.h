// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/interval.h"

#include <optional>
#include <span>
#include <vector>

/// Correlations of pairs (x[i], y[i]), −1 … 1. None where the lengths differ, below two pairs, and
/// where a side does not vary.
namespace gapscope::stats {
/// Ranks from 1; equal values share the mean of their ranks.
std::vector<double> averageRanks(std::span<const double> values);

std::optional<double> pearson(std::span<const double> x, std::span<const double> y);
/// 95 % of Pearson's r of n pairs by Fisher's z; none below four pairs and for |r| = 1.
std::optional<ConfidenceInterval> pearsonInterval(double r, int n);
/// Pearson's of the average ranks.
std::optional<double> spearman(std::span<const double> x, std::span<const double> y);
/// (concordant − discordant)/√((n₀ − ties in x)(n₀ − ties in y)), Kendall 1945; O(n²).
std::optional<double> kendallTauB(std::span<const double> x, std::span<const double> y);
} // namespace gapscope::stats
