// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

#include <QGraphicsScene>
#include <QPointer>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <vector>

namespace gapscope {
class ChartFrameItem;
class ChartMarksItem;

/// A ChartSpec laid out and drawn at one size: the same scene feeds the window and every export.
/// Unit 1/96 inch. QtCharts gives the coordinate system, axes, grid, lines and bands; frame and
/// marks are own items.
class ChartScene final : public QGraphicsScene
{
public:
    ChartScene(ChartSpec spec, ChartStyle style);
    ~ChartScene() override;

    const ChartSpec &spec() const { return m_spec; }
    const ChartStyle &style() const { return m_style; }
    const ChartLayout &layout() const { return m_layout; }
    QSizeF size() const { return sceneRect().size(); }

    void resize(QSizeF size);
    /// In axis units, x and y growing; a categorical axis reaches from -0.5 to n - 0.5.
    QRectF homeRange() const { return m_home; }
    QRectF visibleRange() const { return m_visible; }
    /// Kept inside the home range and not narrower than a fiftieth of it.
    void setVisibleRange(QRectF range);
    QPointF toScene(double x, double y) const;
    QPointF toData(QPointF scene) const;

    /// Marks with a tip, in reading order.
    int markCount() const { return static_cast<int>(m_marks.size()); }
    const MarkInfo &mark(int index) const;
    QPointF markPosition(int index) const;
    QRectF markBox(int index) const;
    /// The mark at a point of the scene, -1 for none.
    int markAt(QPointF scene) const;
    int currentMark() const { return m_current; }
    void setCurrentMark(int index);

    double markerRadius(const PointMark &point) const;

    /// Everything but bands, lines and marks; and those alone: the two halves of a clipped SVG.
    void drawFrameOnly(QPainter &painter);
    void drawDataOnly(QPainter &painter);

private:
    struct MarkRef
    {
        enum class Kind { Bar, Segment, Point };
        Kind kind = Kind::Point;
        int index = 0;
    };

    void addAxes();
    void addSeries();
    void updateTicks();
    void collectMarks();
    void refresh();
    QPointF anchor(const MarkRef &ref) const;
    double distance(const MarkRef &ref, QPointF scene) const;
    void renderAll(QPainter &painter);

    ChartSpec m_spec;
    ChartStyle m_style;
    ChartLayout m_layout;
    QRectF m_home;
    QRectF m_visible;
    std::vector<MarkRef> m_marks;
    int m_current = -1;
    QChart *m_chart = nullptr;
    QValueAxis *m_x = nullptr;
    QValueAxis *m_y = nullptr;
    /// Carries the axes where a chart has no line; never painted.
    QLineSeries *m_anchor = nullptr;
    ChartFrameItem *m_frame = nullptr;
    ChartMarksItem *m_marksItem = nullptr;
};
} // namespace gapscope
