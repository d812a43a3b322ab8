// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_plot.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_marks_item.h"
#include "ui/charts/plot_ground_item.h"
#include "ui/charts/series_thinning.h"

#include <QGraphicsLayout>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLegend>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gapscope {
namespace {
constexpr double groundZ = -1;
constexpr double dataZ = 10;
constexpr double deepestZoom = 50.0;

QList<QPointF> toPoints(const std::vector<double> &x, const std::vector<double> &y)
{
    QList<QPointF> points;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
        points << QPointF(x[i], y[i]);
    return points;
}

/// QtCharts knows no labelled ticks that may repeat: frame and ground item draw those.
bool hasOwnTicks(const PlotAxis &axis)
{
    return !axis.isCategorical() && !axis.hidden && axis.ticks.empty();
}

Interval rangeOf(const PlotAxis &axis)
{
    if (axis.isCategorical())
        return {-0.5, static_cast<double>(axis.categories.size()) - 0.5};
    return axis.range;
}
} // namespace

ChartPlot::ChartPlot(const ChartSpec &spec, const ChartStyle &style, QGraphicsScene &scene)
    : m_spec(spec), m_style(style), m_marks(*this)
{
    const Interval x = rangeOf(m_spec.x);
    const Interval y = rangeOf(m_spec.y);
    m_home = QRectF(x.from, y.from, x.to - x.from, y.to - y.from);
    m_visible = m_home;
    if (m_spec.isEmpty())
        return;
    m_chart = new QChart;
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins(QMargins());
    m_chart->legend()->hide();
    scene.addItem(m_chart);
    m_ground = new PlotGroundItem(*this);
    m_ground->setZValue(groundZ);
    scene.addItem(m_ground);
    m_marksItem = new ChartMarksItem(*this);
    m_marksItem->setZValue(dataZ);
    scene.addItem(m_marksItem);
    addAxes();
    addSeries();
    m_marks.collect();
}

// The scene owns the items.
ChartPlot::~ChartPlot() = default;

void ChartPlot::addAxes()
{
    m_x = new QValueAxis;
    m_y = new QValueAxis;
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    const Theme &theme = m_style.theme;
    for (QValueAxis *axis : {m_x, m_y}) {
        const PlotAxis &from = axis == m_x ? m_spec.x : m_spec.y;
        axis->setGridLineVisible(hasOwnTicks(from));
        axis->setGridLinePen(QPen(theme.border, 0.7));
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
        // The frame writes the numbers: these know neither the minus sign nor that −0 is 0.
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
    }
    m_y->setReverse(m_spec.y.isCategorical());
}

void ChartPlot::addSeries()
{
    const Theme &theme = m_style.theme;
    // The series owns its axes' coordinates even where the chart has no line of its own.
    m_anchor = new QLineSeries;
    m_anchor->replace(QList<QPointF>{m_home.topLeft(), m_home.bottomRight()});
    m_anchor->setPen(QPen(Qt::NoPen));
    QList<QAbstractSeries *> all{m_anchor};
    for (const BandMark &band : m_spec.bands) {
        auto *upper = new QLineSeries;
        auto *lower = new QLineSeries;
        upper->replace(toPoints(band.x, band.upper));
        lower->replace(toPoints(band.x, band.lower));
        auto *area = new QAreaSeries(upper, lower);
        upper->setParent(area);
        lower->setParent(area);
        area->setPen(QPen(Qt::NoPen));
        area->setBrush(paleInk(band.ink, theme));
        all << area;
    }
    for (std::size_t i = 0; i < m_spec.lines.size(); ++i) {
        auto *series = new QLineSeries;
        all << series;
        m_lines.push_back(series);
    }
    for (QAbstractSeries *series : all) {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto &points = m_spec.lines[i].points;
        if (points.size() > longestUnthinned)
            continue;
        QList<QPointF> whole;
        for (const auto &[x, y] : points)
            whole << QPointF(x, y);
        m_lines[i]->replace(whole);
    }
}

/// Long lines hold what can be seen at this size and zoom.
void ChartPlot::thinLines()
{
    // Twice as fine as the scene: files are printed finer than a screen.
    const int columns = std::max(1, static_cast<int>(2 * m_layout.plot.width()));
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (const auto &points = m_spec.lines[i].points; points.size() > longestUnthinned)
            m_lines[i]->replace(thinnedLine(points, m_visible.left(), m_visible.right(), columns));
}

void ChartPlot::place(const PlotLayout &layout, QSizeF figure)
{
    m_layout = layout;
    if (!m_chart)
        return;
    m_chart->resize(figure);
    m_chart->setPlotArea(m_layout.plot);
    // In proportion to the text, for slides, but never hairlines.
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const LineMark &line = m_spec.lines[i];
        const double width = line.emphasised ? std::max(2.2, 0.19 * m_layout.base)
                                             : std::max(1.3, 0.11 * m_layout.base);
        m_lines[i]->setPen(dashedPen(inkColour(line.ink, m_style.theme), width, line.dash));
    }
    refresh();
}

void ChartPlot::setHomeRange(const QRectF &range)
{
    m_home = m_visible = range;
}

QRectF ChartPlot::allowed(QRectF range) const
{
    const double width = std::clamp(range.width(), m_home.width() / deepestZoom, m_home.width());
    const double height =
        std::clamp(range.height(), m_home.height() / deepestZoom, m_home.height());
    const QPointF centre = range.center();
    range = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height);
    range.moveLeft(std::clamp(range.left(), m_home.left(), m_home.right() - width));
    range.moveTop(std::clamp(range.top(), m_home.top(), m_home.bottom() - height));
    return range;
}

