// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_plot.h"

#include <QGraphicsScene>

#include <memory>
#include <vector>

namespace gapscope {
class ChartFrameItem;

/// A ChartSpec laid out and drawn at one size: the same scene feeds the window and every export.
/// Unit 1/96 inch. Its plots are the panels of the spec, or the spec itself; an empty spec has
/// none.
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

    int plotCount() const { return static_cast<int>(m_plots.size()); }
    const ChartPlot &plot(int index) const { return *m_plots.at(static_cast<std::size_t>(index)); }
    /// The plot whose plot area holds the point, -1 for none.
    int plotAt(QPointF scene) const;
    /// What all plots show, to compare and to return to.
    std::vector<QRectF> visibleRanges() const;
    void setVisibleRanges(const std::vector<QRectF> &ranges);
    bool isZoomed() const;
    /// Kept inside the home range; plots with shared axes follow.
    void setVisibleRange(int plot, const QRectF &range);

    /// Marks with a tip: plot by plot in reading order.
    int markCount() const { return m_markCount; }
    const MarkInfo &mark(int index) const;
    int plotOfMark(int index) const;
    QPointF markPosition(int index) const;
    QRectF markBox(int index) const;
    /// The mark at a point of the scene, -1 for none.
    int markAt(QPointF scene) const;
    int currentMark() const { return m_current; }
    void setCurrentMark(int index);

    /// Marks of `plot` inside a rectangle of the scene, which is shown until it is cleared.
    std::vector<int> brush(int plot, const QRectF &scene);
    bool isBrushed() const;
    void clearBrush();

    /// Everything but bands, lines and marks; and those of one plot alone: the parts of a clipped
    /// SVG.
    void drawFrameOnly(QPainter &painter);
    void drawDataOnly(QPainter &painter, int plot);

private:
    struct Place
    {
        int plot = 0;
        int mark = 0;
    };

    Place placeOf(int mark) const;
    void widenSharedRanges();
    void renderAll(QPainter &painter);
    void show(ChartPlot::Part part);

    ChartSpec m_spec;
    ChartStyle m_style;
    ChartLayout m_layout;
    std::vector<std::unique_ptr<ChartPlot>> m_plots;
    /// Number of the first mark of each plot.
    std::vector<int> m_firstMark;
    int m_markCount = 0;
    int m_current = -1;
    ChartFrameItem *m_frame = nullptr;
};
} // namespace gapscope
