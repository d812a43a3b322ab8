// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <QPointF>
#include <QRectF>

#include <vector>

namespace gapscope {
class ChartPlot;

/// The marks of a plot that have a tip, in reading order, and where they are.
class PlotMarks final
{
public:
    explicit PlotMarks(const ChartPlot &plot) : m_plot(plot) {}

    void collect();
    /// The plot was moved or zoomed.
    void invalidate() { m_isIndexed = false; }

    int count() const { return static_cast<int>(m_marks.size()); }
    const MarkInfo &info(int index) const;
    /// The middle of a mark, in scene units.
    QPointF position(int index) const;
    QRectF box(int index) const;
    /// The mark at a point of the scene, -1 for none. Points win over what lies under them.
    int at(QPointF scene) const;
    /// Points whose middle, other marks of which any part is inside.
    std::vector<int> inside(const QRectF &scene) const;

private:
    struct Ref
    {
        enum class Kind { Polygon, Bar, Segment, Point };
        Kind kind = Kind::Point;
        std::size_t index = 0;
    };

    QPointF anchor(const Ref &ref) const;
    QRectF box(const Ref &ref) const;
    double distance(const Ref &ref, QPointF scene) const;
    double distanceToPolygon(const PolygonMark &polygon, QPointF scene) const;
    void buildIndex() const;
    int cellAt(double x, double y) const;

    const ChartPlot &m_plot;
    std::vector<Ref> m_marks;
    /// The plot area cut into squares, each with the marks that can be hit there: finding a mark
    /// under the pointer must not look at all of them.
    mutable bool m_isIndexed = false;
    mutable int m_across = 0;
    mutable int m_down = 0;
    mutable std::vector<std::vector<int>> m_cells;
};
} // namespace gapscope