void ChartPlot::setVisibleRange(const QRectF &range)
{
    m_visible = allowed(range);
    refresh();
}

void ChartPlot::refresh()
{
    if (!m_chart)
        return;
    m_x->setRange(m_visible.left(), m_visible.right());
    m_y->setRange(m_visible.top(), m_visible.bottom());
    updateTicks();
    thinLines();
    // At once: a figure for a file is painted before the event loop would lay out the axes.
    m_chart->layout()->invalidate();
    m_chart->layout()->activate();
    m_marks.invalidate();
    m_ground->refresh();
    m_marksItem->refresh();
}

void ChartPlot::updateTicks()
{
    const auto set = [&](QValueAxis *axis, const PlotAxis &from, double low, double high,
                         double pixels, std::vector<AxisTick> &numbers) {
        numbers.clear();
        if (from.isCategorical())
            return;
        if (from.hidden || !from.ticks.empty()) {
            axis->setTickInterval(high - low);
            return;
        }
        const double step = tickStep(low, high, pixels, m_layout.base, from.minimumStep);
        axis->setTickInterval(step);
        const auto first = static_cast<std::int64_t>(std::ceil(low / step - 1e-9));
        const auto last = static_cast<std::int64_t>(std::floor(high / step + 1e-9));
        for (std::int64_t i = first; i <= last; ++i) {
            const double value = static_cast<double>(i) * step;
            numbers.push_back({value, utf8(tickLabel(value, step))});
        }
    };
    set(m_x, m_spec.x, m_visible.left(), m_visible.right(), m_layout.plot.width(), m_numbersX);
    // Numbers are wider than high, so an upright axis has room for more; equal axes tick equally.
    set(m_y, m_spec.y, m_visible.top(), m_visible.bottom(),
        m_layout.plot.height() * (m_spec.square ? 1.0 : 1.6), m_numbersY);
}

const std::vector<AxisTick> &ChartPlot::ticksX() const
{
    return m_spec.x.ticks.empty() ? m_numbersX : m_spec.x.ticks;
}

const std::vector<AxisTick> &ChartPlot::ticksY() const
{
    return m_spec.y.ticks.empty() ? m_numbersY : m_spec.y.ticks;
}

// QChart::mapToPosition() needs a painted series; the plot area is fixed, so this is the same.
QPointF ChartPlot::toScene(double x, double y) const
{
    const QRectF &plot = m_layout.plot;
    const double along = (x - m_visible.left()) / m_visible.width();
    const double up = (y - m_visible.top()) / m_visible.height();
    return {plot.left() + along * plot.width(), m_spec.y.isCategorical()
                                                    ? plot.top() + up * plot.height()
                                                    : plot.bottom() - up * plot.height()};
}

QPointF ChartPlot::toData(QPointF scene) const
{
    const QRectF &plot = m_layout.plot;
    const double along = (scene.x() - plot.left()) / plot.width();
    const double down = (scene.y() - plot.top()) / plot.height();
    const double up = m_spec.y.isCategorical() ? down : 1.0 - down;
    return {m_visible.left() + along * m_visible.width(),
            m_visible.top() + up * m_visible.height()};
}

double ChartPlot::markerRadius(const PointMark &point) const
{
    double unit = m_layout.base;
    if (m_spec.y.isCategorical())
        unit = std::min(unit, m_layout.plot.height() / m_visible.height());
    return 0.42 * unit * std::sqrt(point.area);
}

QRectF ChartPlot::boxOf(const BarMark &bar) const
{
    return QRectF(toScene(bar.x.from, bar.y.from), toScene(bar.x.to, bar.y.to)).normalized();
}

QLineF ChartPlot::lineOf(const ReferenceLine &line) const
{
    const QRectF &plot = m_layout.plot;
    const QPointF at = toScene(line.value, line.value);
    if (line.axis == ReferenceLine::Axis::X)
        return {at.x(), plot.bottom(), at.x(), plot.top()};
    return {plot.left(), at.y(), plot.right(), at.y()};
}

QPolygonF ChartPlot::outline(const PolygonMark &polygon) const
{
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(polygon.points.size()));
    for (const auto &[x, y] : polygon.points)
        points << toScene(x, y);
    return points;
}

void ChartPlot::setCurrentMark(int index)
{
    if (index == m_current)
        return;
    m_current = index;
    if (m_marksItem)
        m_marksItem->update();
}

void ChartPlot::setBrush(std::optional<QRectF> range)
{
    m_brush = range;
    if (m_marksItem)
        m_marksItem->update();
}

void ChartPlot::show(Part part)
{
    if (!m_chart)
        return;
    const bool withFrame = part == Part::All || part == Part::FrameOnly;
    const bool withData = part == Part::All || part == Part::DataOnly;
    m_ground->setVisible(withData);
    m_marksItem->setVisible(withData);
    // Series and axes are not hidden together: QtCharts lays its axes out from visible series.
    for (QAbstractSeries *series : m_chart->series())
        series->setOpacity(withData ? 1 : 0);
    m_x->setVisible(withFrame);
    m_y->setVisible(withFrame);
    m_chart->setOpacity(part == Part::Nothing ? 0 : 1);
}
} // namespace gapscope
