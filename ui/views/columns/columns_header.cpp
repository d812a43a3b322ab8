// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/columns/columns_header.h"

#include "ui/base/theme.h"
#include "ui/models/columns_model.h"

#include <QPainter>

namespace gapscope {
ColumnsHeader::ColumnsHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(false);
    setHighlightSections(false);
    setMinimumSectionSize(120);
}

QSize ColumnsHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), 2 * fontMetrics().height() + 12};
}

void ColumnsHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Theme theme = Theme::of(palette());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(rect, theme.panel);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border);
    const int line = fontMetrics().height();
    QRect place = rect.adjusted(10, 5, -8, 0);
    place.setHeight(line);
    const int size = line / 2;
    const QRect mark(place.left(), place.center().y() - size / 2, size, size);
    painter->setPen(Qt::NoPen);
    // Round and square, so that the sides differ without their colours.
    if (section == ColumnsModel::realColumn) {
        painter->setBrush(theme.real);
        painter->drawEllipse(mark);
    } else {
        painter->setBrush(theme.sim);
        painter->drawRect(mark);
    }
    const auto text = [&](int role) {
        return model()->headerData(section, Qt::Horizontal, role).toString();
    };
    QFont bold = font();
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(theme.text);
    const QRect title = place.adjusted(size + 6, 0, 0, 0);
    painter->drawText(
        title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(bold).elidedText(text(Qt::DisplayRole), Qt::ElideMiddle, title.width()));
    painter->setFont(font());
    painter->setPen(theme.mutedText);
    place.translate(0, line + 1);
    painter->drawText(
        place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fontMetrics().elidedText(text(ColumnsModel::SubtitleRole), Qt::ElideRight, place.width()));
    painter->restore();
}
} // namespace gapscope
