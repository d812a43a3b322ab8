// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/correlation.h"

#include "core/stats/distributions.h"
#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gapscope::stats {
namespace {
int sign(double value)
{
    return value > 0.0 ? 1 : value < 0.0 ? -1 : 0;
}
} // namespace

std::vector<double> averageRanks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        const double rank = static_cast<double>(begin + 1 + end) / 2.0;
        for (; begin < end; ++begin)
            ranks[order[begin]] = rank;
    }
    return ranks;
}

std::optional<double> pearson(std::span<const double> x, std::span<const double> y)
{
    if (x.size() != y.size() || x.size() < 2)
        return std::nullopt;
    const double xMean = *mean(x);
    const double yMean = *mean(y);
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - xMean) * (x[i] - xMean);
        yy += (y[i] - yMean) * (y[i] - yMean);
        xy += (x[i] - xMean) * (y[i] - yMean);
    }
    if (xx <= 0.0 || yy <= 0.0)
        return std::nullopt;
    return std::clamp(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0);
}

std::optional<ConfidenceInterval> pearsonInterval(double r, int n)
{
    if (n < 4 || !(std::abs(r) < 1.0))
        return std::nullopt;
    const double half = *normalQuantile(0.975) / std::sqrt(n - 3.0);
    const double z = std::atanh(r);
    return ConfidenceInterval{std::tanh(z - half), std::tanh(z + half)};
}

std::optional<double> spearman(std::span<const double> x, std::span<const double> y)
{
    return pearson(averageRanks(x), averageRanks(y));
}

std::optional<double> kendallTauB(std::span<const double> x, std::span<const double> y)
{
    if (x.size() != y.size() || x.size() < 2)
        return std::nullopt;
    double balance = 0.0;
    double xApart = 0.0;
    double yApart = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = i + 1; j < x.size(); ++j) {
            const int inX = sign(x[i] - x[j]);
            const int inY = sign(y[i] - y[j]);
            balance += inX * inY;
            xApart += std::abs(inX);
            yApart += std::abs(inY);
        }
    }
    if (xApart <= 0.0 || yApart <= 0.0)
        return std::nullopt;
    return balance / std::sqrt(xApart * yApart);
}
} // namespace gapscope::stats
