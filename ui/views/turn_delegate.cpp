// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/turn_delegate.h"

#include "ui/base/theme.h"
#include "ui/models/turns_model.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace gapscope {
void TurnDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QString text = ground.text;
    ground.text.clear();
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);

    const Theme theme = Theme::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const int begin = index.data(TurnsModel::MatchBeginRole).toInt();
    const int length = index.data(TurnsModel::MatchLengthRole).toInt();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    const QRectF rect = QRectF(option.rect).adjusted(margin, 0, -margin, 0);

    QTextLayout layout(text, ground.font);
    QTextOption direction;
    direction.setWrapMode(QTextOption::NoWrap);
    direction.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(direction);
    if (length > 0) {
        QTextLayout::FormatRange match;
        match.start = begin;
        match.length = length;
        match.format.setFontWeight(QFont::Bold);
        if (!selected)
            match.format.setBackground(theme.insertedFill);
        match.format.setFontUnderline(selected);
        layout.setFormats({match});
    }
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (!line.isValid()) {
        layout.endLayout();
        return;
    }
    line.setLineWidth(rect.width());
    layout.endLayout();

    // Where the match would be cut off, the line is moved until it stands in the middle.
    double shift = 0.0;
    if (line.naturalTextWidth() > rect.width() && length > 0) {
        const double from = line.cursorToX(begin);
        const double to = line.cursorToX(begin + length);
        if (std::max(from, to) > rect.width() || std::min(from, to) < 0.0)
            shift = (from + to) / 2 - rect.width() / 2;
    }
    painter->save();
    painter->setClipRect(rect);
    painter->setPen(selected ? theme.accentText : theme.text);
    const double top = rect.center().y() - line.height() / 2;
    layout.draw(painter, QPointF(rect.left() - shift, top));
    painter->restore();
}
} // namespace gapscope
