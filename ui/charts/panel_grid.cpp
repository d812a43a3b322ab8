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

/// Text of panels is not set smaller than this, in 1/96 inch (6 pt).
constexpr double smallestPanelText = 8.0;

/// As many as the chart wants.
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

bool haveData(const ChartSpec &spec, std::size_t a, std::size_t b)
{
    return !spec.panels[a].isEmpty() && !spec.panels[b].isEmpty();
}

/// Whether the labels of `b` would tell what `a` shows, were one below the other. The same
/// categories do wherever the panels stand.
bool agreeX(const ChartSpec &spec, std::size_t a, std::size_t b)
{
    return shareX(spec, a, b) ||
           (spec.grid.sharedX && haveData(spec, a, b) && spec.panels[a].x.isCategorical() &&
            isSameKind(spec.panels[a].x, spec.panels[b].x));
}

bool agreeY(const ChartSpec &spec, std::size_t a, std::size_t b)
{
    return shareY(spec, a, b) ||
           (spec.grid.sharedY && haveData(spec, a, b) && spec.panels[a].y.isCategorical() &&
            isSameKind(spec.panels[a].y, spec.panels[b].y));
}

/// Whether a panel below shows the labels of `a`, with nothing in between that has others.
bool isLabelledBelow(const ChartSpec &spec, std::size_t a, std::size_t columns)
{
    for (std::size_t b = a + columns; b < spec.panels.size(); b += columns) {
        if (agreeX(spec, a, b))
            return true;
        if (!spec.panels[b].isEmpty())
            return false;
    }
    return false;
}

bool isLabelledBefore(const ChartSpec &spec, std::size_t b, std::size_t columns)
{
    for (std::size_t a = b - b % columns; a < b; ++a)
        if (agreeY(spec, a, b))
            return true;
    return false;
}

/// Which labels each plot shows; shared axes of different kinds all have their own.
std::vector<PlotEdges> edgesOf(const ChartSpec &spec, std::size_t columns)
{
    if (spec.panels.empty())
        return {PlotEdges()};
    std::vector<PlotEdges> edges;
    for (std::size_t i = 0; i < spec.panels.size(); ++i)
        edges.push_back(
            {true, !isLabelledBelow(spec, i, columns), !isLabelledBefore(spec, i, columns)});
    return edges;
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
    return spec.grid.sharedX && a % columns == b % columns && haveData(spec, a, b) &&
           isSameKind(spec.panels[a].x, spec.panels[b].x);
}

bool shareY(const ChartSpec &spec, std::size_t a, std::size_t b)
{
    const std::size_t columns = columnsOf(spec);
    return spec.grid.sharedY && a / columns == b / columns && haveData(spec, a, b) &&
           isSameKind(spec.panels[a].y, spec.panels[b].y);
}

PanelGridLayout::PanelGridLayout(const ChartSpec &spec, double base, double width, double figure)
    : m_base(base), m_width(width), m_areInLine(spec.panels.empty() || spec.grid.sharedX)
{
    std::size_t columns = columnsOf(spec);
    while (!build(spec, columns, figure) && columns > 1)
        --columns;
}

/// False where a panel is too narrow for what it says.
bool PanelGridLayout::build(const ChartSpec &spec, std::size_t columns, double figure)
{
    const std::vector<const ChartSpec *> plots = plotsOf(spec);
    const std::vector<PlotEdges> edges = edgesOf(spec, columns);
    m_plots.clear();
    m_columns.assign(columns, {});
    m_rows.assign((plots.size() + columns - 1) / columns, {});
    weighRows(spec);
    const auto count = static_cast<double>(columns);
    const double cell = (m_width - (count - 1) * columnGap * m_base) / count;
    // Text in proportion to narrow panels, so that their axes have room.
    const double least = std::min(1.0, std::max(0.75, smallestPanelText / m_base));
    const double shrink =
        spec.panels.empty() ? 1.0 : std::clamp(cell / (24.0 * m_base), least, 1.0);
    for (std::size_t i = 0; i < plots.size(); ++i) {
        PlotMeasure plot(*plots[i], m_base * shrink, edges[i]);
        plot.setWidth(cell, spec.panels.empty() ? figure : cell);
        Track &column = m_columns[columnOf(i)];
        column.before = std::max(column.before, plot.left());
        column.after = std::max(column.after, plot.right());
        m_plots.push_back(std::move(plot));
    }
    m_plotWidth = std::max(leastPlot, (m_width - this->edges(m_columns, columnGap)) / count);
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        const Track &column = m_columns[columnOf(i)];
        m_plots[i].wrapTitles(column.before + m_plotWidth + column.after);
        m_plots[i].setPlotWidth(m_plotWidth + spare(i));
        Track &row = m_rows[rowOf(i)];
        row.before = std::max(row.before, m_plots[i].top());
        row.after = std::max(row.after, m_plots[i].bottom());
    }
    return std::all_of(m_plots.begin(), m_plots.end(),
                       [](const PlotMeasure &plot) { return plot.fits(); });
}

