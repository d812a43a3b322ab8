// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/columns/columns_delegate.h"

#include "ui/base/theme.h"
#include "ui/models/columns_model.h"
#include "ui/models/compare_model.h"
#include "ui/views/compare/speech_marks.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace gapscope {
namespace {
constexpr int pad = 8;
constexpr int edge = 3;
/// Room for the sign of the kind, at the right of the speaker's line.
constexpr int gap = 3;

/// Lays the text out at this width; gives its height.
double layOut(QTextLayout &layout, double width)
{
    QTextOption wrap(Qt::AlignLeft);
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    const bool rightToLeft = layout.text().isRightToLeft();
    wrap.setTextDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    if (rightToLeft)
        wrap.setAlignment(Qt::AlignRight);
    layout.setTextOption(wrap);
    layout.beginLayout();
    double y = 0.0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0.0, y));
        y += line.height();
    }
    layout.endLayout();
    return y;
}

QString wrapped(const QModelIndex &index)
{
    QString text = index.data().toString();
    text.replace(QLatin1Char('\n'), QChar::LineSeparator);
    return text;
}

/// As between two columns: a whole line under words that only the simulated user says.
QList<QTextLayout::FormatRange> differences(const QModelIndex &index, const Theme &theme)
{
    const QModelIndex real = index.siblingAtColumn(ColumnsModel::realColumn);
    QTextCharFormat format;
    format.setBackground(theme.insertedFill);
    format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    format.setUnderlineColor(theme.real);
    QList<QTextLayout::FormatRange> formats;
    for (const CharRange &range : wordsOnlyInSecond(wrapped(real), wrapped(index)))
        formats.append({range.begin, range.end - range.begin, format});
    return formats;
}

double textWidth(int width)
{
    return std::max(width - 2.0 * pad - edge, 20.0);
}

QFont captionFont(const QFont &font)
{
    QFont caption = font;
    caption.setPointSizeF(std::max(font.pointSizeF() * 0.85, 6.0));
    return caption;
}
} // namespace

int ColumnsDelegate::heightFor(const QModelIndex &index, const QFont &font, int width) const
{
    const double caption = QFontMetricsF(captionFont(font)).height();
    if (!index.data(ColumnsModel::SpeakerRole).isValid())
        return static_cast<int>(std::ceil(caption)) + 2 * pad;
    QTextLayout layout(wrapped(index), font);
    return static_cast<int>(std::ceil(layOut(layout, textWidth(width)) + caption)) + gap + 2 * pad;
}

QSize ColumnsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), heightFor(index, option.font, option.rect.width())};
}

void ColumnsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.palette);
    const QRectF rect = QRectF(option.rect).adjusted(3.0, 2.0, -3.0, -2.0);
    const QVariant speaker = index.data(ColumnsModel::SpeakerRole);
    const QVariant kind = index.data(ColumnsModel::KindRole);
    const bool isReal = index.column() == ColumnsModel::realColumn;
    const bool isUser = speaker.isValid() && speaker.toInt() == static_cast<int>(Role::User);
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(option.rect, theme.page);
    painter->setPen(Qt::NoPen);
    if (!speaker.isValid()) {
        // A user's turn that is missing is marked more strongly than an agent's.
        QColor stripes = theme.border;
        stripes.setAlpha(kind.isValid() ? 255 : 90);
        painter->setBrush(QBrush(stripes, Qt::BDiagPattern));
    } else {
        painter->setBrush(!isUser ? theme.agentFill : isReal ? theme.realFill : theme.simFill);
    }
    painter->drawRoundedRect(rect, 4.0, 4.0);
    if (kind.isValid()) {
        const QRectF mark(rect.left(), rect.top(), edge, rect.height());
        painter->fillRect(mark, theme.rowColour(static_cast<RowKind>(kind.toInt())));
    }
    const QRectF inside = rect.adjusted(pad, pad - 2.0, -pad + 3.0, -pad + 2.0);
    const QFont caption = captionFont(option.font);
    const double captionHeight = QFontMetricsF(caption).height();
    QRectF line = inside;
    line.setHeight(captionHeight);
    painter->setFont(caption);
    if (kind.isValid()) {
        const auto which = static_cast<RowKind>(kind.toInt());
        painter->setPen(theme.text);
        const QVariant number = index.data(ColumnsModel::RowNumberRole);
        const QString sign =
            QStringLiteral("%1 %2").arg(Theme::rowSign(which), CompareModel::kindName(which));
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                          number.isValid() ? tr("%1 · row %2").arg(sign, number.toString()) : sign);
    }
    if (speaker.isValid()) {
        painter->setPen(theme.mutedText);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          CompareModel::roleName(static_cast<Role>(speaker.toInt())));
        QTextLayout layout(wrapped(index), option.font);
        if (m_wordDiff && kind.isValid())
            layout.setFormats(differences(index, theme));
        layOut(layout, textWidth(option.rect.width()));
        painter->setPen(theme.text);
        layout.draw(painter, QPointF(inside.left(), line.bottom() + gap));
    }
    if (option.state & QStyle::State_Selected) {
        const bool focused = option.state & QStyle::State_HasFocus;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(focused ? theme.accent : theme.mutedText, focused ? 2.0 : 1.0));
        painter->drawRoundedRect(rect.adjusted(1.0, 1.0, -1.0, -1.0), 4.0, 4.0);
    }
    painter->restore();
}
} // namespace gapscope
