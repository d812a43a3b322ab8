// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/points.h"

#include <optional>
#include <span>
#include <vector>

/// Comparing clouds of points, each O(n²). Both sides have the same dimensions and scale.
namespace gapscope::stats {
/// Median distance of all pairs of the pooled points: the usual width of the kernel (Gretton et al.
/// 2012). None below two points, and where more than half of the pairs coincide.
std::optional<double> medianDistance(const Points &a, const Points &b);

/// e^(−d²/(2σ²)) of each pair; row i holds a[i] against all of b.
std::vector<double> gaussianKernel(const Points &a, const Points &b, double sigma);

struct MaximumMeanDiscrepancy
{
    /// Mean over all pairs, a point with itself included; ≥ 0.
    double biased = 0.0;
    /// Without a point with itself; may fall below 0. None below two points a side.
    std::optional<double> unbiased;
};

/// MMD² with the Gaussian kernel: mean k(X, X′) + mean k(Y, Y′) − 2 mean k(X, Y). None where a side
/// is empty or σ is not above 0.
std::optional<MaximumMeanDiscrepancy> maximumMeanDiscrepancy(const Points &real, const Points &sim,
                                                             double sigma);

struct Coverage
{
    /// Of each real point: its ball (radius to its k-th nearest other real point) holds a sim
    /// point.
    std::vector<bool> covered;
    /// Of each sim point: it lies in the ball of a real point.
    std::vector<bool> precise;

    /// Shares, 0–1.
    double coverage() const;
    double precision() const;
};

/// Coverage (Naeem et al. 2020) and precision (Kynkäänniemi et al. 2019) by k-nearest-neighbour
/// balls around the real points; a point on the rim is inside. None for k < 1, fewer than k + 1
/// real points or no sim point.
std::optional<Coverage> nearestNeighbourCoverage(const Points &real, const Points &sim, int k);

struct Chamfer
{
    /// Distance of each point to the nearest of the other side.
    std::vector<double> fromReal;
    std::vector<double> fromSim;
    /// Mean distance of the pairs of real points.
    double reference = 0.0;

    /// Mean of fromReal + mean of fromSim, ≥ 0.
    double error() const;
    /// 1 − error/(2·reference), at least 0; 1 = same.
    double score() const;
};

/// Of fewer than two real points, no sim point, or real points that all coincide: none.
std::optional<Chamfer> chamfer(const Points &real, const Points &sim);
} // namespace gapscope::stats
