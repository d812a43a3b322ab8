// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

namespace gapscope {
class ChartPlot;

/// Around the plot area of one plot: titles, row and column labels, side columns, or why it is
/// empty. Draws plain text only.
void drawPlotFrame(QPainter &painter, const ChartPlot &plot);
/// `reason` in the middle of `box`, under a heading.
void drawReason(QPainter &painter, const QString &reason, const QRectF &box, const QFont &font,
                const QFont &headingFont, const QColor &text, const QColor &muted);
} // namespace gapscope
