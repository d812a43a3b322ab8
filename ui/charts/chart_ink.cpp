// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_ink.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <QPolygonF>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [&](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

/// Kinds 1–4: told apart from each other and from both sides also by the colour blind.
QColor seriesColour(int series, const Theme &theme)
{
    static constexpr QRgb light[] = {0xff000000, 0xffcc79a7, 0xffd81b60, 0xff332288};
    static constexpr QRgb dark[] = {0xffffffff, 0xfff0e442, 0xffff6f91, 0xffb2df8a};
    const int index = ((series % 4) + 4) % 4;
    return QColor(theme.mode == Theme::Mode::Light ? light[index] : dark[index]);
}

QColor greyInk(const Ink &ink, const Theme &theme)
{
    const auto level = [](int value) { return QColor(value, value, value); };
    static constexpr int series[] = {0, 150, 60, 105};
    switch (ink.role) {
    case InkRole::Conversation:
        return level(30);
    case InkRole::Information:
    case InkRole::Reaction:
        return level(45); // lines of their hatches
    case InkRole::Clarification:
        return level(165);
    case InkRole::Calibration:
        return level(95);
    case InkRole::Series:
        return level(series[((ink.series % 4) + 4) % 4]);
    case InkRole::Diverging:
        // Both signs get darker with size; the hatch tells which.
        return mixed(theme.page, level(40), std::pow(std::min(1.0, std::abs(ink.value)), 0.8));
    case InkRole::Real:
    case InkRole::Ceiling:
        return theme.real;
    case InkRole::Sim:
        return theme.sim;
    case InkRole::Floor:
    case InkRole::Guide:
        return theme.mutedText;
    case InkRole::Evaluation:
    case InkRole::Total:
        return theme.text;
    case InkRole::Context:
        return theme.equal;
    }
    return theme.text;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}
} // namespace

bool isGrey(const Theme &theme)
{
    return theme.real.saturation() == 0 && theme.sim.saturation() == 0;
}

QColor inkColour(const Ink &ink, const Theme &theme)
{
    if (isGrey(theme))
        return greyInk(ink, theme);
    switch (ink.role) {
    case InkRole::Real:
    case InkRole::Ceiling:
        return theme.real;
    case InkRole::Sim:
        return theme.sim;
    case InkRole::Floor:
        return theme.mutedText;
    case InkRole::Conversation:
        return theme.dimensionColour(Dimension::Conversation);
    case InkRole::Information:
        return theme.dimensionColour(Dimension::Information);
    case InkRole::Clarification:
        return theme.dimensionColour(Dimension::Clarification);
    case InkRole::Reaction:
        return theme.dimensionColour(Dimension::Reaction);
    case InkRole::Calibration:
        return theme.dimensionColour(Dimension::None);
    case InkRole::Evaluation:
    case InkRole::Total:
        return theme.text;
    case InkRole::Series:
        return seriesColour(ink.series, theme);
    case InkRole::Context:
        return theme.equal;
    case InkRole::Diverging:
        return mixed(theme.page, ink.value > 0 ? theme.sim : theme.real,
                     std::pow(std::min(1.0, std::abs(ink.value)), 0.8));
    case InkRole::Guide:
        return theme.mutedText;
    }
    return theme.text;
}

QColor paleInk(const Ink &ink, const Theme &theme)
{
    return mixed(theme.page, inkColour(ink, theme), theme.mode == Theme::Mode::Light ? 0.18 : 0.28);
}

QColor textOn(const QColor &ground)
{
    // Above this luminance black has the higher contrast ratio.
    return luminance(ground) > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

QPen dashedPen(const QColor &colour, double width, int pattern)
{
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    switch (pattern) {
    case 0:
        break;
    case 1:
        pen.setDashPattern({5, 3});
        break;
    case 2:
        pen.setDashPattern({1.5, 2});
        break;
    default:
        pen.setDashPattern({7, 2.5, 1.5, 2.5});
        break;
    }
    return pen;
}

void drawMarker(QPainter &painter, MarkShape shape, QPointF centre, double radius,
                const QColor &colour, const QColor &ground)
{
    if (shape == MarkShape::None)
        return;
    // A rim of the ground keeps markers apart that overlap.
    painter.setPen(QPen(ground, std::max(0.6, radius * 0.18)));
    painter.setBrush(colour);
    const double r = radius;
    switch (shape) {
    case MarkShape::Circle:
        painter.drawEllipse(centre, r, r);
        break;
    case MarkShape::Square:
        painter.drawRect(QRectF(centre - QPointF(r, r) * 0.88, QSizeF(r, r) * 1.76));
        break;
    case MarkShape::Diamond:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(0, -1.25 * r), centre + QPointF(1.25 * r, 0),
                       centre + QPointF(0, 1.25 * r), centre + QPointF(-1.25 * r, 0)}));
        break;
    case MarkShape::Triangle:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(0, -1.15 * r), centre + QPointF(1.1 * r, 0.85 * r),
                       centre + QPointF(-1.1 * r, 0.85 * r)}));
        break;
    case MarkShape::Ring:
        painter.setPen(QPen(colour, std::max(1.0, r * 0.36)));
        painter.setBrush(ground);
        painter.drawEllipse(centre, r * 0.88, r * 0.88);
        break;
    case MarkShape::Cross:
        painter.setPen(QPen(colour, std::max(1.2, r * 0.45)));
        painter.drawLine(centre + QPointF(-r, -r) * 0.8, centre + QPointF(r, r) * 0.8);
        painter.drawLine(centre + QPointF(-r, r) * 0.8, centre + QPointF(r, -r) * 0.8);
        break;
    case MarkShape::None:
        break;
    }
}

QFont chartFont(double pixelSize, bool bold)
{
    // By name: the default "Sans Serif" is no family that a browser or a press knows.
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(std::max(4, static_cast<int>(std::lround(pixelSize))));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Spaced letters are not joined: a PDF with "ff" as one sign cannot be searched. The least
    // spacing Qt knows, which nobody sees.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64.0);
    return font;
}

double lineHeight(const QFont &font)
{
    return QFontMetricsF(font).height();
}

double textWidth(const QString &text, const QFont &font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

WrappedText wrapText(const QString &text, const QFont &font, double width)
{
    WrappedText out;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    for (const QString &paragraph : text.split(QLatin1Char('\n'))) {
        QTextLayout layout(paragraph, font);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(std::max(1.0, width));
            out.lines << paragraph.mid(line.textStart(), line.textLength()).trimmed();
            out.width = std::max(out.width, textWidth(out.lines.last(), font));
        }
        layout.endLayout();
    }
    out.height = static_cast<double>(out.lines.size()) * lineHeight(font);
    return out;
}

void drawWrapped(QPainter &painter, const WrappedText &text, const QFont &font, const QRectF &box,
                 Qt::Alignment align)
{
    painter.setFont(font);
    double y = box.top();
    if (align & Qt::AlignVCenter)
        y = box.center().y() - text.height / 2;
    else if (align & Qt::AlignBottom)
        y = box.bottom() - text.height;
    y += QFontMetricsF(font).ascent();
    for (const QString &line : text.lines) {
        double x = box.left();
        if (align & Qt::AlignRight)
            x = box.right() - textWidth(line, font);
        else if (align & Qt::AlignHCenter)
            x = box.center().x() - textWidth(line, font) / 2;
        painter.drawText(QPointF(x, y), line);
        y += lineHeight(font);
    }
}
} // namespace gapscope
