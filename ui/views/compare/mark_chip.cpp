// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/mark_chip.h"

#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/views/compare/cue_strokes.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace gapscope {
namespace {
constexpr int padding = 6;
constexpr int gap = 5;
constexpr int box = 11;
constexpr int swatch = 22;

QString count(const std::optional<int> &number)
{
    return number ? QLocale().toString(*number) : QString();
}
} // namespace

MarkChip::MarkChip(Content content, QWidget *parent)
    : QAbstractButton(parent), m_content(std::move(content))
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    const bool counted = m_content.real && m_content.sim;
    QString name = m_content.name;
    if (m_content.kind == Kind::Feature) {
        const Dimension dimension = info(m_content.feature).dimension;
        if (dimension != Dimension::None)
            name = tr("%1 · %2 %3").arg(name, qs(key(dimension)).left(2), qs(title(dimension)));
    }
    if (counted)
        name =
            tr("%1: real %2, simulated %3").arg(name, count(m_content.real), count(m_content.sim));
    setAccessibleName(name);
    setAccessibleDescription(m_content.explanation);
    const QString how = tr("A click or Space shows and hides it.");
    const QString tip = m_content.explanation.isEmpty()
                            ? tr("%1. %2").arg(name, how)
                            : tr("%1. %2 %3").arg(name, m_content.explanation, how);
    setToolTip(QStringLiteral("<qt>%1</qt>").arg(tip.toHtmlEscaped()));
}

QSize MarkChip::sizeHint() const
{
    const QFontMetrics metrics(font());
    int width = 2 * padding + box + gap + swatch + gap + metrics.horizontalAdvance(m_content.name);
    if (m_content.real && m_content.sim)
        width += 2 * gap + metrics.horizontalAdvance(count(m_content.real)) +
                 metrics.horizontalAdvance(QStringLiteral(" | ")) +
                 metrics.horizontalAdvance(count(m_content.sim));
    return {width, metrics.height() + 6};
}

void MarkChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(palette());
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.border, hasFocus() ? 2.0 : 1.0));
    painter.setBrush(underMouse() ? theme.agentFill : theme.page);
    painter.drawRoundedRect(hasFocus() ? frame.adjusted(0.5, 0.5, -0.5, -0.5) : frame, 4.0, 4.0);

    const QRectF check(padding + 0.5, std::round((height() - box) / 2.0) + 0.5, box - 1, box - 1);
    painter.setPen(QPen(isChecked() ? theme.accent : theme.mutedText, 1.0));
    painter.setBrush(isChecked() ? theme.accent : theme.page);
    painter.drawRoundedRect(check, 2.0, 2.0);
    if (isChecked()) {
        QPainterPath tick(check.topLeft() + QPointF(2.2, 5.0));
        tick.lineTo(check.topLeft() + QPointF(4.3, 7.4));
        tick.lineTo(check.topLeft() + QPointF(8.0, 2.6));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accentText, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(tick);
    }
    double x = padding + box + gap;
    paintSwatch(painter, QRectF(x, 0.0, swatch, height()));
    x += swatch + gap;

    painter.setFont(font());
    const QFontMetricsF metrics(font());
    const auto write = [&](const QString &text, const QColor &colour) {
        const double width = metrics.horizontalAdvance(text);
        painter.setPen(colour);
        painter.drawText(QRectF(x, 0.0, width + 1.0, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         text);
        x += width;
    };
    write(m_content.name, isChecked() ? theme.text : theme.mutedText);
    if (!m_content.real || !m_content.sim)
        return;
    x += 2 * gap;
    write(count(m_content.real), isChecked() ? theme.real : theme.mutedText);
    write(QStringLiteral(" | "), theme.mutedText);
    write(count(m_content.sim), isChecked() ? theme.sim : theme.mutedText);
}

void MarkChip::paintSwatch(QPainter &painter, const QRectF &area) const
{
    const Theme theme = Theme::of(palette());
    const double middle = std::round(area.center().y());
    switch (m_content.kind) {
    case Kind::Feature:
        drawCueStroke(painter, theme, m_content.feature, area.left(), area.right(), middle);
        break;
    case Kind::WordDifferences: {
        // As in the text: broken for words only the real side has, whole for the other.
        const double half = area.width() / 2.0 - 1.0;
        const QRectF left(area.left(), middle - 6.0, half, 11.0);
        const QRectF right(area.right() - half, middle - 6.0, half, 11.0);
        painter.fillRect(left, theme.deletedFill);
        painter.fillRect(right, theme.insertedFill);
        QPen pen(theme.divergent, 1.5, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({3.0, 1.6});
        painter.setPen(pen);
        painter.drawLine(left.bottomLeft(), left.bottomRight());
        painter.setPen(QPen(theme.real, 1.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(right.bottomLeft(), right.bottomRight());
        break;
    }
    case Kind::Facts: {
        const QRectF whole(area.left() + 2.0, middle - 6.0, 7.0, 12.0);
        drawFactBox(painter, theme.real, FactStroke::OnlyHere, whole);
        drawFactBox(painter, theme.sim, FactStroke::SaidElsewhere, whole.translated(11.0, 0.0));
        break;
    }
    case Kind::Units: {
        const QColor colour = theme.dimensionColour(Dimension::Information);
        QPainterPath path(QPointF(area.left() + 2.0, middle + 5.0));
        path.cubicTo(QPointF(area.center().x(), middle + 5.0),
                     QPointF(area.center().x(), middle - 5.0),
                     QPointF(area.right() - 2.0, middle - 5.0));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.2));
        painter.drawPath(path);
        break;
    }
    }
}
} // namespace gapscope
