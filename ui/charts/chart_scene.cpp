// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_scene.h"

#include "ui/charts/chart_frame_item.h"
#include "ui/charts/chart_marks_item.h"

#include <QGraphicsLayout>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLegend>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gapscope {
namespace {
constexpr double dataZ = 10;

QList<QPointF> toPoints(const std::vector<double> &x, const std::vector<double> &y)
{
    QList<QPointF> points;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
        points << QPointF(x[i], y[i]);
    return points;
}

Interval rangeOf(const PlotAxis &axis)
{
    if (axis.isCategorical())
        return {-0.5, static_cast<double>(axis.categories.size()) - 0.5};
    return axis.range;
}

double distanceToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double t =
        length > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / length, 0.0, 1.0) : 0.0;
    const QPointF off = p - (a + t * along);
    return std::hypot(off.x(), off.y());
}
} // namespace

ChartScene::ChartScene(ChartSpec spec, ChartStyle style)
    : m_spec(std::move(spec)), m_style(std::move(style))
{
    setBackgroundBrush(m_style.theme.page);
    const Interval x = rangeOf(m_spec.x);
    const Interval y = rangeOf(m_spec.y);
    m_home = QRectF(x.from, y.from, x.to - x.from, y.to - y.from);
    m_visible = m_home;

    m_chart = new QChart;
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins(QMargins());
    m_chart->legend()->hide();
    addItem(m_chart);
    m_frame = new ChartFrameItem(*this);
    addItem(m_frame);
    m_marksItem = new ChartMarksItem(*this);
    m_marksItem->setZValue(dataZ);
    addItem(m_marksItem);
    if (m_spec.isEmpty()) {
        m_chart->hide();
        return;
    }
    addAxes();
    addSeries();
    collectMarks();
}

ChartScene::~ChartScene() = default;

void ChartScene::addAxes()
{
    m_x = new QValueAxis;
    m_y = new QValueAxis;
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    const Theme &theme = m_style.theme;
    for (QValueAxis *axis : {m_x, m_y}) {
        const bool isCategorical =
            axis == m_x ? m_spec.x.isCategorical() : m_spec.y.isCategorical();
        axis->setLabelsVisible(!isCategorical);
        axis->setGridLineVisible(!isCategorical);
        axis->setGridLinePen(QPen(theme.border, 0.7));
        axis->setLinePen(QPen(isCategorical ? theme.border : theme.mutedText, 0.9));
        axis->setLabelsBrush(theme.text);
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
        axis->setTruncateLabels(false);
        if (isCategorical)
            axis->setLineVisible(false);
    }
    m_y->setReverse(m_spec.y.isCategorical());
}

void ChartScene::addSeries()
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
    for (const LineMark &line : m_spec.lines) {
        auto *series = new QLineSeries;
        QList<QPointF> points;
        for (const auto &[x, y] : line.points)
            points << QPointF(x, y);
        series->replace(points);
        series->setPen(
            dashedPen(inkColour(line.ink, theme), line.emphasised ? 2.2 : 1.3, line.dash));
        all << series;
    }
    for (QAbstractSeries *series : all) {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
}

void ChartScene::resize(QSizeF size)
{
    setSceneRect(QRectF(QPointF(), size));
    m_layout = layOut(m_spec, m_style, size);
    m_chart->resize(size);
    if (!m_spec.isEmpty()) {
        m_chart->setPlotArea(m_layout.plot);
        m_x->setLabelsFont(m_layout.textFont);
        m_y->setLabelsFont(m_layout.textFont);
    }
    refresh();
}

void ChartScene::setVisibleRange(QRectF range)
{
    const double width = std::clamp(range.width(), m_home.width() / 50, m_home.width());
    const double height = std::clamp(range.height(), m_home.height() / 50, m_home.height());
    const QPointF centre = range.center();
    range = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height);
    range.moveLeft(std::clamp(range.left(), m_home.left(), m_home.right() - width));
    range.moveTop(std::clamp(range.top(), m_home.top(), m_home.bottom() - height));
    m_visible = range;
    refresh();
}

