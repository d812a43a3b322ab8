// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_figure.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace gapscope {
namespace {
/// Type 7 of Hyndman and Fan (1996), the default of R and numpy; `sorted` is not empty.
double quantile(const std::vector<double> &sorted, double share)
{
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}
} // namespace

Quantiles quantilesOf(std::vector<double> values)
{
    Quantiles result;
    if (values.empty())
        return result;
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    result.n = static_cast<int>(values.size());
    result.low = quantile(values, 0.1);
    result.median = quantile(values, 0.5);
    result.high = quantile(values, 0.9);
    result.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.sd = std::sqrt(squares / n);
    return result;
}

void FigureBuilder::add(const TaskKey &task, double value)
{
    Figure::Part &part = m_figure.byTask[task];
    part.sum += value;
    ++part.n;
    m_figure.events += value > 0.0 ? 1 : 0;
    m_values.push_back(value);
}

Figure FigureBuilder::finish() &&
{
    Quantiles all = quantilesOf(std::move(m_values));
    m_figure.n = all.n;
    m_figure.mean = all.mean;
    if (m_figure.info.counts == "dialogues")
        m_figure.quantiles = all;
    return std::move(m_figure);
}
} // namespace gapscope
