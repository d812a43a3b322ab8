// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/linkage.h"

#include <algorithm>

namespace gapscope::stats {
namespace {
using Cluster = std::vector<std::size_t>;

double meanDistance(std::span<const double> distances, std::size_t n, const Cluster &a,
                    const Cluster &b)
{
    double sum = 0.0;
    for (const std::size_t i : a)
        for (const std::size_t j : b)
            sum += distances[i * n + j];
    return sum / static_cast<double>(a.size() * b.size());
}
} // namespace

std::vector<std::size_t> averageLinkageOrder(std::span<const double> distances, std::size_t n)
{
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < n; ++i)
        clusters.push_back({i});
    // Clusters stay ordered by their smallest leaf: a merged one takes the place of its first part.
    while (clusters.size() > 1) {
        std::size_t first = 0;
        std::size_t second = 1;
        double least = meanDistance(distances, n, clusters[0], clusters[1]);
        for (std::size_t i = 0; i < clusters.size(); ++i) {
            for (std::size_t j = i + 1; j < clusters.size(); ++j) {
                const double distance = meanDistance(distances, n, clusters[i], clusters[j]);
                if (distance < least) {
                    least = distance;
                    first = i;
                    second = j;
                }
            }
        }
        clusters[first].insert(clusters[first].end(), clusters[second].begin(),
                               clusters[second].end());
        clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
    }
    return clusters.empty() ? Cluster{} : clusters.front();
}
} // namespace gapscope::stats
