// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/cue_strokes.h"

#include "ui/base/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gapscope {
namespace {
enum class Shape { Dots, Wave, Double, DashDot, Zigzag };

/// No two features of one dimension share a shape.
Shape shapeOf(Feature feature)
{
    switch (feature) {
    case Feature::AckOnlyRate:
    case Feature::UncertaintyRate:
    case Feature::PivotRate:
    case Feature::UserWordsPerTurn:
        return Shape::Wave;
    case Feature::RepeatRate:
    case Feature::InfoQRate:
    case Feature::OpeningWords:
        return Shape::Double;
    case Feature::FormalityRate:
    case Feature::ClarifyQRate:
    case Feature::InfoFrontload:
    case Feature::VerbosityCv:
        return Shape::DashDot;
    case Feature::IdConfuseRate:
    case Feature::PushbackQRate:
    case Feature::AccusationRate:
    case Feature::ShortMsgRate:
        return Shape::Zigzag;
    case Feature::NTurns:
    case Feature::PolitenessRate:
    case Feature::EmotionRate:
    case Feature::CertaintyRate:
    case Feature::IdDensity:
        return Shape::Dots;
    }
    return Shape::Dots;
}

void drawLine(QPainter &painter, double left, double right, double y)
{
    painter.drawLine(QPointF(left, y), QPointF(right, y));
}

/// Up and down between y − 1.5 and y + 1.5, ending where the words end.
QPainterPath toothed(double left, double right, double y, double step, bool round)
{
    QPainterPath path(QPointF(left, y + 1.5));
    double side = -1.5;
    for (double x = left; x < right; side = -side) {
        const double next = std::min(x + step, right);
        if (round)
            path.cubicTo(QPointF((x + next) / 2.0, y - side), QPointF((x + next) / 2.0, y + side),
                         QPointF(next, y + side));
        else
            path.lineTo(QPointF(next, y + side));
        x = next;
    }
    return path;
}
} // namespace

void drawCueStroke(QPainter &painter, const Theme &theme, Feature feature, double left,
                   double right, double y)
{
    const QColor colour = theme.dimensionColour(info(feature).dimension);
    QPen pen(colour, 1.3, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    painter.save();
    painter.setBrush(Qt::NoBrush);
    switch (shapeOf(feature)) {
    case Shape::Dots:
        pen.setWidthF(2.0);
        pen.setCapStyle(Qt::RoundCap);
        pen.setDashPattern({0.1, 2.0});
        painter.setPen(pen);
        drawLine(painter, left, right, y);
        break;
    case Shape::DashDot:
        pen.setWidthF(1.7);
        pen.setDashPattern({3.0, 1.4, 1.0, 1.4});
        painter.setPen(pen);
        drawLine(painter, left, right, y);
        break;
    case Shape::Double:
        pen.setWidthF(1.0);
        painter.setPen(pen);
        drawLine(painter, left, right, y - 1.25);
        drawLine(painter, left, right, y + 1.25);
        break;
    case Shape::Wave:
        painter.setPen(pen);
        painter.drawPath(toothed(left, right, y, 4.0, true));
        break;
    case Shape::Zigzag:
        painter.setPen(pen);
        painter.drawPath(toothed(left, right, y, 2.5, false));
        break;
    }
    painter.restore();
}

void drawFactBox(QPainter &painter, const QColor &colour, FactStroke stroke, const QRectF &box)
{
    QPen pen(colour, 1.0);
    if (stroke == FactStroke::SaidElsewhere)
        pen.setDashPattern({1.0, 2.0});
    painter.save();
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(-1.5, 0.5, 1.5, -0.5), 2.5, 2.5);
    painter.restore();
}
} // namespace gapscope
