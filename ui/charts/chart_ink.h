// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"
#include "ui/base/theme.h"

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QPen>
#include <QString>
#include <QStringList>

#include <string_view>

namespace gapscope {
/// A theme whose two sides have no hue: roles are told apart by lightness, dash and hatch.
bool isGrey(const Theme &theme);
QColor inkColour(const Ink &ink, const Theme &theme);
/// Fill of areas and of ± sd bars in this ink: pale, opaque, so that exports need no blending.
QColor paleInk(const Ink &ink, const Theme &theme);
/// Black or white, whichever reads better on `ground`.
QColor textOn(const QColor &ground);
/// Pattern 0 is solid; the others are told apart by their dashes.
QPen dashedPen(const QColor &colour, double width, int pattern);
/// MarkShape::None draws nothing.
void drawMarker(QPainter &painter, MarkShape shape, QPointF centre, double radius,
                const QColor &colour, const QColor &ground);

/// A text broken into lines that fit a width; words are kept whole where they fit at all.
struct WrappedText
{
    QStringList lines;
    double width = 0.0;
    double height = 0.0;
};
/// Lays out without hinting, so that a figure has the same breaks on screen and in every file.
QFont chartFont(double pixelSize, bool bold = false);
double lineHeight(const QFont &font);
double textWidth(const QString &text, const QFont &font);
WrappedText wrapText(const QString &text, const QFont &font, double width);
/// Draws line by line as plain text: never as HTML. `box` gives the place, `align` the corner.
void drawWrapped(QPainter &painter, const WrappedText &text, const QFont &font, const QRectF &box,
                 Qt::Alignment align);
} // namespace gapscope
