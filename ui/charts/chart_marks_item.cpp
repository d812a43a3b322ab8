// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_marks_item.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/series_thinning.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace gapscope {
namespace {
double overlap(const QRectF &a, const QRectF &b)
{
    const QRectF common = a & b;
    return common.width() * common.height();
}
} // namespace

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
    m_taken.clear();
    drawGround(*painter);
    drawOutlines(*painter);
    drawBars(*painter);
    drawReferences(*painter);
    drawSegments(*painter);
    drawBarLabels(*painter);
    drawPoints(*painter);
    drawPointLabels(*painter);
    drawTexts(*painter);
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
    // One size for all cells, or none: a heat map with some numbers missing misleads.
    QFont cellFont = chartFont(base * 0.85);
    bool cellsFit = true;
    double widest = 0.0;
    QSizeF cell;
    for (const BarMark &bar : spec.bars) {
        if (bar.labelPlace != BarMark::LabelPlace::Centre)
            continue;
        cell = QRectF(m_plot.toScene(bar.x.from, bar.y.from), m_plot.toScene(bar.x.to, bar.y.to))
                   .normalized()
                   .size();
        widest = std::max(widest, textWidth(qs(bar.label), cellFont));
    }
    if (widest > 0.0) {
        const double shrink = std::min(
            {1.0, (cell.width() - 3) / widest, (cell.height() - 1) / lineHeight(cellFont)});
        cellsFit = base * 0.85 * shrink >= 5.5;
        cellFont = chartFont(std::max(5.0, base * 0.85 * shrink - 0.5));
    }
    for (const BarMark &bar : spec.bars) {
        QRectF box =
            QRectF(m_plot.toScene(bar.x.from, bar.y.from), m_plot.toScene(bar.x.to, bar.y.to))
                .normalized();
        if (box.width() < 1.5)
            box.adjust(-0.75, 0, 0.75, 0);
        const QColor colour = bar.info.ink.role == InkRole::Ceiling
                                  ? paleInk(bar.info.ink, theme)
                                  : inkColour(bar.info.ink, theme);
        const bool isCell = bar.labelPlace == BarMark::LabelPlace::Centre;
        const bool isHatched = bar.hatched || (isGrey(theme) && isHatchedInGrey(bar.info.ink));
        if (isHatched) {
            // Cut by hand: what is far outside of a zoomed view would be many lines.
            if (box.intersects(m_bounds))
                drawHatched(painter, box & m_bounds, colour, paleInk(bar.info.ink, theme),
                            0.4 * base);
        } else {
            painter.setPen(isCell ? QPen(theme.page, 1.0) : QPen(Qt::NoPen));
            painter.setBrush(colour);
            painter.drawRect(box);
        }
        if (isCell && cellsFit) {
            const WrappedText text = wrapText(qs(bar.label), cellFont, 1e6);
            if (isHatched && !bar.label.empty()) {
                QRectF ground(0, 0, text.width + 4, text.height);
                ground.moveCenter(box.center());
                painter.fillRect(ground & box, theme.page);
            }
            painter.setPen(isHatched ? theme.text : textOn(colour));
            drawWrapped(painter, text, cellFont, box, Qt::AlignCenter);
        }
    }
}

void ChartMarksItem::drawBarLabels(QPainter &painter)
{
    for (const BarMark &bar : m_plot.spec().bars) {
        if (bar.labelPlace == BarMark::LabelPlace::Centre || bar.label.empty())
            continue;
        drawBarLabel(
            painter, bar,
            QRectF(m_plot.toScene(bar.x.from, bar.y.from), m_plot.toScene(bar.x.to, bar.y.to))
                .normalized());
    }
}

void ChartMarksItem::drawBarLabel(QPainter &painter, const BarMark &bar, const QRectF &box)
{
    const Theme &theme = m_plot.style().theme;
    const double base = m_plot.layout().base;
    const QFont font = m_plot.layout().rowFont;
    const WrappedText text = wrapText(qs(bar.label), font, 1e6);
    QRectF place(0, box.center().y() - text.height / 2, text.width, text.height);
    if (box.left() - text.width - 0.5 * base >= m_bounds.left())
        place.moveRight(box.left() - 0.4 * base);
    else
        place.moveLeft(box.right() + 0.4 * base);
    painter.fillRect(place.adjusted(-1, 0, 1, 0), theme.page);
    painter.setPen(theme.text);
    drawWrapped(painter, text, font, place, Qt::AlignLeft | Qt::AlignVCenter);
    m_taken << place;
}

