// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_marks_item.h"

#include "ui/base/qstring.h"
#include "ui/charts/area_ink.h"
#include "ui/charts/cell_labels.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/mark_labels.h"
#include "ui/charts/series_thinning.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace gapscope {
void ChartMarksItem::refresh()
{
    prepareGeometryChange();
    m_bounds = m_plot.layout().plot;
    choosePoints();
    update();
}

void ChartMarksItem::choosePoints()
{
    const std::vector<PointMark> &points = m_plot.spec().points;
    m_painted.resize(points.size());
    std::iota(m_painted.begin(), m_painted.end(), std::size_t{0});
    if (points.size() <= longestUnthinned)
        return;
    m_painted.clear();
    // Points that look different never stand for each other.
    using Look = std::tuple<InkRole, int, double, MarkShape, double>;
    std::map<Look, std::vector<std::size_t>> groups;
    const QRectF near = m_bounds.adjusted(-20, -20, 20, 20);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const PointMark &point = points[i];
        const Ink &ink = point.info.ink;
        if (!near.contains(m_plot.toScene(point.x, point.y)))
            continue;
        if (!point.label.empty())
            m_painted.push_back(i);
        else
            groups[{ink.role, ink.series, ink.value, point.shape, point.area}].push_back(i);
    }
    for (const auto &[look, members] : groups) {
        std::vector<QPointF> places;
        for (const std::size_t i : members)
            places.push_back(m_plot.toScene(points[i].x, points[i].y));
        const double apart = std::max(1.0, m_plot.markerRadius(points[members.front()]));
        for (const std::size_t kept : thinnedPoints(places, apart))
            m_painted.push_back(members[kept]);
    }
    std::sort(m_painted.begin(), m_painted.end());
}

void ChartMarksItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_plot.spec().isEmpty())
        return;
    painter->save();
    painter->setClipRect(m_bounds);
    painter->setRenderHint(QPainter::Antialiasing);
    drawGround(*painter);
    drawOutlines(*painter);
    drawBars(*painter);
    drawReferences(*painter);
    drawSegments(*painter);
    drawPoints(*painter);
    MarkLabels(m_plot, m_painted).draw(*painter);
    drawBrush(*painter);
    drawCurrent(*painter);
    painter->restore();
}

/// A hairline per row, so that the eye finds the label of a mark; a quiet ground under headings.
void ChartMarksItem::drawGround(QPainter &painter) const
{
    const PlotAxis &y = m_plot.spec().y;
    if (!y.isCategorical() || m_plot.spec().x.isCategorical())
        return;
    const Theme &theme = m_plot.style().theme;
    for (std::size_t i = 0; i < y.categories.size(); ++i) {
        const auto row = static_cast<double>(i);
        const double middle = m_plot.toScene(0, row).y();
        if (std::find(y.headings.begin(), y.headings.end(), static_cast<int>(i)) !=
            y.headings.end()) {
            const double top = m_plot.toScene(0, row - 0.5).y();
            const double bottom = m_plot.toScene(0, row + 0.5).y();
            painter.fillRect(QRectF(m_bounds.left(), top, m_bounds.width(), bottom - top),
                             theme.panel);
            continue;
        }
        painter.setPen(QPen(theme.border, 0.6, Qt::DotLine));
        painter.drawLine(QPointF(m_bounds.left(), middle), QPointF(m_bounds.right(), middle));
    }
}

void ChartMarksItem::drawOutlines(QPainter &painter) const
{
    const double base = m_plot.layout().base;
    painter.setBrush(Qt::NoBrush);
    for (const PolygonMark &polygon : m_plot.spec().polygons) {
        if (!polygon.outlined)
            continue;
        painter.setPen(dashedPen(inkColour(polygon.info.ink, m_plot.style().theme), 0.12 * base,
                                 polygon.dash));
        painter.drawPolygon(m_plot.outline(polygon));
    }
}

