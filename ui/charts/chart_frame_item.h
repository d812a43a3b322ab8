// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

#include <QGraphicsItem>

namespace gapscope {
class ChartScene;

/// Everything of a figure outside its plot areas: titles, legend, warnings, provenance, and around
/// each plot its labels. Draws plain text only.
class ChartFrameItem final : public QGraphicsItem
{
public:
    explicit ChartFrameItem(const ChartScene &scene) : m_scene(scene) {}

    void refresh();
    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override;

private:
    void drawBlock(QPainter &painter, const TextBlock &block, const QFont &font,
                   const QColor &colour) const;
    void drawLegend(QPainter &painter) const;
    void drawTitles(QPainter &painter) const;

    const ChartScene &m_scene;
    QRectF m_bounds;
};
} // namespace gapscope
