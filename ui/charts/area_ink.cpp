// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/area_ink.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
/// Between lines, in text sizes.
constexpr double spacing = 0.4;
/// Kinds have this many colours; later ones get them again, hatched.
constexpr int kindColours = 4;

/// Lines slope · x + y = c, cut to the box by hand: not every file format clips.
void drawSlanted(QPainter &painter, const QRectF &box, double slope, double step)
{
    const double ends[] = {slope * box.left() + box.top(), slope * box.right() + box.top()};
    const double low = std::min(ends[0], ends[1]);
    const double high = std::max(ends[0], ends[1]) + box.height();
    for (double c = std::ceil(low / step) * step; c < high; c += step) {
        const double atTop = (c - box.top()) / slope;
        const double atBottom = (c - box.bottom()) / slope;
        const double left = std::max(box.left(), std::min(atTop, atBottom));
        const double right = std::min(box.right(), std::max(atTop, atBottom));
        if (right > left)
            painter.drawLine(QPointF(left, c - slope * left), QPointF(right, c - slope * right));
    }
}

/// Centred, so that also a narrow area shows its kind.
void drawUpright(QPainter &painter, const QRectF &box, double step)
{
    const double first = box.center().x() - std::floor(box.width() / 2 / step) * step;
    for (double x = first; x < box.right(); x += step)
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
}

void drawLevel(QPainter &painter, const QRectF &box, double step)
{
    const double first = box.center().y() - std::floor(box.height() / 2 / step) * step;
    for (double y = first; y < box.bottom(); y += step)
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
}

void drawLines(QPainter &painter, const QRectF &box, Hatch hatch, double step)
{
    switch (hatch) {
    case Hatch::None:
        break;
    case Hatch::Rising:
        drawSlanted(painter, box, 1.0, step);
        break;
    case Hatch::Falling:
        drawSlanted(painter, box, -1.0, step);
        break;
    case Hatch::Upright:
        drawUpright(painter, box, step);
        break;
    case Hatch::Level:
        drawLevel(painter, box, step);
        break;
    case Hatch::Grid:
        drawUpright(painter, box, 1.2 * step);
        drawLevel(painter, box, 1.2 * step);
        break;
    }
}

/// In grey the side that is "neither" must not pass for the simulator's.
bool isPaleInGrey(const Ink &ink, const Theme &theme)
{
    return isGrey(theme) && ink.role == InkRole::Context;
}
} // namespace

Hatch hatchOf(const Ink &ink, bool isMarked, const Theme &theme)
{
    if (isMarked)
        return ink.role == InkRole::Floor ? Hatch::Falling : Hatch::Rising;
    if (ink.role == InkRole::Series && ink.series >= kindColours)
        return Hatch::Upright;
    // Its black is D4's dark red to the red-blind.
    if (ink.role == InkRole::Evaluation)
        return Hatch::Level;
    if (!isGrey(theme))
        return Hatch::None;
    switch (ink.role) {
    case InkRole::Information:
        return Hatch::Upright;
    case InkRole::Reaction:
        return Hatch::Grid;
    case InkRole::Diverging:
        return ink.value < 0 ? Hatch::Rising : Hatch::None;
    default: // the others are told apart by their lightness
        return Hatch::None;
    }
}

QColor areaGround(const Ink &ink, bool isMarked, const Theme &theme)
{
    // Of people as a group only the pale colour is used: marks in full colour lie over it.
    const bool isPale = hatchOf(ink, isMarked, theme) != Hatch::None ||
                        ink.role == InkRole::Ceiling || isPaleInGrey(ink, theme);
    return isPale ? paleInk(ink, theme) : inkColour(ink, theme);
}

void drawArea(QPainter &painter, const QRectF &box, const Ink &ink, bool isMarked,
              const Theme &theme, double base, const QPen &edge)
{
    const Hatch hatch = hatchOf(ink, isMarked, theme);
    const bool isOutlined = hatch != Hatch::None || isPaleInGrey(ink, theme);
    painter.setPen(isOutlined ? QPen(inkColour(ink, theme), 0.9) : edge);
    painter.setBrush(areaGround(ink, isMarked, theme));
    painter.drawRect(box);
    drawLines(painter, box, hatch, spacing * base);
}
} // namespace gapscope
