// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/panel_grid.h"

#include <algorithm>

namespace gapscope {
namespace {
/// Between panels, in text sizes.
constexpr double columnGap = 1.6;
constexpr double rowGap = 1.0;
/// A plot has some room, come what may.
constexpr double leastPlot = 10.0;

std::size_t columnsOf(const ChartSpec &spec)
{
    if (spec.panels.empty())
        return 1;
    return static_cast<std::size_t>(
        std::clamp(spec.grid.columns, 1, static_cast<int>(spec.panels.size())));
}

bool isSameKind(const PlotAxis &a, const PlotAxis &b)
{
    return a.categories == b.categories && a.hidden == b.hidden &&
           a.ticks.empty() == b.ticks.empty();
}
} // namespace

std::vector<const ChartSpec *> plotsOf(const ChartSpec &spec)
{
    if (spec.isEmpty())
        return {};
    if (spec.panels.empty())
        return {&spec};
    std::vector<const ChartSpec *> plots;
    for (const ChartSpec &panel : spec.panels)
        plots.push_back(&panel);
    return plots;
}

bool shareX(const ChartSpec &spec, std::size_t a, std::size_t b)
{
    const std::size_t columns = columnsOf(spec);
    return spec.grid.sharedX && a % columns == b % columns && !spec.panels[a].isEmpty() &&
           !spec.panels[b].isEmpty() && isSameKind(spec.panels[a].x, spec.panels[b].x);
}

bool shareY(const ChartSpec &spec, std::size_t a, std::size_t b)
{
    const std::size_t columns = columnsOf(spec);
    return spec.grid.sharedY && a / columns == b / columns && !spec.panels[a].isEmpty() &&
           !spec.panels[b].isEmpty() && isSameKind(spec.panels[a].y, spec.panels[b].y);
}

std::vector<PlotEdges> edgesOf(const ChartSpec &spec)
{
    if (spec.panels.empty())
        return {PlotEdges()};
    std::vector<PlotEdges> edges(spec.panels.size(), PlotEdges{true, true, true});
    for (std::size_t a = 0; a < edges.size(); ++a)
        for (std::size_t b = a + 1; b < edges.size(); ++b) {
            edges[a].labelsX = edges[a].labelsX && !shareX(spec, a, b);
            edges[b].labelsY = edges[b].labelsY && !shareY(spec, a, b);
        }
    return edges;
}

PanelGridLayout::PanelGridLayout(const ChartSpec &spec, double base, double width, double figure)
    : m_base(base), m_width(width)
{
    const std::vector<const ChartSpec *> plots = plotsOf(spec);
    const std::vector<PlotEdges> edges = edgesOf(spec);
    m_columns.resize(columnsOf(spec));
    m_rows.resize((plots.size() + m_columns.size() - 1) / m_columns.size());
    for (std::size_t row = 0; row < std::min(m_rows.size(), spec.grid.rowWeights.size()); ++row)
        m_rows[row].weight = std::max(0.01, spec.grid.rowWeights[row]);
    const auto count = static_cast<double>(m_columns.size());
    const double cell = (width - (count - 1) * columnGap * base) / count;
    // Text in proportion to narrow panels, so that their axes have room.
    const double shrink = spec.panels.empty() ? 1.0 : std::clamp(cell / (24.0 * base), 0.75, 1.0);
    for (std::size_t i = 0; i < plots.size(); ++i) {
        PlotMeasure plot(*plots[i], base * shrink, edges[i]);
        plot.setWidth(cell, spec.panels.empty() ? figure : cell);
        Track &column = m_columns[columnOf(i)];
        column.before = std::max(column.before, plot.left());
        column.after = std::max(column.after, plot.right());
        m_plots.push_back(std::move(plot));
    }
    m_plotWidth = std::max(leastPlot, (width - this->edges(m_columns, columnGap)) / count);
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        m_plots[i].setPlotWidth(m_plotWidth);
        Track &row = m_rows[rowOf(i)];
        row.before = std::max(row.before, m_plots[i].top());
        row.after = std::max(row.after, m_plots[i].bottom());
    }
}

/// All that is not plot.
double PanelGridLayout::edges(const std::vector<Track> &tracks, double gap) const
{
    double sum = (static_cast<double>(tracks.size()) - 1) * gap * m_base;
    for (const Track &track : tracks)
        sum += track.before + track.after;
    return sum;
}

double PanelGridLayout::neededHeight(double least) const
{
    double weights = 0.0;
    double heaviest = 0.0;
    for (const Track &row : m_rows) {
        weights += row.weight;
        heaviest = std::max(heaviest, row.weight);
    }
    // What one unit of weight needs.
    double unit = 0.0;
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        const double weight = m_rows[rowOf(i)].weight;
        unit = std::max(unit, m_plots[i].rowsHeight().value_or(least * weight / heaviest) / weight);
    }
    return unit * weights + edges(m_rows, rowGap);
}

std::vector<PlotLayout> PanelGridLayout::place(QPointF topLeft, double height)
{
    double weights = 0.0;
    for (const Track &row : m_rows)
        weights += row.weight;
    const double room = height - edges(m_rows, rowGap);
    std::vector<PlotLayout> placed;
    double top = topLeft.y();
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const double plotHeight = std::max(leastPlot, room * m_rows[row].weight / weights);
        const double rowHeight = m_rows[row].before + plotHeight + m_rows[row].after;
        double left = topLeft.x();
        for (std::size_t column = 0; column < m_columns.size(); ++column) {
            const std::size_t i = row * m_columns.size() + column;
            if (i >= m_plots.size())
                break;
            const Track &track = m_columns[column];
            const double width = track.before + m_plotWidth + track.after;
            const QRectF plot(left + track.before, top + m_rows[row].before, m_plotWidth,
                              plotHeight);
            placed.push_back(m_plots[i].place(QRectF(left, top, width, rowHeight), plot));
            left += width + columnGap * m_base;
        }
        top += rowHeight + rowGap * m_base;
    }
    return placed;
}
} // namespace gapscope
