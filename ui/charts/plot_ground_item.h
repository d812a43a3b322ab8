// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

namespace gapscope {
class ChartPlot;

/// What lies under axes, lines and marks of a plot: the grid of labelled ticks and the fills of
/// outlines. Clipped to the plot area.
class PlotGroundItem final : public QGraphicsItem
{
public:
    explicit PlotGroundItem(const ChartPlot &plot) : m_plot(plot) {}

    void refresh();
    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override;

private:
    const ChartPlot &m_plot;
    QRectF m_bounds;
};
} // namespace gapscope
