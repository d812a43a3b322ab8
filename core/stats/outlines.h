// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <utility>
#include <vector>

/// Outlines around points of a plane, anticlockwise.
namespace gapscope::stats {
using PlanePoint = std::pair<double, double>;

/// The smallest convex outline that holds all points, corners only (Andrew 1979); fewer than three
/// corners where the points stand on one line.
std::vector<PlanePoint> convexHull(std::span<const PlanePoint> points);

/// The ellipse that holds `share` (0–1) of a normal distribution with the mean and the sample
/// covariance of the points. Empty below three points and where they stand on one line.
std::vector<PlanePoint> densityEllipse(std::span<const PlanePoint> points, double share,
                                       int corners = 72);
} // namespace gapscope::stats
