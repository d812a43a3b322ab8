// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/outlines.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gapscope::stats {
namespace {
/// Above 0 where a, b, c turn left.
double turn(const PlanePoint &a, const PlanePoint &b, const PlanePoint &c)
{
    return (b.first - a.first) * (c.second - a.second) -
           (b.second - a.second) * (c.first - a.first);
}

void extend(std::vector<PlanePoint> &chain, std::size_t fixed, const PlanePoint &point)
{
    while (chain.size() >= fixed + 2 && turn(chain[chain.size() - 2], chain.back(), point) <= 0.0)
        chain.pop_back();
    chain.push_back(point);
}
} // namespace

std::vector<PlanePoint> convexHull(std::span<const PlanePoint> points)
{
    std::vector<PlanePoint> ordered(points.begin(), points.end());
    std::sort(ordered.begin(), ordered.end());
    ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());
    if (ordered.size() < 3)
        return ordered;
    std::vector<PlanePoint> hull;
    for (const PlanePoint &point : ordered)
        extend(hull, 0, point);
    const std::size_t lower = hull.size() - 1;
    for (auto point = ordered.rbegin() + 1; point != ordered.rend(); ++point)
        extend(hull, lower, *point);
    hull.pop_back(); // the first again
    return hull;
}

std::vector<PlanePoint> densityEllipse(std::span<const PlanePoint> points, double share,
                                       int corners)
{
    const auto n = static_cast<double>(points.size());
    if (points.size() < 3)
        return {};
    double x = 0.0;
    double y = 0.0;
    for (const auto &[px, py] : points) {
        x += px / n;
        y += py / n;
    }
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (const auto &[px, py] : points) {
        xx += (px - x) * (px - x) / (n - 1.0);
        xy += (px - x) * (py - y) / (n - 1.0);
        yy += (py - y) * (py - y) / (n - 1.0);
    }
    // Cholesky's factor turns the unit circle into the ellipse.
    const double a = std::sqrt(xx);
    if (!(a > 0.0))
        return {};
    const double b = xy / a;
    const double rest = yy - b * b;
    if (!(rest > 1e-12 * yy))
        return {};
    const double c = std::sqrt(rest);
    // χ² of two degrees of freedom has this quantile in closed form.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - share));
    std::vector<PlanePoint> outline;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners;
        const double u = radius * std::cos(angle);
        const double v = radius * std::sin(angle);
        outline.emplace_back(x + a * u, y + b * u + c * v);
    }
    return outline;
}
} // namespace gapscope::stats
