// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_frame_item.h"

#include "ui/base/qstring.h"
#include "ui/charts/area_ink.h"
#include "ui/charts/chart_scene.h"
#include "ui/charts/plot_frame.h"

namespace gapscope {
void ChartFrameItem::refresh()
{
    prepareGeometryChange();
    m_bounds = m_scene.sceneRect();
    update();
}

void ChartFrameItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    drawTitles(*painter);
    drawLegend(*painter);
    if (m_scene.spec().isEmpty()) {
        const ChartLayout &layout = m_scene.layout();
        const Theme &theme = m_scene.style().theme;
        drawReason(*painter, qs(m_scene.spec().emptyReason), layout.body, layout.textFont,
                   layout.headingFont, theme.text, theme.mutedText);
        return;
    }
    for (int i = 0; i < m_scene.plotCount(); ++i)
        drawPlotFrame(*painter, m_scene.plot(i));
}

void ChartFrameItem::drawBlock(QPainter &painter, const TextBlock &block, const QFont &font,
                               const QColor &colour) const
{
    painter.setPen(colour);
    drawWrapped(painter, block.text, font, block.box, Qt::AlignLeft | Qt::AlignTop);
}

void ChartFrameItem::drawTitles(QPainter &painter) const
{
    const ChartLayout &layout = m_scene.layout();
    const Theme &theme = m_scene.style().theme;
    drawBlock(painter, layout.title, layout.titleFont, theme.text);
    drawBlock(painter, layout.subtitle, layout.textFont, theme.mutedText);
    drawBlock(painter, layout.reading, layout.smallFont, theme.mutedText);
    drawBlock(painter, layout.warnings, layout.smallFont, theme.warning);
    drawBlock(painter, layout.caption, layout.smallFont, theme.mutedText);
}

void ChartFrameItem::drawLegend(QPainter &painter) const
{
    const ChartLayout &layout = m_scene.layout();
    const Theme &theme = m_scene.style().theme;
    const double base = layout.base;
    for (const ChartLayout::LegendCell &cell : layout.legend) {
        const LegendEntry &entry = m_scene.spec().legend[static_cast<std::size_t>(cell.entry)];
        const QColor colour = inkColour(entry.ink, theme);
        const QPointF centre(cell.box.left() + 0.8 * base, cell.box.center().y());
        const QRectF swatch(centre.x() - 0.8 * base, centre.y() - 0.4 * base, 1.6 * base,
                            0.8 * base);
        switch (entry.kind) {
        case LegendEntry::Kind::Point:
            drawMarker(painter, entry.shape, centre, 0.42 * base, colour, theme.page);
            break;
        case LegendEntry::Kind::Line:
            painter.setPen(dashedPen(colour, 0.16 * base, entry.dash));
            painter.drawLine(QPointF(swatch.left(), centre.y()),
                             QPointF(swatch.right(), centre.y()));
            if (entry.ink.role != InkRole::Guide && entry.ink.role != InkRole::Ceiling)
                drawMarker(painter, entry.shape, centre, 0.32 * base, colour, theme.page);
            break;
        case LegendEntry::Kind::Bar:
            drawArea(painter, swatch, entry.ink, entry.hatched, theme, base,
                     QPen(theme.border, 0.8));
            break;
        case LegendEntry::Kind::Band:
            painter.setPen(Qt::NoPen);
            painter.setBrush(paleInk(entry.ink, theme));
            painter.drawRect(swatch);
            painter.setPen(QPen(colour, 0.16 * base));
            painter.drawLine(QPointF(centre.x(), swatch.top()),
                             QPointF(centre.x(), swatch.bottom()));
            break;
        }
        painter.setPen(theme.text);
        drawWrapped(painter, cell.text, layout.textFont, cell.box.adjusted(2.2 * base, 0, 0, 0),
                    Qt::AlignLeft | Qt::AlignVCenter);
    }
}

} // namespace gapscope
