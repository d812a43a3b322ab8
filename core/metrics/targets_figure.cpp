// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_figure.h"

#include "core/stats/summary.h"

#include <cmath>
#include <utility>

namespace gapscope {
Quantiles quantilesOf(const std::vector<double> &values)
{
    if (values.empty())
        return {};
    const std::vector<double> ascending = stats::sorted(values);
    return {static_cast<int>(values.size()),
            *stats::quantileOfSorted(ascending, 0.1),
            *stats::quantileOfSorted(ascending, 0.5),
            *stats::quantileOfSorted(ascending, 0.9),
            *stats::mean(values),
            std::sqrt(*stats::populationVariance(values))};
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
    Quantiles all = quantilesOf(m_values);
    m_figure.n = all.n;
    m_figure.mean = all.mean;
    if (m_figure.info.counts == "dialogues")
        m_figure.quantiles = all;
    return std::move(m_figure);
}
} // namespace gapscope
