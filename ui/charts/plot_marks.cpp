// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_marks.h"

#include "ui/charts/chart_plot.h"

#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gapscope {
namespace {
/// Pixels around a mark that still hit it.
constexpr double reach = 5.0;
constexpr double never = std::numeric_limits<double>::infinity();
constexpr double cellSize = 24.0;

double distanceToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double t =
        length > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / length, 0.0, 1.0) : 0.0;
    const QPointF off = p - (a + t * along);
    return std::hypot(off.x(), off.y());
}

QRectF boxOf(const QPolygonF &polygon)
{
    return polygon.boundingRect();
}
} // namespace

void PlotMarks::collect()
{
    const ChartSpec &spec = m_plot.spec();
    const auto add = [&](Ref::Kind kind, const auto &marks) {
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (!marks[i].info.tip.empty())
                m_marks.push_back({kind, i});
    };
    add(Ref::Kind::Polygon, spec.polygons);
    add(Ref::Kind::Bar, spec.bars);
    add(Ref::Kind::Segment, spec.segments);
    add(Ref::Kind::Point, spec.points);
    // Reading order: row by row where there are rows, else from left to right.
    const bool byRow = spec.y.isCategorical();
    std::stable_sort(m_marks.begin(), m_marks.end(), [&](const Ref &a, const Ref &b) {
        const QPointF p = anchor(a);
        const QPointF q = anchor(b);
        if (byRow && std::lround(p.y()) != std::lround(q.y()))
            return p.y() < q.y();
        return p.x() < q.x();
    });
}

/// The middle of a mark in axis units.
QPointF PlotMarks::anchor(const Ref &ref) const
{
    const ChartSpec &spec = m_plot.spec();
    switch (ref.kind) {
    case Ref::Kind::Polygon: {
        const auto &points = spec.polygons[ref.index].points;
        QPointF sum;
        for (const auto &[x, y] : points)
            sum += QPointF(x, y);
        return points.empty() ? sum : sum / static_cast<double>(points.size());
    }
    case Ref::Kind::Bar: {
        const BarMark &bar = spec.bars[ref.index];
        return {(bar.x.from + bar.x.to) / 2, (bar.y.from + bar.y.to) / 2};
    }
    case Ref::Kind::Segment: {
        const SegmentMark &segment = spec.segments[ref.index];
        return {(segment.x1 + segment.x2) / 2, (segment.y1 + segment.y2) / 2};
    }
    case Ref::Kind::Point:
        return {spec.points[ref.index].x, spec.points[ref.index].y};
    }
    return {};
}

const MarkInfo &PlotMarks::info(int index) const
{
    const Ref &ref = m_marks.at(static_cast<std::size_t>(index));
    const ChartSpec &spec = m_plot.spec();
    switch (ref.kind) {
    case Ref::Kind::Polygon:
        return spec.polygons[ref.index].info;
    case Ref::Kind::Bar:
        return spec.bars[ref.index].info;
    case Ref::Kind::Segment:
        return spec.segments[ref.index].info;
    case Ref::Kind::Point:
        break;
    }
    return spec.points[ref.index].info;
}

QPointF PlotMarks::position(int index) const
{
    const QPointF at = anchor(m_marks.at(static_cast<std::size_t>(index)));
    return m_plot.toScene(at.x(), at.y());
}

QRectF PlotMarks::box(int index) const
{
    return box(m_marks.at(static_cast<std::size_t>(index)));
}

QRectF PlotMarks::box(const Ref &ref) const
{
    const ChartSpec &spec = m_plot.spec();
    switch (ref.kind) {
    case Ref::Kind::Polygon:
        return boxOf(m_plot.outline(spec.polygons[ref.index]));
    case Ref::Kind::Bar:
        return m_plot.boxOf(spec.bars[ref.index]);
    case Ref::Kind::Segment: {
        const SegmentMark &segment = spec.segments[ref.index];
        return QRectF(m_plot.toScene(segment.x1, segment.y1),
                      m_plot.toScene(segment.x2, segment.y2))
            .normalized();
    }
    case Ref::Kind::Point:
        break;
    }
    const PointMark &point = spec.points[ref.index];
    const double r = m_plot.markerRadius(point);
    return QRectF(m_plot.toScene(point.x, point.y) - QPointF(r, r), QSizeF(2 * r, 2 * r));
}

