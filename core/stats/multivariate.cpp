// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/multivariate.h"

#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace gapscope::stats {
namespace {
double sum(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double shareOfTrue(const std::vector<bool> &flags)
{
    return flags.empty() ? 0.0
                         : static_cast<double>(std::count(flags.begin(), flags.end(), true)) /
                               static_cast<double>(flags.size());
}

/// Squared distance of each real point to its k-th nearest other one; k < real.size().
std::vector<double> squaredRadii(const Points &real, int k)
{
    std::vector<double> radii;
    std::vector<double> distances;
    for (std::size_t i = 0; i < real.size(); ++i) {
        distances.clear();
        for (std::size_t j = 0; j < real.size(); ++j)
            if (j != i)
                distances.push_back(squaredDistance(real[i], real[j]));
        const auto kth = distances.begin() + (k - 1);
        std::nth_element(distances.begin(), kth, distances.end());
        radii.push_back(*kth);
    }
    return radii;
}

/// Distance of each point of `from` to the nearest of `to`.
std::vector<double> nearest(const Points &from, const Points &to)
{
    std::vector<double> result;
    for (std::size_t i = 0; i < from.size(); ++i) {
        double least = std::numeric_limits<double>::max();
        for (std::size_t j = 0; j < to.size(); ++j)
            least = std::min(least, squaredDistance(from[i], to[j]));
        result.push_back(std::sqrt(least));
    }
    return result;
}
} // namespace

std::optional<double> medianDistance(const Points &a, const Points &b)
{
    Points all = a;
    for (std::size_t i = 0; i < b.size(); ++i)
        all.add(b[i]);
    std::vector<double> distances;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = i + 1; j < all.size(); ++j)
            distances.push_back(squaredDistance(all[i], all[j]));
    if (distances.empty())
        return std::nullopt;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    double median = std::sqrt(*middle);
    if (distances.size() % 2 == 0)
        median = (median + std::sqrt(*std::max_element(distances.begin(), middle))) / 2.0;
    return median > 0.0 ? std::optional(median) : std::nullopt;
}

std::vector<double> gaussianKernel(const Points &a, const Points &b, double sigma)
{
    std::vector<double> kernel;
    kernel.reserve(a.size() * b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j)
            kernel.push_back(std::exp(-squaredDistance(a[i], b[j]) / (2.0 * sigma * sigma)));
    return kernel;
}

std::optional<MaximumMeanDiscrepancy> maximumMeanDiscrepancy(const Points &real, const Points &sim,
                                                             double sigma)
{
    if (real.empty() || sim.empty() || !(sigma > 0.0))
        return std::nullopt;
    const auto n = static_cast<double>(real.size());
    const auto m = static_cast<double>(sim.size());
    const double within = sum(gaussianKernel(real, real, sigma));
    const double withinSim = sum(gaussianKernel(sim, sim, sigma));
    const double between = sum(gaussianKernel(real, sim, sigma)) / (n * m);
    MaximumMeanDiscrepancy result;
    result.biased = std::max(0.0, within / (n * n) + withinSim / (m * m) - 2.0 * between);
    if (n >= 2.0 && m >= 2.0)
        result.unbiased =
            (within - n) / (n * (n - 1.0)) + (withinSim - m) / (m * (m - 1.0)) - 2.0 * between;
    return result;
}

double Coverage::coverage() const
{
    return shareOfTrue(covered);
}

double Coverage::precision() const
{
    return shareOfTrue(precise);
}

std::optional<Coverage> nearestNeighbourCoverage(const Points &real, const Points &sim, int k)
{
    if (k < 1 || real.size() <= static_cast<std::size_t>(k) || sim.empty())
        return std::nullopt;
    const std::vector<double> radii = squaredRadii(real, k);
    Coverage result{std::vector<bool>(real.size(), false), std::vector<bool>(sim.size(), false)};
    for (std::size_t i = 0; i < real.size(); ++i) {
        for (std::size_t j = 0; j < sim.size(); ++j) {
            if (squaredDistance(real[i], sim[j]) <= radii[i]) {
                result.covered[i] = true;
                result.precise[j] = true;
            }
        }
    }
    return result;
}

double Chamfer::error() const
{
    return mean(fromReal).value_or(0.0) + mean(fromSim).value_or(0.0);
}

double Chamfer::score() const
{
    return std::max(0.0, 1.0 - error() / (2.0 * reference));
}

std::optional<Chamfer> chamfer(const Points &real, const Points &sim)
{
    if (real.size() < 2 || sim.empty())
        return std::nullopt;
    double distances = 0.0;
    for (std::size_t i = 0; i < real.size(); ++i)
        for (std::size_t j = i + 1; j < real.size(); ++j)
            distances += std::sqrt(squaredDistance(real[i], real[j]));
    if (distances <= 0.0)
        return std::nullopt;
    const auto n = static_cast<double>(real.size());
    return Chamfer{nearest(real, sim), nearest(sim, real), distances / (n * (n - 1.0) / 2.0)};
}
} // namespace gapscope::stats
