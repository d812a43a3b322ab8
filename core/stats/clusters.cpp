// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/clusters.h"

#include "core/stats/distances.h"
#include "core/stats/random.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gapscope::stats {
namespace {
constexpr int mostRounds = 100;
constexpr double smoothing = 0.5;

struct Nearest
{
    std::size_t centre = 0;
    double squared = std::numeric_limits<double>::max();
};

/// The first of the centres that are equally near.
Nearest nearestOf(std::span<const double> point, const Points &centres)
{
    Nearest nearest;
    for (std::size_t c = 0; c < centres.size(); ++c) {
        const double squared = squaredDistance(point, centres[c]);
        if (squared < nearest.squared)
            nearest = {c, squared};
    }
    return nearest;
}

/// Each next centre is a point drawn by its squared distance to those before.
Points firstCentres(const Points &points, std::size_t k, RandomStream &random)
{
    Points centres(points.dimensions());
    centres.add(points[random.below(static_cast<std::uint32_t>(points.size()))]);
    std::vector<double> squared(points.size(), std::numeric_limits<double>::max());
    while (centres.size() < k) {
        double sum = 0.0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double last = squaredDistance(points[i], centres[centres.size() - 1]);
            squared[i] = std::min(squared[i], last);
            sum += squared[i];
        }
        if (sum <= 0.0)
            break;
        double left = random.unit() * sum;
        std::size_t chosen = points.size();
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (squared[i] <= 0.0)
                continue;
            chosen = i;
            left -= squared[i];
            if (left < 0.0)
                break;
        }
        centres.add(points[chosen]);
    }
    return centres;
}

/// A centre that lost all its points stays where it is.
void moveToMeans(Points &centres, const Points &points, const std::vector<std::size_t> &clusterOf)
{
    std::vector<double> sizes(centres.size(), 0.0);
    for (const std::size_t cluster : clusterOf)
        ++sizes[cluster];
    for (std::size_t c = 0; c < centres.size(); ++c)
        if (sizes[c] > 0.0)
            std::fill(centres[c].begin(), centres[c].end(), 0.0);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::span<double> centre = centres[clusterOf[i]];
        for (std::size_t d = 0; d < centre.size(); ++d)
            centre[d] += points[i][d] / sizes[clusterOf[i]];
    }
}

std::optional<std::vector<double>> smoothed(std::span<const double> counts)
{
    if (!shares(counts))
        return std::nullopt;
    std::vector<double> raised(counts.begin(), counts.end());
    for (double &count : raised)
        count += smoothing;
    return shares(raised);
}
} // namespace

std::optional<std::vector<std::size_t>> kMeans(const Points &points, int k, std::uint64_t seed)
{
    if (k < 1 || points.empty())
        return std::nullopt;
    RandomStream random(seed);
    Points centres = firstCentres(points, static_cast<std::size_t>(k), random);
    std::vector<std::size_t> clusterOf(points.size(), 0);
    for (int round = 0; round < mostRounds; ++round) {
        bool moved = false;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::size_t nearest = nearestOf(points[i], centres).centre;
            moved = moved || nearest != clusterOf[i];
            clusterOf[i] = nearest;
        }
        if (!moved && round > 0)
            break;
        moveToMeans(centres, points, clusterOf);
    }
    return clusterOf;
}

int clusterCount(std::size_t n)
{
    return std::max(2, static_cast<int>(std::lround(std::sqrt(static_cast<double>(n)) / 2.0)));
}

std::optional<ClusterDivergence> clusterDivergence(std::span<const double> real,
                                                   std::span<const double> sim)
{
    const auto p = smoothed(real);
    const auto q = smoothed(sim);
    if (!p || !q || p->size() != q->size())
        return std::nullopt;
    return ClusterDivergence{*kullbackLeibler(*p, *q), *kullbackLeibler(*q, *p),
                             *jensenShannonDivergence(*p, *q)};
}
} // namespace gapscope::stats