/// 0 on the mark; infinite where it is out of reach.
double PlotMarks::distance(const Ref &ref, QPointF scene) const
{
    const ChartSpec &spec = m_plot.spec();
    switch (ref.kind) {
    case Ref::Kind::Polygon:
        return distanceToPolygon(spec.polygons[ref.index], scene);
    case Ref::Kind::Bar:
        return box(ref).adjusted(-1, 0, 1, 0).contains(scene) ? 3 * reach : never;
    case Ref::Kind::Segment: {
        const SegmentMark &segment = spec.segments[ref.index];
        const double d = distanceToSegment(scene, m_plot.toScene(segment.x1, segment.y1),
                                           m_plot.toScene(segment.x2, segment.y2));
        return d <= reach ? reach + d : never;
    }
    case Ref::Kind::Point:
        break;
    }
    const PointMark &point = spec.points[ref.index];
    const QPointF off = scene - m_plot.toScene(point.x, point.y);
    const double d = std::hypot(off.x(), off.y());
    const double radius = m_plot.markerRadius(point);
    return d <= radius + reach ? reach * d / (radius + reach) : never;
}

/// A filled outline is hit inside, smaller ones before larger ones; a bare one along its line.
double PlotMarks::distanceToPolygon(const PolygonMark &polygon, QPointF scene) const
{
    const QPolygonF outline = m_plot.outline(polygon);
    if (polygon.filled && outline.containsPoint(scene, Qt::OddEvenFill)) {
        const QRectF box = boxOf(outline);
        const QRectF &plot = m_plot.layout().plot;
        return 4 * reach + box.width() * box.height() / (plot.width() * plot.height());
    }
    double least = never;
    for (qsizetype i = 0; i < outline.size(); ++i)
        least = std::min(least,
                         distanceToSegment(scene, outline[i], outline[(i + 1) % outline.size()]));
    return least <= reach ? 2 * reach + least : never;
}

int PlotMarks::cellAt(double x, double y) const
{
    const QRectF &plot = m_plot.layout().plot;
    const int column = std::clamp(static_cast<int>((x - plot.left()) / cellSize), 0, m_across - 1);
    const int row = std::clamp(static_cast<int>((y - plot.top()) / cellSize), 0, m_down - 1);
    return row * m_across + column;
}

void PlotMarks::buildIndex() const
{
    const QRectF &plot = m_plot.layout().plot;
    m_across = static_cast<int>(plot.width() / cellSize) + 1;
    m_down = static_cast<int>(plot.height() / cellSize) + 1;
    m_cells.assign(static_cast<std::size_t>(m_across) * static_cast<std::size_t>(m_down), {});
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const QRectF hit = box(m_marks[i]).adjusted(-reach, -reach, reach, reach);
        if (hit.right() < plot.left() || hit.left() > plot.right() || hit.bottom() < plot.top() ||
            hit.top() > plot.bottom())
            continue;
        const int first = cellAt(hit.left(), hit.top());
        const int last = cellAt(hit.right(), hit.bottom());
        for (int row = first / m_across; row <= last / m_across; ++row)
            for (int column = first % m_across; column <= last % m_across; ++column)
                m_cells[static_cast<std::size_t>(row * m_across + column)].push_back(
                    static_cast<int>(i));
    }
    m_isIndexed = true;
}

int PlotMarks::at(QPointF scene) const
{
    if (m_marks.empty() || !m_plot.layout().plot.contains(scene))
        return -1;
    if (!m_isIndexed)
        buildIndex();
    int found = -1;
    double least = never;
    for (const int i : m_cells[static_cast<std::size_t>(cellAt(scene.x(), scene.y()))]) {
        const double d = distance(m_marks[static_cast<std::size_t>(i)], scene);
        if (d < least) {
            least = d;
            found = i;
        }
    }
    return found;
}

std::vector<int> PlotMarks::inside(const QRectF &scene) const
{
    std::vector<int> found;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const QRectF mark = box(m_marks[i]);
        const bool isHit = m_marks[i].kind == Ref::Kind::Point
                               ? scene.contains(mark.center())
                               : mark.left() <= scene.right() && mark.right() >= scene.left() &&
                                     mark.top() <= scene.bottom() && mark.bottom() >= scene.top();
        if (isHit)
            found.push_back(static_cast<int>(i));
    }
    return found;
}
} // namespace gapscope