void ChartMarksItem::drawBars(QPainter &painter) const
{
    const ChartSpec &spec = m_plot.spec();
    const Theme &theme = m_plot.style().theme;
    const double base = m_plot.layout().base;
    const CellLabels labels(m_plot);
    for (const BarMark &bar : spec.bars) {
        QRectF box = m_plot.boxOf(bar);
        if (box.width() < 1.5)
            box.adjust(-0.75, 0, 0.75, 0);
        const bool isCell = bar.labelPlace == BarMark::LabelPlace::Centre;
        // Cut by hand: what is far outside of a zoomed view would be many lines.
        if (box.intersects(m_bounds))
            drawArea(painter, box & m_bounds.adjusted(-2, -2, 2, 2), bar.info.ink, bar.hatched,
                     theme, base, isCell ? QPen(theme.page, 1.0) : QPen(Qt::NoPen));
        if (isCell)
            labels.draw(painter, bar, box);
    }
}

void ChartMarksItem::drawReferences(QPainter &painter) const
{
    for (const ReferenceLine &line : m_plot.spec().references) {
        painter.setPen(dashedPen(inkColour(line.ink, m_plot.style().theme),
                                 0.13 * m_plot.layout().base, line.dashed ? 1 : 0));
        painter.drawLine(m_plot.lineOf(line));
    }
}

void ChartMarksItem::drawSegments(QPainter &painter) const
{
    const Theme &theme = m_plot.style().theme;
    const double base = m_plot.layout().base;
    for (const SegmentMark &segment : m_plot.spec().segments) {
        const bool isTick = segment.info.ink.role == InkRole::Ceiling;
        const double width = isTick                                      ? 0.2 * base
                             : segment.info.ink.role == InkRole::Context ? 0.16 * base
                                                                         : 0.1 * base;
        painter.setPen(
            dashedPen(inkColour(segment.info.ink, theme), width, segment.dashed ? 1 : 0));
        painter.drawLine(m_plot.toScene(segment.x1, segment.y1),
                         m_plot.toScene(segment.x2, segment.y2));
    }
}

void ChartMarksItem::drawErrorBar(QPainter &painter, QPointF from, QPointF to) const
{
    const double cap = 0.28 * m_plot.layout().base;
    const QPointF across = from.y() == to.y() ? QPointF(0, cap) : QPointF(cap, 0);
    painter.drawLine(from, to);
    painter.drawLine(from - across, from + across);
    painter.drawLine(to - across, to + across);
}

void ChartMarksItem::drawPoints(QPainter &painter) const
{
    const Theme &theme = m_plot.style().theme;
    for (const std::size_t i : m_painted) {
        const PointMark &point = m_plot.spec().points[i];
        const QColor colour = inkColour(point.info.ink, theme);
        painter.setPen(QPen(colour, 0.12 * m_plot.layout().base));
        if (point.xError)
            drawErrorBar(painter, m_plot.toScene(point.xError->from, point.y),
                         m_plot.toScene(point.xError->to, point.y));
        if (point.yError)
            drawErrorBar(painter, m_plot.toScene(point.x, point.yError->from),
                         m_plot.toScene(point.x, point.yError->to));
        drawMarker(painter, point.shape, m_plot.toScene(point.x, point.y),
                   m_plot.markerRadius(point), colour, theme.page);
    }
}

void ChartMarksItem::drawBrush(QPainter &painter) const
{
    if (!m_plot.brush())
        return;
    const QRectF &range = *m_plot.brush();
    const QRectF box = QRectF(m_plot.toScene(range.left(), range.top()),
                              m_plot.toScene(range.right(), range.bottom()))
                           .normalized();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_plot.style().theme.page, 3));
    painter.drawRect(box);
    painter.setPen(QPen(m_plot.style().theme.accent, 1.5, Qt::DashLine));
    painter.drawRect(box);
}

void ChartMarksItem::drawCurrent(QPainter &painter) const
{
    if (m_plot.currentMark() < 0)
        return;
    const QRectF box = m_plot.marks().box(m_plot.currentMark()).adjusted(-3, -3, 3, 3);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_plot.style().theme.page, 4));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QPen(m_plot.style().theme.text, 2));
    painter.drawRoundedRect(box, 3, 3);
}
} // namespace gapscope
