// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_layout.h"

#include "ui/base/qstring.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gapscope {
namespace {
/// Lines of text a row of a categorical y axis is given.
constexpr double comfortableRow = 1.3;
/// Pixels of 1/96 inch; smaller text cannot be read in print.
constexpr double smallestFont = 5.0;
/// Around an axis without labels.
constexpr double bareEdge = 0.5;
/// Text of numbers in cells; smaller ones are left out.
constexpr double smallestCellText = 5.5;
/// In text sizes: what a plot of numbers, a column of cells and a plane without axes need.
constexpr double leastNumbers = 10.0;
constexpr double leastCell = 1.1;
constexpr double leastPlane = 16.0;
constexpr double leastSquare = 20.0;
/// A square is not higher, however wide its figure.
constexpr double largestSquare = 28.0;
/// Row labels may take this many times the width they are given, that is two lines.
constexpr double mostWrapped = 1.7;
constexpr qsizetype mostTitleLines = 2;

bool isHeading(const PlotAxis &axis, std::size_t category)
{
    return std::find(axis.headings.begin(), axis.headings.end(), static_cast<int>(category)) !=
           axis.headings.end();
}

bool hasNumbers(const PlotAxis &axis)
{
    return !axis.isCategorical() && !axis.hidden;
}
} // namespace

PlotMeasure::PlotMeasure(const ChartSpec &spec, double base, PlotEdges edges) : m_spec(spec)
{
    m_out.edges = edges;
    m_out.base = base;
    m_out.titleFont = chartFont(base, true);
    m_out.textFont = chartFont(base);
    m_out.smallFont = chartFont(base * 0.85);
    m_out.rowFont = m_out.textFont;
    m_out.headingFont = chartFont(base, true);
    m_out.columnFont = m_out.textFont;
}

void PlotMeasure::setWidth(double cell, double figure)
{
    m_out.cell.setWidth(cell);
    m_left = m_right = 0.0;
    if (m_spec.isEmpty())
        return;
    const PlotAxis &y = m_spec.y;
    if (!m_out.edges.labelsY || y.hidden) {
        m_left = bareEdge * m_out.base;
    } else if (y.isCategorical()) {
        double widest = 0.0;
        for (std::size_t i = 0; i < y.categories.size(); ++i)
            widest =
                std::max(widest, textWidth(qs(y.categories[i]),
                                           isHeading(y, i) ? m_out.headingFont : m_out.textFont));
        m_widestRowLabel = widest;
        m_rowLabelWidth = std::min(widest + 1.0, 0.34 * figure);
        m_left = m_rowLabelWidth + 0.7 * m_out.base;
    } else {
        m_left = numbersWidth() + 0.8 * m_out.base;
    }
    measureColumns(cell, figure);
}

void PlotMeasure::wrapTitles(double width)
{
    if (m_out.edges.isPanel && !m_spec.title.empty())
        m_out.title.text = wrapText(qs(m_spec.title), m_out.titleFont, width);
    if (m_spec.isEmpty())
        return;
    if (hasNumbers(m_spec.y) && m_out.edges.labelsY)
        m_out.yTitle.text = wrapText(axisTitle(m_spec.y), m_out.textFont, width);
    if (hasNumbers(m_spec.x) && m_out.edges.labelsX)
        m_out.xTitle.text = wrapText(axisTitle(m_spec.x), m_out.textFont, width);
}

double PlotMeasure::leastPlotWidth() const
{
    const PlotAxis &x = m_spec.x;
    if (x.hidden)
        return leastPlane * m_out.base;
    if (x.isCategorical()) {
        double cell = leastCell * m_out.base;
        for (const BarMark &bar : m_spec.bars)
            if (bar.labelPlace == BarMark::LabelPlace::Centre && m_spec.y.isCategorical())
                cell = std::max(cell, textWidth(qs(bar.label), chartFont(smallestCellText)) + 4.0);
        return cell * static_cast<double>(x.categories.size());
    }
    const double labels =
        std::accumulate(x.ticks.begin(), x.ticks.end(), 0.0, [&](double sum, const AxisTick &tick) {
            return sum + textWidth(qs(tick.label), m_out.textFont) + 0.5 * m_out.base;
        });
    return std::max((m_spec.square ? leastSquare : leastNumbers) * m_out.base, labels);
}

bool PlotMeasure::fits() const
{
    if (m_out.title.text.lines.size() > mostTitleLines)
        return false;
    if (m_spec.isEmpty())
        return true;
    return m_out.xTitle.text.lines.size() <= mostTitleLines &&
           m_out.yTitle.text.lines.size() <= mostTitleLines &&
           m_widestRowLabel <= mostWrapped * m_rowLabelWidth && m_plotWidth >= leastPlotWidth();
}

