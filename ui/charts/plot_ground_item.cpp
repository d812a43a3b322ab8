// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_ground_item.h"

#include "ui/charts/chart_plot.h"

namespace gapscope {
void PlotGroundItem::refresh()
{
    prepareGeometryChange();
    m_bounds = m_plot.layout().plot;
    update();
}

void PlotGroundItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const ChartSpec &spec = m_plot.spec();
    const Theme &theme = m_plot.style().theme;
    const QRectF visible = m_plot.visibleRange();
    painter->save();
    painter->setClipRect(m_bounds);
    painter->setRenderHint(QPainter::Antialiasing);
    for (const PolygonMark &polygon : spec.polygons) {
        if (!polygon.filled)
            continue;
        painter->setPen(Qt::NoPen);
        painter->setBrush(paleInk(polygon.info.ink, theme));
        painter->drawPolygon(m_plot.outline(polygon));
    }
    painter->setPen(QPen(theme.border, 0.7));
    if (!spec.x.hidden)
        for (const AxisTick &tick : spec.x.ticks)
            if (tick.value >= visible.left() && tick.value <= visible.right()) {
                const double x = m_plot.toScene(tick.value, visible.top()).x();
                painter->drawLine(QPointF(x, m_bounds.top()), QPointF(x, m_bounds.bottom()));
            }
    if (!spec.y.hidden)
        for (const AxisTick &tick : spec.y.ticks)
            if (tick.value >= visible.top() && tick.value <= visible.bottom()) {
                const double y = m_plot.toScene(visible.left(), tick.value).y();
                painter->drawLine(QPointF(m_bounds.left(), y), QPointF(m_bounds.right(), y));
            }
    painter->restore();
}
} // namespace gapscope
