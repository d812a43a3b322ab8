// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/mark_labels.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/label_places.h"
#include "ui/charts/series_thinning.h"

#include <algorithm>

namespace gapscope {
namespace {
/// Of more marks than this texts do not keep off: it would take long, and they are everywhere.
constexpr std::size_t mostKeptOff = 2000;
/// Of more names than this those go that would hide marks; the share of a name that may.
constexpr std::size_t fewNames = 12;
constexpr double mostHidden = 0.15;
/// Marks of this area are those the chart is about; they keep their names.
constexpr double largeMark = 1.2;
} // namespace

MarkLabels::MarkLabels(const ChartPlot &plot, const std::vector<std::size_t> &painted)
    : m_plot(plot), m_bounds(plot.layout().plot), m_painted(painted)
{}

/// Texts over all marks. The first ones have their place, the others keep off.
void MarkLabels::draw(QPainter &painter) const
{
    LabelPlaces places(m_bounds);
    takeMarks(places);
    drawTexts(painter, places);
    drawBarLabels(painter, places);
    drawReferenceLabels(painter, places);
    drawPointLabels(painter, places);
}

void MarkLabels::takeMarks(LabelPlaces &places) const
{
    const ChartSpec &spec = m_plot.spec();
    if (spec.bars.size() + m_painted.size() > mostKeptOff)
        return;
    for (const BarMark &bar : spec.bars)
        places.takeMark(m_plot.boxOf(bar));
    for (const std::size_t i : m_painted) {
        const PointMark &point = spec.points[i];
        const double r = m_plot.markerRadius(point);
        places.takeMark(
            QRectF(m_plot.toScene(point.x, point.y) - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    }
    // Lines as chains of small boxes.
    constexpr int steps = 24;
    constexpr double box = 6.0;
    for (const LineMark &line : spec.lines) {
        if (line.points.size() > longestUnthinned)
            continue; // it would be everywhere
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            const QPointF from =
                m_plot.toScene(line.points[i - 1].first, line.points[i - 1].second);
            const QPointF to = m_plot.toScene(line.points[i].first, line.points[i].second);
            for (int step = 0; step <= steps; ++step)
                places.takeMark(QRectF(from + (to - from) * step / steps - QPointF(box, box) / 2,
                                       QSizeF(box, box)));
        }
    }
}

void MarkLabels::drawLabel(QPainter &painter, const WrappedText &text, const QFont &font,
                           const QRectF &place, const QColor &colour) const
{
    painter.fillRect(place.adjusted(-1, 1, 1, -1), m_plot.style().theme.page);
    painter.setPen(colour);
    drawWrapped(painter, text, font, place, Qt::AlignLeft | Qt::AlignTop);
}

void MarkLabels::drawTexts(QPainter &painter, LabelPlaces &places) const
{
    const QFont &font = m_plot.layout().smallFont;
    for (const TextMark &mark : m_plot.spec().texts) {
        const QPointF at = m_plot.toScene(mark.x, mark.y);
        if (!m_bounds.contains(at))
            continue;
        const WrappedText text = wrapText(qs(mark.text), font, 1e6);
        // Inside as a whole, also at the edge.
        const QPointF half(text.width / 2, text.height / 2);
        const QPointF low = m_bounds.topLeft() + half;
        const QPointF high = m_bounds.bottomRight() - half;
        const QPointF centre(std::clamp(at.x(), low.x(), std::max(low.x(), high.x())),
                             std::clamp(at.y(), low.y(), std::max(low.y(), high.y())));
        const QRectF place(centre - half, centre + half);
        drawLabel(painter, text, font, place, inkColour(mark.ink, m_plot.style().theme));
        places.takeText(place);
    }
}

void MarkLabels::drawBarLabels(QPainter &painter, LabelPlaces &places) const
{
    const double base = m_plot.layout().base;
    const QFont &font = m_plot.layout().rowFont;
    for (const BarMark &bar : m_plot.spec().bars) {
        if (bar.labelPlace == BarMark::LabelPlace::Centre || bar.label.empty())
            continue;
        const QRectF box = m_plot.boxOf(bar);
        const WrappedText text = wrapText(qs(bar.label), font, 1e6);
        QRectF place(box.center().x() - text.width / 2, box.center().y() - text.height / 2,
                     text.width, text.height);
        if (m_plot.spec().x.isCategorical()) // an upright bar
            place.moveBottom(box.top() - 0.1 * base);
        else if (box.left() - text.width - 0.5 * base >= m_bounds.left())
            place.moveRight(box.left() - 0.4 * base);
        else
            place.moveLeft(box.right() + 0.4 * base);
        drawLabel(painter, text, font, place, m_plot.style().theme.text);
        places.takeText(place);
    }
}

/// Beside its line, at one of the ends.
void MarkLabels::drawReferenceLabels(QPainter &painter, LabelPlaces &places) const
{
    constexpr double gap = 4.0;
    const QFont &font = m_plot.layout().smallFont;
    for (const ReferenceLine &line : m_plot.spec().references) {
        const QLineF at = m_plot.lineOf(line);
        if (line.label.empty() || !m_bounds.contains(at.p1()))
            continue;
        const WrappedText text = wrapText(qs(line.label), font, 1e6);
        const double w = text.width;
        const double h = text.height;
        QList<QPointF> corners;
        if (line.axis == ReferenceLine::Axis::X)
            for (const double y : {m_bounds.bottom() - h - 3, m_bounds.top() + 3})
                corners << QPointF(at.x1() + gap, y) << QPointF(at.x1() - gap - w, y);
        else
            for (const double x : {m_bounds.left() + gap, m_bounds.right() - gap - w})
                corners << QPointF(x, at.y1() - h - 1) << QPointF(x, at.y1() + 1);
        if (const std::optional<QRectF> place = places.take(corners, QSizeF(w, h)))
            drawLabel(painter, text, font, *place, inkColour(line.ink, m_plot.style().theme));
    }
}

/// A name that would cover another text is left out, of many also one that would cover marks; the
/// mark keeps its tip.
void MarkLabels::drawPointLabels(QPainter &painter, LabelPlaces &places) const
{
    const PlotLayout &layout = m_plot.layout();
    const QFont &font = m_plot.spec().y.isCategorical() ? layout.rowFont : layout.smallFont;
    std::vector<const PointMark *> named;
    for (const PointMark &point : m_plot.spec().points)
        if (!point.label.empty() && m_bounds.contains(m_plot.toScene(point.x, point.y)))
            named.push_back(&point);
    // The larger mark is the more important one.
    std::stable_sort(named.begin(), named.end(),
                     [](const PointMark *a, const PointMark *b) { return a->area > b->area; });
    for (const PointMark *point : named) {
        const WrappedText text = wrapText(qs(point->label), font, 1e6);
        const QSizeF size(text.width, text.height);
        const QList<QPointF> corners =
            LabelPlaces::around(m_plot.toScene(point->x, point->y),
                                m_plot.markerRadius(*point) + 0.4 * layout.base, size);
        const bool mayGo = named.size() > fewNames && point->area < largeMark;
        const std::optional<QRectF> place = places.take(corners, size, mayGo ? mostHidden : 1e9);
        if (place)
            drawLabel(painter, text, font, *place, m_plot.style().theme.text);
    }
}
} // namespace gapscope