/// Of the labels left of an upright axis.
double PlotMeasure::numbersWidth() const
{
    const PlotAxis &y = m_spec.y;
    if (!y.ticks.empty()) {
        double widest = 0.0;
        for (const AxisTick &tick : y.ticks)
            widest = std::max(widest, textWidth(qs(tick.label), m_out.textFont));
        return widest;
    }
    // An upright axis has about eight steps.
    const double step = tickStep(y.range.from, y.range.to, 8 * 4.5, 1.0, y.minimumStep);
    double widest = textWidth(QStringLiteral("100"), m_out.textFont);
    for (const double end : {y.range.from, y.range.to}) {
        const double tick = std::trunc(end / step) * step;
        widest = std::max(widest, textWidth(tickLabel(tick, step), m_out.textFont));
    }
    return widest;
}

void PlotMeasure::measureColumns(double cell, double figure)
{
    const auto widthOf = [&](const SideColumn &column) {
        double width = textWidth(qs(column.title), m_out.headingFont);
        for (const std::string &text : column.cells)
            width = std::max(width, textWidth(qs(text), m_out.textFont));
        return width + 1.1 * m_out.base;
    };
    double all = 0.0;
    double needed = 0.0;
    for (const SideColumn &column : m_spec.columns) {
        all += widthOf(column);
        needed += column.optional ? 0.0 : widthOf(column);
    }
    const bool withOptional = cell - m_left - all > 0.3 * figure;
    m_right = withOptional ? all : needed;
    m_out.columns.clear();
    double x = 0.0;
    for (std::size_t i = 0; i < m_spec.columns.size(); ++i) {
        const SideColumn &column = m_spec.columns[i];
        if (column.optional && !withOptional)
            continue;
        const double width = widthOf(column);
        m_out.columns.push_back({x, width, static_cast<int>(i)});
        x += width;
    }
    if (m_out.columns.empty())
        m_right += 0.6 * m_out.base;
}

void PlotMeasure::setPlotWidth(double width)
{
    m_plotWidth = width;
    const PlotAxis &x = m_spec.x;
    m_bottom = bareEdge * m_out.base;
    m_out.columnsBelow.clear();
    m_out.turned = false;
    if (m_spec.isEmpty() || !m_out.edges.labelsX || x.hidden)
        return;
    if (x.isCategorical()) {
        wrapColumnsBelow(width);
        return;
    }
    const double line = lineHeight(m_out.textFont);
    const bool hasTitle = !m_out.edges.isPanel || !axisTitle(x).isEmpty();
    const double title = hasTitle ? std::max(line, m_out.xTitle.text.height) : 0.0;
    m_bottom = line + title + 1.1 * m_out.base;
}

void PlotMeasure::wrapColumnsBelow(double width)
{
    const PlotAxis &x = m_spec.x;
    const double cell = width / static_cast<double>(x.categories.size());
    double tallest = 0.0;
    for (const std::string &category : x.categories) {
        const WrappedText text = wrapText(qs(category), m_out.columnFont, cell - 0.6 * m_out.base);
        const WrappedText free = wrapText(qs(category), m_out.columnFont, 1e6);
        m_out.turned = m_out.turned || text.lines.size() > 3 ||
                       (text.lines.size() > 1 && cell < 4.5 * m_out.base) || free.width > 3 * cell;
        tallest = std::max(tallest, text.height);
        m_out.columnsBelow.push_back(text);
    }
    if (m_out.turned) {
        m_out.columnFont = chartFont(std::clamp(cell * 0.8, smallestFont, m_out.base));
        tallest = 0.0;
        m_out.columnsBelow.clear();
        for (const std::string &category : x.categories) {
            m_out.columnsBelow.push_back(wrapText(qs(category), m_out.columnFont, 1e6));
            tallest = std::max(tallest, m_out.columnsBelow.back().width);
        }
    }
    m_bottom = tallest + 0.8 * m_out.base;
}

double PlotMeasure::titleHeight() const
{
    return m_out.title.text.lines.isEmpty() ? 0.0 : m_out.title.text.height + 0.25 * m_out.base;
}

/// Over the plot: the titles of the side columns, or of an upright axis of numbers.
double PlotMeasure::headHeight() const
{
    const double line = lineHeight(m_out.titleFont);
    const bool hasTitle =
        hasNumbers(m_spec.y) &&
        (!m_out.edges.isPanel || (m_out.edges.labelsY && !m_spec.y.title.empty()));
    if (m_spec.isEmpty() || (m_spec.columns.empty() && !hasTitle))
        return 0.0;
    return std::max(line, m_out.yTitle.text.height) + headGap();
}

/// The topmost number of an upright axis reaches half a line over the plot.
double PlotMeasure::headGap() const
{
    const bool hasTopNumber = hasNumbers(m_spec.y) && m_out.edges.labelsY;
    return 0.3 * m_out.base + (hasTopNumber ? 0.5 * lineHeight(m_out.textFont) : 0.0);
}

