// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <QGraphicsItem>
#include <QPointF>

#include <vector>

namespace gapscope {
class ChartPlot;

/// Floating bars, heat map cells, error bars, markers and their labels: the marks QtCharts has not
/// or draws one graphics item at a time. Clipped to the plot area.
class ChartMarksItem final : public QGraphicsItem
{
public:
    explicit ChartMarksItem(const ChartPlot &plot) : m_plot(plot) {}

    void refresh();
    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override;

private:
    void drawGround(QPainter &painter) const;
    void drawOutlines(QPainter &painter) const;
    void drawBars(QPainter &painter) const;
    void drawReferences(QPainter &painter) const;
    void drawSegments(QPainter &painter) const;
    void drawPoints(QPainter &painter) const;
    void drawErrorBar(QPainter &painter, QPointF from, QPointF to) const;
    void choosePoints();
    void drawBrush(QPainter &painter) const;
    void drawCurrent(QPainter &painter) const;

    const ChartPlot &m_plot;
    QRectF m_bounds;
    /// Indices of the points that are painted; of very many, those that can be told apart.
    std::vector<std::size_t> m_painted;
};
} // namespace gapscope
