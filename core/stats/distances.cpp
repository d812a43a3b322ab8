// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/distances.h"

#include "core/stats/levels.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace gapscope::stats {
namespace {
/// The most cells the exact p of Kolmogorov and Smirnov fills.
constexpr double exactCells = 1e6;

/// Share of all orders of the pooled values in which the distance reaches `limit`/(n·m) somewhere
/// between two distinct values. Filled row by row; each cell is the share among the ways to it.
double exactKolmogorovP(const std::vector<Level> &levels, std::size_t n, std::size_t m,
                        std::int64_t limit)
{
    std::vector<bool> distinct(n + m + 1, false);
    std::size_t seen = 0;
    for (const Level &level : levels)
        distinct[seen += static_cast<std::size_t>(level.real + level.sim)] = true;
    const auto reaches = [&](std::size_t i, std::size_t j) {
        const auto apart = static_cast<std::int64_t>(i * m) - static_cast<std::int64_t>(j * n);
        return distinct[i + j] && std::abs(apart) >= limit;
    };
    std::vector<double> row(m + 1, 0.0);
    for (std::size_t i = 0; i <= n; ++i) {
        for (std::size_t j = 0; j <= m; ++j) {
            if (i + j == 0)
                continue;
            const auto all = static_cast<double>(i + j);
            const double above = i > 0 ? row[j] * (static_cast<double>(i) / all) : 0.0;
            const double left = j > 0 ? row[j - 1] * (static_cast<double>(j) / all) : 0.0;
            row[j] = reaches(i, j) ? 1.0 : above + left;
        }
    }
    return row[m];
}

/// Limit distribution of the distance times √(nm/(n + m)).
double kolmogorovLimitP(double scaled)
{
    // Below this the alternating series converges slowly towards 1.
    if (scaled < 0.2)
        return 1.0;
    double sum = 0.0;
    for (int k = 1; k <= 100; ++k) {
        const double term = std::exp(-2.0 * k * k * scaled * scaled);
        sum += k % 2 == 1 ? term : -term;
        if (term < 1e-17)
            break;
    }
    return std::clamp(2.0 * sum, 0.0, 1.0);
}

/// Σ over the categories of `term(p, q)`; none where the lists cannot be compared.
template <class Term>
std::optional<double> sumOver(std::span<const double> p, std::span<const double> q, Term term)
{
    if (p.size() != q.size() || p.empty())
        return std::nullopt;
    double sum = 0.0;
    for (std::size_t i = 0; i < p.size(); ++i)
        sum += term(p[i], q[i]);
    return sum;
}

double relativeBits(double p, double q)
{
    return p > 0.0 ? p * std::log2(p / q) : 0.0;
}
} // namespace

std::optional<KolmogorovSmirnov> kolmogorovSmirnov(std::span<const double> real,
                                                   std::span<const double> sim)
{
    if (real.empty() || sim.empty())
        return std::nullopt;
    const std::vector<Level> levels = levelsOf(real, sim);
    const std::size_t n = real.size();
    const std::size_t m = sim.size();
    // In whole numbers of 1/(n·m), so that equal distances compare as equal.
    std::int64_t apart = 0;
    std::int64_t largest = 0;
    for (const Level &level : levels) {
        apart += static_cast<std::int64_t>(level.real) * static_cast<std::int64_t>(m) -
                 static_cast<std::int64_t>(level.sim) * static_cast<std::int64_t>(n);
        largest = std::max(largest, std::abs(apart));
    }
    KolmogorovSmirnov result;
    const double cells = static_cast<double>(n) * static_cast<double>(m);
    result.statistic = static_cast<double>(largest) / cells;
    result.exact = cells <= exactCells;
    if (largest > 0) {
        const double size = std::sqrt(cells / static_cast<double>(n + m));
        result.p = result.exact ? exactKolmogorovP(levels, n, m, largest)
                                : kolmogorovLimitP(result.statistic * size);
    }
    return result;
}

std::optional<double> wasserstein(std::span<const double> real, std::span<const double> sim)
{
    return wasserstein(levelsOf(real, sim));
}

std::optional<double> wassersteinPerIqr(std::span<const double> real, std::span<const double> sim)
{
    return wassersteinPerIqr(levelsOf(real, sim));
}

std::optional<double> energyDistance(std::span<const double> real, std::span<const double> sim)
{
    return energyDistance(levelsOf(real, sim));
}

std::optional<double> frechet(std::span<const double> real, std::span<const double> sim)
{
    return frechet(levelsOf(real, sim));
}

std::optional<std::vector<double>> shares(std::span<const double> counts)
{
    double sum = 0.0;
    for (const double count : counts) {
        if (!(count >= 0.0))
            return std::nullopt;
        sum += count;
    }
    if (sum <= 0.0)
        return std::nullopt;
    std::vector<double> result;
    result.reserve(counts.size());
    for (const double count : counts)
        result.push_back(count / sum);
    return result;
}

std::optional<double> jensenShannonDivergence(std::span<const double> p, std::span<const double> q)
{
    const std::optional<double> sum = sumOver(p, q, [](double a, double b) {
        const double middle = (a + b) / 2.0;
        return (relativeBits(a, middle) + relativeBits(b, middle)) / 2.0;
    });
    // Rounding may leave the last digit outside.
    return sum ? std::optional(std::clamp(*sum, 0.0, 1.0)) : std::nullopt;
}

std::optional<double> jensenShannonDistance(std::span<const double> p, std::span<const double> q)
{
    const std::optional<double> divergence = jensenShannonDivergence(p, q);
    return divergence ? std::optional(std::sqrt(*divergence)) : std::nullopt;
}

std::optional<double> totalVariation(std::span<const double> p, std::span<const double> q)
{
    return sumOver(p, q, [](double a, double b) { return std::abs(a - b) / 2.0; });
}

std::optional<double> hellinger(std::span<const double> p, std::span<const double> q)
{
    const std::optional<double> squares = sumOver(p, q, [](double a, double b) {
        const double apart = std::sqrt(a) - std::sqrt(b);
        return apart * apart / 2.0;
    });
    return squares ? std::optional(std::sqrt(*squares)) : std::nullopt;
}

std::optional<double> kullbackLeibler(std::span<const double> p, std::span<const double> q)
{
    for (std::size_t i = 0; i < std::min(p.size(), q.size()); ++i)
        if (p[i] > 0.0 && q[i] <= 0.0)
            return std::nullopt;
    const std::optional<double> sum = sumOver(p, q, relativeBits);
    return sum ? std::optional(std::max(0.0, *sum)) : std::nullopt;
}
} // namespace gapscope::stats
