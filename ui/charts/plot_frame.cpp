// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_frame.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_plot.h"

#include <QCoreApplication>

#include <algorithm>

namespace gapscope {
namespace {
void drawTitles(QPainter &painter, const ChartPlot &plot)
{
    const PlotLayout &layout = plot.layout();
    const Theme &theme = plot.style().theme;
    painter.setPen(theme.text);
    drawWrapped(painter, layout.title.text, layout.titleFont, layout.title.box,
                Qt::AlignLeft | Qt::AlignTop);
    painter.setPen(theme.mutedText);
    drawWrapped(painter, layout.xTitle.text, layout.textFont, layout.xTitle.box,
                Qt::AlignHCenter | Qt::AlignTop);
    drawWrapped(painter, layout.yTitle.text, layout.textFont, layout.yTitle.box,
                Qt::AlignLeft | Qt::AlignTop);
}

void drawRow(QPainter &painter, const ChartPlot &plot, std::size_t row, double y, double half)
{
    const PlotLayout &layout = plot.layout();
    const ChartSpec &spec = plot.spec();
    const bool isHeading = std::find(spec.y.headings.begin(), spec.y.headings.end(),
                                     static_cast<int>(row)) != spec.y.headings.end();
    const QFont &font = isHeading ? layout.headingFont : layout.rowFont;
    const double left = layout.cell.left();
    const double right = layout.plot.left() - 0.7 * layout.base;
    painter.setPen(plot.style().theme.text);
    drawWrapped(painter, layout.rows[row], font, QRectF(left, y - half, right - left, 2 * half),
                (isHeading ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    for (const PlotLayout::Column &column : layout.columns) {
        const SideColumn &from = spec.columns[static_cast<std::size_t>(column.index)];
        if (row >= from.cells.size())
            continue;
        drawWrapped(painter, wrapText(qs(from.cells[row]), font, 1e6), font,
                    QRectF(column.left, y - half, column.width, 2 * half),
                    Qt::AlignRight | Qt::AlignVCenter);
    }
}

void drawRows(QPainter &painter, const ChartPlot &plot)
{
    const PlotLayout &layout = plot.layout();
    const double line = lineHeight(layout.headingFont);
    painter.setPen(plot.style().theme.mutedText);
    for (const PlotLayout::Column &column : layout.columns) {
        const SideColumn &from = plot.spec().columns[static_cast<std::size_t>(column.index)];
        drawWrapped(
            painter, wrapText(qs(from.title), layout.textFont, 1e6), layout.textFont,
            QRectF(column.left, layout.plot.top() - line - 0.2 * layout.base, column.width, line),
            Qt::AlignRight | Qt::AlignTop);
    }
    const double half = 0.5 * layout.plot.height() / plot.visibleRange().height();
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
        const double y = plot.toScene(plot.visibleRange().left(), double(i)).y();
        if (y >= layout.plot.top() && y <= layout.plot.bottom())
            drawRow(painter, plot, i, y, half);
    }
}

void drawColumnsBelow(QPainter &painter, const ChartPlot &plot)
{
    const PlotLayout &layout = plot.layout();
    painter.setPen(plot.style().theme.text);
    const double top = layout.plot.bottom() + 0.5 * layout.base;
    for (std::size_t i = 0; i < layout.columnsBelow.size(); ++i) {
        const WrappedText &text = layout.columnsBelow[i];
        const double x = plot.toScene(double(i), plot.visibleRange().top()).x();
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
void drawTicksX(QPainter &painter, const ChartPlot &plot)
{
    const PlotLayout &layout = plot.layout();
    const Theme &theme = plot.style().theme;
    const QRectF visible = plot.visibleRange();
    const double bottom = layout.plot.bottom();
    double free = -1e9;
    painter.setPen(QPen(theme.mutedText, 0.9));
    painter.drawLine(layout.plot.bottomLeft(), layout.plot.bottomRight());
    for (const AxisTick &tick : plot.ticksX()) {
        if (tick.value < visible.left() || tick.value > visible.right())
            continue;
        const double x = plot.toScene(tick.value, visible.top()).x();
        painter.setPen(QPen(theme.mutedText, 0.9));
        painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 0.3 * layout.base));
        const WrappedText text = wrapText(qs(tick.label), layout.textFont, 1e6);
        const double least = layout.cell.left();
        const double most = std::max(least, layout.cell.right() - text.width);
        // Beside its neighbour rather than over it, but still under its tick.
        const double left = std::max(std::clamp(x - text.width / 2, least, most),
                                     std::min(free, x - 0.1 * text.width));
        // A label without room is left out; its tick stays.
        if (!layout.edges.labelsX || left < free || left > most)
            continue;
        free = left + text.width + 0.5 * layout.base;
        painter.setPen(theme.text);
        drawWrapped(painter, text, layout.textFont,
                    QRectF(left, bottom + 0.45 * layout.base, text.width, text.height),
                    Qt::AlignLeft | Qt::AlignTop);
    }
}

void drawTicksY(QPainter &painter, const ChartPlot &plot)
{
    const PlotLayout &layout = plot.layout();
    const Theme &theme = plot.style().theme;
    const QRectF visible = plot.visibleRange();
    const double left = layout.plot.left();
    double free = 1e9;
    painter.setPen(QPen(theme.mutedText, 0.9));
    painter.drawLine(layout.plot.topLeft(), layout.plot.bottomLeft());
    for (const AxisTick &tick : plot.ticksY()) {
        if (tick.value < visible.top() || tick.value > visible.bottom())
            continue;
        const double y = plot.toScene(visible.left(), tick.value).y();
        painter.setPen(QPen(theme.mutedText, 0.9));
        painter.drawLine(QPointF(left - 0.3 * layout.base, y), QPointF(left, y));
        const WrappedText text = wrapText(qs(tick.label), layout.textFont, 1e6);
        const QRectF box(left - 0.6 * layout.base - text.width, y - text.height / 2, text.width,
                         text.height);
        if (!layout.edges.labelsY || box.bottom() > free)
            continue;
        free = box.top();
        painter.setPen(theme.text);
        drawWrapped(painter, text, layout.textFont, box, Qt::AlignLeft | Qt::AlignTop);
    }
}

bool hasTicks(const PlotAxis &axis)
{
    return !axis.hidden && !axis.isCategorical();
}
} // namespace

void drawReason(QPainter &painter, const QString &reason, const QRectF &box, const QFont &font,
                const QFont &headingFont, const QColor &text, const QColor &muted)
{
    const WrappedText why = wrapText(reason, font, 0.8 * box.width());
    const WrappedText head =
        wrapText(QCoreApplication::translate("ChartFrameItem", "Nothing to draw yet"), headingFont,
                 box.width());
    const double height = head.height + 0.35 * lineHeight(font) + why.height;
    const QRectF place(box.left(), box.center().y() - height / 2, box.width(), height);
    painter.setPen(text);
    drawWrapped(painter, head, headingFont, place, Qt::AlignHCenter | Qt::AlignTop);
    painter.setPen(muted);
    drawWrapped(painter, why, font, place, Qt::AlignHCenter | Qt::AlignBottom);
}

void drawPlotFrame(QPainter &painter, const ChartPlot &plot)
{
    drawTitles(painter, plot);
    const PlotLayout &layout = plot.layout();
    if (plot.spec().isEmpty()) {
        const Theme &theme = plot.style().theme;
        drawReason(painter, qs(plot.spec().emptyReason), layout.plot, layout.textFont,
                   layout.headingFont, theme.text, theme.mutedText);
        return;
    }
    drawRows(painter, plot);
    drawColumnsBelow(painter, plot);
    if (hasTicks(plot.spec().x))
        drawTicksX(painter, plot);
    if (hasTicks(plot.spec().y))
        drawTicksY(painter, plot);
}
} // namespace gapscope