void ChartMarksItem::drawReferences(QPainter &painter)
{
    const Theme &theme = m_plot.style().theme;
    const PlotLayout &layout = m_plot.layout();
    for (const ReferenceLine &line : m_plot.spec().references) {
        const bool isX = line.axis == ReferenceLine::Axis::X;
        const QPointF at = m_plot.toScene(isX ? line.value : m_plot.visibleRange().left(),
                                          isX ? m_plot.visibleRange().top() : line.value);
        const QPointF from =
            isX ? QPointF(at.x(), m_bounds.top()) : QPointF(m_bounds.left(), at.y());
        const QPointF to =
            isX ? QPointF(at.x(), m_bounds.bottom()) : QPointF(m_bounds.right(), at.y());
        const QColor colour = inkColour(line.ink, theme);
        painter.setPen(dashedPen(colour, 0.13 * layout.base, line.dashed ? 1 : 0));
        painter.drawLine(from, to);
        if (line.label.empty())
            continue;
        const WrappedText text = wrapText(qs(line.label), layout.smallFont, 1e6);
        QRectF place(from.x() + 4, m_bounds.bottom() - text.height - 3, text.width, text.height);
        if (place.right() > m_bounds.right())
            place.moveRight(from.x() - 4);
        painter.fillRect(place.adjusted(-1, 0, 1, 0), theme.page);
        painter.setPen(colour);
        drawWrapped(painter, text, layout.smallFont, place, Qt::AlignLeft | Qt::AlignTop);
        m_taken << place;
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

QRectF ChartMarksItem::freePlace(QPointF anchor, double distance, QSizeF size) const
{
    const double w = size.width();
    const double h = size.height();
    const QPointF corners[] = {anchor + QPointF(distance, -h / 2),
                               anchor + QPointF(-distance - w, -h / 2),
                               anchor + QPointF(-w / 2, -distance - h),
                               anchor + QPointF(-w / 2, distance),
                               anchor + QPointF(-distance - w, -distance - h / 2),
                               anchor + QPointF(distance, distance - h / 2)};
    QRectF best;
    double least = 1e300;
    for (const QPointF &corner : corners) {
        const QRectF place(corner, size);
        double cost = 0.0;
        for (const QRectF &taken : m_taken)
            cost += overlap(place, taken);
        // Outside the plot area a label would be clipped.
        cost += 10.0 * (w * h - overlap(place, m_bounds));
        if (cost < least - 1e-6) {
            least = cost;
            best = place;
        }
    }
    return best;
}

/// Lines as chains of small boxes, so that labels keep off them.
void ChartMarksItem::takeLines()
{
    constexpr int steps = 24;
    constexpr double box = 6.0;
    for (const LineMark &line : m_plot.spec().lines) {
        if (line.points.size() > longestUnthinned)
            continue; // it would be everywhere
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            const QPointF from =
                m_plot.toScene(line.points[i - 1].first, line.points[i - 1].second);
            const QPointF to = m_plot.toScene(line.points[i].first, line.points[i].second);
            for (int step = 0; step <= steps; ++step)
                m_taken << QRectF(from + (to - from) * step / steps - QPointF(box, box) / 2,
                                  QSizeF(box, box));
        }
    }
}

void ChartMarksItem::drawPointLabels(QPainter &painter)
{
    const PlotLayout &layout = m_plot.layout();
    const Theme &theme = m_plot.style().theme;
    const QFont font = m_plot.spec().y.isCategorical() ? layout.rowFont : layout.smallFont;
    const std::vector<PointMark> &points = m_plot.spec().points;
    const bool hasLabels = std::any_of(points.begin(), points.end(),
                                       [](const PointMark &point) { return !point.label.empty(); });
    if (!hasLabels)
        return;
    for (const std::size_t i : m_painted) {
        const PointMark &point = points[i];
        const double r = m_plot.markerRadius(point);
        m_taken << QRectF(m_plot.toScene(point.x, point.y) - QPointF(r, r), QSizeF(2 * r, 2 * r));
    }
    takeLines();
    for (const PointMark &point : points) {
        const QPointF at = m_plot.toScene(point.x, point.y);
        if (point.label.empty() || !m_bounds.contains(at))
            continue;
        const WrappedText text = wrapText(qs(point.label), font, 1e6);
        const QRectF place = freePlace(at, m_plot.markerRadius(point) + 0.4 * layout.base,
                                       QSizeF(text.width, text.height));
        painter.fillRect(place.adjusted(-1, 1, 1, -1), theme.page);
        painter.setPen(theme.text);
        drawWrapped(painter, text, font, place, Qt::AlignLeft | Qt::AlignTop);
        m_taken << place;
    }
}

void ChartMarksItem::drawTexts(QPainter &painter) const
{
    const PlotLayout &layout = m_plot.layout();
    for (const TextMark &mark : m_plot.spec().texts) {
        const QPointF at = m_plot.toScene(mark.x, mark.y);
        painter.setPen(inkColour(mark.ink, m_plot.style().theme));
        drawWrapped(painter, wrapText(qs(mark.text), layout.smallFont, 1e6), layout.smallFont,
                    QRectF(at - QPointF(20, 20), QSizeF(40, 40)), Qt::AlignCenter);
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
