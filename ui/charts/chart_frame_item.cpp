// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_frame_item.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_scene.h"

#include <QCoreApplication>

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
        drawEmpty(*painter);
        return;
    }
    drawRows(*painter);
    drawColumnsBelow(*painter);
}

void ChartFrameItem::drawBlock(QPainter &painter, const ChartLayout::Block &block,
                               const QFont &font, const QColor &colour) const
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
    painter.setPen(theme.mutedText);
    drawWrapped(painter, layout.xTitle.text, layout.textFont, layout.xTitle.box,
                Qt::AlignHCenter | Qt::AlignTop);
    drawWrapped(painter, layout.yTitle.text, layout.textFont, layout.yTitle.box,
                Qt::AlignLeft | Qt::AlignTop);
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
            painter.setPen(QPen(theme.border, 0.8));
            painter.setBrush(colour);
            painter.drawRect(swatch);
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

void ChartFrameItem::drawRows(QPainter &painter) const
{
    const ChartLayout &layout = m_scene.layout();
    const ChartSpec &spec = m_scene.spec();
    const Theme &theme = m_scene.style().theme;
    const double line = lineHeight(layout.headingFont);
    painter.setPen(theme.mutedText);
    for (const ChartLayout::Column &column : layout.columns) {
        const SideColumn &from = spec.columns[static_cast<std::size_t>(column.index)];
        drawWrapped(
            painter, wrapText(qs(from.title), layout.textFont, 1e6), layout.textFont,
            QRectF(column.left, layout.plot.top() - line - 0.2 * layout.base, column.width, line),
            Qt::AlignRight | Qt::AlignTop);
    }
    const double half = 0.5 * layout.plot.height() / m_scene.visibleRange().height();
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
        const double y = m_scene.toScene(m_scene.visibleRange().left(), double(i)).y();
        if (y < layout.plot.top() || y > layout.plot.bottom())
            continue;
        const bool isHeading = std::find(spec.y.headings.begin(), spec.y.headings.end(),
                                         static_cast<int>(i)) != spec.y.headings.end();
        const QFont &font = isHeading ? layout.headingFont : layout.rowFont;
        const double left = layout.base;
        const double right = layout.plot.left() - 0.7 * layout.base;
        painter.setPen(theme.text);
        drawWrapped(painter, layout.rows[i], font, QRectF(left, y - half, right - left, 2 * half),
                    (isHeading ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        for (const ChartLayout::Column &column : layout.columns) {
            const SideColumn &from = spec.columns[static_cast<std::size_t>(column.index)];
            if (i >= from.cells.size())
                continue;
            drawWrapped(painter, wrapText(qs(from.cells[i]), font, 1e6), font,
                        QRectF(column.left, y - half, column.width, 2 * half),
                        Qt::AlignRight | Qt::AlignVCenter);
        }
    }
}

void ChartFrameItem::drawColumnsBelow(QPainter &painter) const
{
    const ChartLayout &layout = m_scene.layout();
    painter.setPen(m_scene.style().theme.text);
    const double top = layout.plot.bottom() + 0.5 * layout.base;
    for (std::size_t i = 0; i < layout.columnsBelow.size(); ++i) {
        const WrappedText &text = layout.columnsBelow[i];
        const double x = m_scene.toScene(double(i), m_scene.visibleRange().top()).x();
        if (x < layout.plot.left() || x > layout.plot.right())
            continue;
        if (!layout.turned) {
            drawWrapped(painter, text, layout.columnFont,
                        QRectF(x - text.width / 2, top, text.width, text.height),
                        Qt::AlignHCenter | Qt::AlignTop);
            continue;
        }
        painter.save();
        painter.translate(x, top);
        painter.rotate(-90);
        drawWrapped(painter, text, layout.columnFont,
                    QRectF(-text.width, -text.height / 2, text.width, text.height),
                    Qt::AlignRight | Qt::AlignVCenter);
        painter.restore();
    }
}

void ChartFrameItem::drawEmpty(QPainter &painter) const
{
    const ChartLayout &layout = m_scene.layout();
    const Theme &theme = m_scene.style().theme;
    const WrappedText reason =
        wrapText(qs(m_scene.spec().emptyReason), layout.textFont, 0.8 * layout.plot.width());
    const WrappedText head =
        wrapText(QCoreApplication::translate("ChartFrameItem", "Nothing to draw yet"),
                 layout.headingFont, layout.plot.width());
    const double height = head.height + 0.4 * layout.base + reason.height;
    QRectF box(layout.plot.left(), layout.plot.center().y() - height / 2, layout.plot.width(),
               height);
    painter.setPen(theme.text);
    drawWrapped(painter, head, layout.headingFont, box, Qt::AlignHCenter | Qt::AlignTop);
    painter.setPen(theme.mutedText);
    drawWrapped(painter, reason, layout.textFont, box, Qt::AlignHCenter | Qt::AlignBottom);
}
} // namespace gapscope