void ChartScene::refresh()
{
    if (m_x) {
        m_x->setRange(m_visible.left(), m_visible.right());
        m_y->setRange(m_visible.top(), m_visible.bottom());
        updateTicks();
    }
    // At once: a figure for a file is painted before the event loop would lay out the axes.
    m_chart->layout()->invalidate();
    m_chart->layout()->activate();
    m_frame->refresh();
    m_marksItem->refresh();
}

void ChartScene::updateTicks()
{
    const auto set = [&](QValueAxis *axis, const PlotAxis &from, double low, double high,
                         double pixels) {
        if (from.isCategorical())
            return;
        const double step = tickStep(low, high, pixels, m_layout.base, from.minimumStep);
        axis->setTickInterval(step);
        axis->setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(step)));
    };
    set(m_x, m_spec.x, m_visible.left(), m_visible.right(), m_layout.plot.width());
    // Numbers are wider than high, so an upright axis has room for more; equal axes tick equally.
    set(m_y, m_spec.y, m_visible.top(), m_visible.bottom(),
        m_layout.plot.height() * (m_spec.square ? 1.0 : 1.6));
}

// QChart::mapToPosition() needs a painted series; the plot area is fixed, so this is the same.
QPointF ChartScene::toScene(double x, double y) const
{
    const QRectF &plot = m_layout.plot;
    const double along = (x - m_visible.left()) / m_visible.width();
    const double up = (y - m_visible.top()) / m_visible.height();
    return {plot.left() + along * plot.width(), m_spec.y.isCategorical()
                                                    ? plot.top() + up * plot.height()
                                                    : plot.bottom() - up * plot.height()};
}

QPointF ChartScene::toData(QPointF scene) const
{
    const QRectF &plot = m_layout.plot;
    const double along = (scene.x() - plot.left()) / plot.width();
    const double down = (scene.y() - plot.top()) / plot.height();
    const double up = m_spec.y.isCategorical() ? down : 1.0 - down;
    return {m_visible.left() + along * m_visible.width(),
            m_visible.top() + up * m_visible.height()};
}

void ChartScene::collectMarks()
{
    const auto add = [&](MarkRef::Kind kind, const auto &marks) {
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (!marks[i].info.tip.empty())
                m_marks.push_back({kind, static_cast<int>(i)});
    };
    add(MarkRef::Kind::Bar, m_spec.bars);
    add(MarkRef::Kind::Segment, m_spec.segments);
    add(MarkRef::Kind::Point, m_spec.points);
    // Reading order: row by row where there are rows, else from left to right.
    const bool byRow = m_spec.y.isCategorical();
    std::stable_sort(m_marks.begin(), m_marks.end(), [&](const MarkRef &a, const MarkRef &b) {
        const QPointF p = anchor(a);
        const QPointF q = anchor(b);
        if (byRow && std::lround(p.y()) != std::lround(q.y()))
            return p.y() < q.y();
        return p.x() < q.x();
    });
}

/// The middle of a mark in axis units.
QPointF ChartScene::anchor(const MarkRef &ref) const
{
    const auto index = static_cast<std::size_t>(ref.index);
    switch (ref.kind) {
    case MarkRef::Kind::Bar: {
        const BarMark &bar = m_spec.bars[index];
        return {(bar.x.from + bar.x.to) / 2, (bar.y.from + bar.y.to) / 2};
    }
    case MarkRef::Kind::Segment: {
        const SegmentMark &segment = m_spec.segments[index];
        return {(segment.x1 + segment.x2) / 2, (segment.y1 + segment.y2) / 2};
    }
    case MarkRef::Kind::Point:
        return {m_spec.points[index].x, m_spec.points[index].y};
    }
    return {};
}

const MarkInfo &ChartScene::mark(int index) const
{
    const MarkRef &ref = m_marks.at(static_cast<std::size_t>(index));
    const auto at = static_cast<std::size_t>(ref.index);
    switch (ref.kind) {
    case MarkRef::Kind::Bar:
        return m_spec.bars[at].info;
    case MarkRef::Kind::Segment:
        return m_spec.segments[at].info;
    case MarkRef::Kind::Point:
        break;
    }
    return m_spec.points[at].info;
}

