// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/tests.h"

#include "core/stats/distributions.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace gapscope::stats {
namespace {
constexpr std::size_t exactUpTo = 20;

/// Share of all 2ⁿ sign patterns whose sum is at least `limit` in size. Walks in Gray code, so that
/// each step turns one sign.
double exactShare(const std::vector<double> &sizes, double limit)
{
    double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    const std::uint32_t patterns = std::uint32_t{1} << sizes.size();
    std::uint32_t negative = 0;
    std::uint32_t extreme = 1;
    for (std::uint32_t step = 1; step < patterns; ++step) {
        const auto turned = static_cast<std::size_t>(std::countr_zero(step));
        const std::uint32_t bit = std::uint32_t{1} << turned;
        sum += (negative & bit) != 0 ? 2.0 * sizes[turned] : -2.0 * sizes[turned];
        negative ^= bit;
        extreme += std::abs(sum) >= limit ? 1 : 0;
    }
    return static_cast<double>(extreme) / static_cast<double>(patterns);
}

double sampledShare(const std::vector<double> &sizes, double limit, std::uint64_t seed, int draws)
{
    RandomStream random(seed);
    int extreme = 0;
    for (int draw = 0; draw < draws; ++draw) {
        double sum = 0.0;
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            bits = i % 64 == 0 ? random.next() : bits >> 1;
            sum += (bits & 1) != 0 ? sizes[i] : -sizes[i];
        }
        extreme += std::abs(sum) >= limit ? 1 : 0;
    }
    return (extreme + 1.0) / (draws + 1.0);
}
} // namespace

std::optional<SignFlip> signFlip(std::span<const double> differences, std::uint64_t seed, int draws)
{
    if (differences.empty())
        return std::nullopt;
    // A difference of 0 is the same with either sign and only doubles both counts.
    std::vector<double> sizes;
    double sum = 0.0;
    double all = 0.0;
    for (const double difference : differences) {
        sum += difference;
        all += std::abs(difference);
        if (difference != 0.0)
            sizes.push_back(std::abs(difference));
    }
    SignFlip result;
    result.mean = sum / static_cast<double>(differences.size());
    // Sums in another order differ in the last digits: what is as extreme must not fall out by
    // that.
    const double limit = std::abs(sum) - 1e-9 * all;
    result.exact = sizes.size() <= exactUpTo;
    if (!sizes.empty()) {
        // The pattern without a minus is counted before the walk; it is extreme by being all.
        result.p = result.exact ? exactShare(sizes, limit)
                                : sampledShare(sizes, limit, seed, std::max(draws, 1));
    }
    return result;
}

std::optional<double> mcNemarExact(int onlyFirst, int onlySecond)
{
    if (onlyFirst < 0 || onlySecond < 0)
        return std::nullopt;
    const int discordant = onlyFirst + onlySecond;
    if (discordant == 0)
        return 1.0;
    return std::min(1.0, 2.0 * fairCoinsAtMost(std::min(onlyFirst, onlySecond), discordant));
}

std::vector<double> benjaminiHochberg(std::span<const double> p)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> q(p.size());
    double smallest = 1.0;
    for (std::size_t rank = p.size(); rank > 0; --rank) {
        const std::size_t at = order[rank - 1];
        smallest =
            std::min(smallest, p[at] * static_cast<double>(p.size()) / static_cast<double>(rank));
        q[at] = smallest;
    }
    return q;
}
} // namespace gapscope::stats
