// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"
#include "ui/charts/plot_marks.h"

#include <QGraphicsScene>
#include <QPolygonF>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <memory>
#include <optional>
#include <vector>

namespace gapscope {
class ChartMarksItem;
class PlotGroundItem;

/// One coordinate system with its marks, laid out and drawn in a scene. QtCharts gives axes, grid,
/// lines and bands; the marks are an own item.
class ChartPlot final
{
public:
    /// `spec`, `style` and `scene` are borrowed and must live as long.
    ChartPlot(const ChartSpec &spec, const ChartStyle &style, QGraphicsScene &scene);
    ~ChartPlot();
    ChartPlot(const ChartPlot &) = delete;
    ChartPlot &operator=(const ChartPlot &) = delete;

    const ChartSpec &spec() const { return m_spec; }
    const ChartStyle &style() const { return m_style; }
    const PlotLayout &layout() const { return m_layout; }
    const PlotMarks &marks() const { return m_marks; }

    void place(const PlotLayout &layout, QSizeF figure);
    /// In axis units, x and y growing; a categorical axis reaches from -0.5 to n - 0.5.
    QRectF homeRange() const { return m_home; }
    QRectF visibleRange() const { return m_visible; }
    /// Wide enough for plots that share an axis; becomes the visible range.
    void setHomeRange(const QRectF &range);
    void setVisibleRange(const QRectF &range);
    /// `range` kept inside the home range and not narrower than a fiftieth of it.
    QRectF allowed(QRectF range) const;
    QPointF toScene(double x, double y) const;
    QPointF toData(QPointF scene) const;
    double markerRadius(const PointMark &point) const;
    QRectF boxOf(const BarMark &bar) const;
    /// From the lower or left edge of the plot.
    QLineF lineOf(const ReferenceLine &line) const;
    QPolygonF outline(const PolygonMark &polygon) const;

    /// The mark with the keyboard's attention, -1 for none.
    int currentMark() const { return m_current; }
    void setCurrentMark(int index);

    /// What was chosen with the mouse, in axis units.
    const std::optional<QRectF> &brush() const { return m_brush; }
    void setBrush(std::optional<QRectF> range);

    /// What is written at the axes: the chart's own ticks, or numbers that fit the visible range.
    const std::vector<AxisTick> &ticksX() const;
    const std::vector<AxisTick> &ticksY() const;

    /// Which part is painted, for the two halves of a clipped SVG.
    enum class Part { All, FrameOnly, DataOnly, Nothing };
    void show(Part part);

private:
    void addAxes();
    void addSeries();
    void updateTicks();
    void thinLines();
    void refresh();

    const ChartSpec &m_spec;
    const ChartStyle &m_style;
    PlotLayout m_layout;
    QRectF m_home;
    QRectF m_visible;
    PlotMarks m_marks;
    int m_current = -1;
    std::optional<QRectF> m_brush;
    QChart *m_chart = nullptr;
    QValueAxis *m_x = nullptr;
    QValueAxis *m_y = nullptr;
    /// Carries the axes where a chart has no line; never painted.
    QLineSeries *m_anchor = nullptr;
    /// One per line of the spec.
    std::vector<QLineSeries *> m_lines;
    /// Numbers at the axes that have no ticks of their own, in the visible range.
    std::vector<AxisTick> m_numbersX;
    std::vector<AxisTick> m_numbersY;
    PlotGroundItem *m_ground = nullptr;
    ChartMarksItem *m_marksItem = nullptr;
};
} // namespace gapscope