QPointF ChartScene::markPosition(int index) const
{
    const QPointF at = anchor(m_marks.at(static_cast<std::size_t>(index)));
    return toScene(at.x(), at.y());
}

double ChartScene::markerRadius(const PointMark &point) const
{
    double unit = m_layout.base;
    if (m_spec.y.isCategorical())
        unit = std::min(unit, m_layout.plot.height() / m_visible.height());
    return 0.42 * unit * std::sqrt(point.area);
}

QRectF ChartScene::markBox(int index) const
{
    const MarkRef &ref = m_marks.at(static_cast<std::size_t>(index));
    const auto at = static_cast<std::size_t>(ref.index);
    if (ref.kind == MarkRef::Kind::Bar) {
        const BarMark &bar = m_spec.bars[at];
        return QRectF(toScene(bar.x.from, bar.y.from), toScene(bar.x.to, bar.y.to)).normalized();
    }
    if (ref.kind == MarkRef::Kind::Segment) {
        const SegmentMark &segment = m_spec.segments[at];
        return QRectF(toScene(segment.x1, segment.y1), toScene(segment.x2, segment.y2))
            .normalized();
    }
    const double r = markerRadius(m_spec.points[at]);
    return QRectF(markPosition(index) - QPointF(r, r), QSizeF(2 * r, 2 * r));
}

/// 0 on the mark; infinite where it is out of reach. Points win over what lies under them.
double ChartScene::distance(const MarkRef &ref, QPointF scene) const
{
    constexpr double reach = 5.0;
    constexpr double never = std::numeric_limits<double>::infinity();
    const auto at = static_cast<std::size_t>(ref.index);
    if (ref.kind == MarkRef::Kind::Bar) {
        const BarMark &bar = m_spec.bars[at];
        const QRectF box =
            QRectF(toScene(bar.x.from, bar.y.from), toScene(bar.x.to, bar.y.to)).normalized();
        return box.adjusted(-1, 0, 1, 0).contains(scene) ? 3 * reach : never;
    }
    if (ref.kind == MarkRef::Kind::Segment) {
        const SegmentMark &segment = m_spec.segments[at];
        const double d = distanceToSegment(scene, toScene(segment.x1, segment.y1),
                                           toScene(segment.x2, segment.y2));
        return d <= reach ? reach + d : never;
    }
    const PointMark &point = m_spec.points[at];
    const QPointF off = scene - toScene(point.x, point.y);
    const double d = std::hypot(off.x(), off.y());
    const double radius = markerRadius(point);
    return d <= radius + reach ? reach * d / (radius + reach) : never;
}

int ChartScene::markAt(QPointF scene) const
{
    if (!m_layout.plot.contains(scene))
        return -1;
    int found = -1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const double d = distance(m_marks[i], scene);
        if (d < least) {
            least = d;
            found = static_cast<int>(i);
        }
    }
    return found;
}

void ChartScene::setCurrentMark(int index)
{
    m_current = index >= 0 && index < markCount() ? index : -1;
    m_marksItem->update();
}

void ChartScene::renderAll(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_layout.textFont); // else an SVG names the default family with every shape
    render(&painter, sceneRect(), sceneRect());
}

void ChartScene::drawFrameOnly(QPainter &painter)
{
    m_marksItem->hide();
    // Not hidden: QtCharts lays its axes out from the visible series.
    for (QAbstractSeries *series : m_chart->series())
        series->setOpacity(0);
    renderAll(painter);
    for (QAbstractSeries *series : m_chart->series())
        series->setOpacity(1);
    m_marksItem->show();
}

void ChartScene::drawDataOnly(QPainter &painter)
{
    const QBrush ground = backgroundBrush();
    setBackgroundBrush(Qt::NoBrush);
    m_frame->hide();
    if (m_x) {
        m_x->hide();
        m_y->hide();
    }
    renderAll(painter);
    if (m_x) {
        m_x->show();
        m_y->show();
    }
    m_frame->show();
    setBackgroundBrush(ground);
}
} // namespace gapscope