/// Weights count the rows of the chart's own grid; where there is one for every panel, also those
/// of panels below each other.
void PanelGridLayout::weighRows(const ChartSpec &spec)
{
    const std::vector<double> &weights = spec.grid.rowWeights;
    const bool isStacked = m_columns.size() == 1 && weights.size() >= m_rows.size();
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const std::size_t own = isStacked ? row : row * m_columns.size() / columnsOf(spec);
        if (own < weights.size())
            m_rows[row].weight = std::max(0.01, weights[own]);
    }
}

/// What a plot without common x axis has beside it for the texts of others of its column.
double PanelGridLayout::spare(std::size_t plot) const
{
    return m_areInLine ? 0.0 : m_columns[columnOf(plot)].after - m_plots[plot].right();
}

/// All that is not plot.
double PanelGridLayout::edges(const std::vector<Track> &tracks, double gap) const
{
    double sum = (static_cast<double>(tracks.size()) - 1) * gap * m_base;
    for (const Track &track : tracks)
        sum += track.before + track.after;
    return sum;
}

double PanelGridLayout::neededHeight(double least, bool grown) const
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
        unit = std::max(unit, m_plots[i].neededHeight(least * weight / heaviest, grown) / weight);
    }
    return unit * weights + edges(m_rows, rowGap);
}

/// What a column of squares cannot use at the height of its rows goes to the others.
std::vector<double> PanelGridLayout::widths(double highestRow)
{
    std::vector<double> widths(m_columns.size(), m_plotWidth);
    std::vector<bool> isSquare(m_columns.size(), true);
    for (std::size_t i = 0; i < m_plots.size(); ++i)
        isSquare[columnOf(i)] = isSquare[columnOf(i)] && m_plots[i].isSquare();
    const auto others = static_cast<double>(std::count(isSquare.begin(), isSquare.end(), false));
    if (others == 0.0)
        return widths;
    const double side = std::min(m_plotWidth, highestRow);
    const double more =
        (m_plotWidth - side) * (static_cast<double>(m_columns.size()) - others) / others;
    for (std::size_t column = 0; column < widths.size(); ++column)
        widths[column] = isSquare[column] ? side : m_plotWidth + more;
    for (std::size_t i = 0; i < m_plots.size() && more > 0.0; ++i)
        m_plots[i].setPlotWidth(widths[columnOf(i)] + spare(i));
    return widths;
}

std::vector<PlotLayout> PanelGridLayout::place(QPointF topLeft, double height)
{
    double weights = 0.0;
    double heaviest = 0.0;
    for (const Track &row : m_rows) {
        weights += row.weight;
        heaviest = std::max(heaviest, row.weight);
    }
    const double room = height - edges(m_rows, rowGap);
    const std::vector<double> plotWidths = widths(std::max(leastPlot, room * heaviest / weights));
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
            const double width = track.before + plotWidths[column] + track.after;
            const QRectF plot(left + track.before, top + m_rows[row].before,
                              plotWidths[column] + spare(i), plotHeight);
            placed.push_back(m_plots[i].place(QRectF(left, top, width, rowHeight), plot));
            left += width + columnGap * m_base;
        }
        top += rowHeight + rowGap * m_base;
    }
    return placed;
}
} // namespace gapscope