double PlotMeasure::neededHeight(double least, bool grown) const
{
    if (m_spec.isEmpty())
        return least;
    if (m_spec.square && grown)
        return std::max(least, std::min(m_plotWidth, largestSquare * m_out.base));
    if (!m_spec.y.isCategorical())
        return least;
    return comfortableRow * lineHeight(m_out.textFont) *
           static_cast<double>(m_spec.y.categories.size());
}

PlotLayout PlotMeasure::place(const QRectF &cell, const QRectF &plot)
{
    m_out.cell = cell;
    m_out.plot = plot;
    m_out.title.box = QRectF(cell.left(), cell.top(), cell.width(), m_out.title.text.height);
    if (m_spec.isEmpty())
        return m_out;
    for (PlotLayout::Column &column : m_out.columns)
        column.left += plot.right();
    if (m_spec.square)
        makeSquare();
    fitRows();
    placeTitles();
    return m_out;
}

void PlotMeasure::makeSquare()
{
    const double side = std::min(m_out.plot.width(), m_out.plot.height());
    const QPointF centre = m_out.plot.center();
    m_out.plot = QRectF(centre.x() - side / 2, m_out.plot.top(), side, side);
}

/// Takes the largest font at which every wrapped label fits its row.
void PlotMeasure::fitRows()
{
    const PlotAxis &y = m_spec.y;
    m_out.rows.clear();
    if (!y.isCategorical() || y.hidden)
        return;
    const double row = m_out.plot.height() / static_cast<double>(y.categories.size());
    for (double size = m_out.base;; size -= 0.5) {
        m_out.rowFont = chartFont(size);
        m_out.headingFont = chartFont(size, true);
        m_out.rows.clear();
        double tallest = 0.0;
        for (std::size_t i = 0; i < y.categories.size(); ++i) {
            const QString label = m_out.edges.labelsY ? qs(y.categories[i]) : QString();
            m_out.rows.push_back(wrapText(
                label, isHeading(y, i) ? m_out.headingFont : m_out.rowFont, m_rowLabelWidth));
            tallest = std::max(tallest, m_out.rows.back().height);
        }
        if (tallest <= row || size <= smallestFont)
            return;
    }
}

void PlotMeasure::placeTitles()
{
    const QRectF &cell = m_out.cell;
    const QRectF &plot = m_out.plot;
    const double line = lineHeight(m_out.textFont);
    if (!m_out.xTitle.text.lines.isEmpty()) {
        m_out.xTitle.box = QRectF(cell.left(), plot.bottom() + line + 0.8 * m_out.base,
                                  cell.width(), m_out.xTitle.text.height);
        // Centred under the plot, but never beyond the cell.
        const double half = m_out.xTitle.text.width / 2;
        const double centre = std::clamp(plot.center().x(), cell.left() + half,
                                         std::max(cell.left() + half, cell.right() - half));
        m_out.xTitle.box.moveCenter(QPointF(centre, m_out.xTitle.box.center().y()));
    }
    if (!m_out.yTitle.text.lines.isEmpty()) {
        const double height = m_out.yTitle.text.height;
        m_out.yTitle.box =
            QRectF(cell.left(), plot.top() - height - headGap(), cell.width(), height);
        if (m_spec.square)
            m_out.yTitle.box.moveLeft(std::max(
                cell.left(), std::min(plot.left(), cell.right() - m_out.yTitle.text.width)));
    }
}

double tickStep(double from, double to, double pixels, double base, double minimum)
{
    const double ticks = std::max(2.0, pixels / (4.5 * base));
    const double raw = std::max((to - from) / ticks, 1e-9);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const auto count = [&](double step) {
        return std::floor(to / step + 1e-9) - std::ceil(from / step - 1e-9) + 1.0;
    };
    // One number alone gives no scale: rather closer than far apart.
    double step = 10.0 * power;
    for (const double factor : {5.0, 2.0, 1.0, 0.5, 0.2})
        if (factor * power >= raw * 0.999 || count(step) < 2.0)
            step = factor * power;
    return std::max(step, minimum);
}

int decimalsOf(double step)
{
    return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

QString tickLabel(double value, double step)
{
    const QString digits = QString::number(std::abs(value), 'f', decimalsOf(step));
    const bool isZero = std::abs(value) < step / 2;
    return value < 0 && !isZero ? QStringLiteral("−") + digits : digits;
}

QString axisTitle(const PlotAxis &axis)
{
    const QString title = qs(axis.title);
    return axis.unit.empty() ? title : QStringLiteral("%1 (%2)").arg(title, qs(axis.unit));
}
} // namespace gapscope
