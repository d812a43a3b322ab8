// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/points.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gapscope::stats {
/// The cluster of each point, 0 … k − 1: k-means (Lloyd 1982) from seeded k-means++ centres (Arthur
/// and Vassilvitskii 2007), the same on every run. Fewer clusters where fewer points differ. None
/// for k < 1 or no points.
std::optional<std::vector<std::size_t>> kMeans(const Points &points, int k, std::uint64_t seed);

/// √n/2 rounded, at least 2: how many clusters `n` points are cut into.
int clusterCount(std::size_t n);

/// How unlike two sides fill the same clusters, in bits, 0 = alike.
struct ClusterDivergence
{
    /// KL(real ‖ sim), ≥ 0: large where people are whom nobody simulates (missed).
    double forward = 0.0;
    /// KL(sim ‖ real), ≥ 0: large where the simulator is as no person is (invented).
    double backward = 0.0;
    /// Jensen–Shannon divergence, 0–1.
    double jensenShannon = 0.0;
};

/// Counts (or weights) by cluster, ½ added to each so that an empty cluster is rare and not
/// impossible. None for unlike lengths, no cluster, or a side without counts.
std::optional<ClusterDivergence> clusterDivergence(std::span<const double> real,
                                                   std::span<const double> sim);
} // namespace gapscope::stats
