// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/corpus_delegate.h"

#include "ui/base/theme.h"

#include <QPainter>

namespace gapscope {
namespace {
constexpr int markSize = 12;
/// Drawn at three times the size: sharp on every screen.
constexpr int scale = 3;

QPixmap mark(CorpusKind kind, const QColor &colour)
{
    QPixmap pixmap(markSize * scale, markSize * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(colour);
    const QPointF centre(markSize / 2.0, markSize / 2.0);
    const double r = 3.8;
    switch (kind) {
    case CorpusKind::Real:
        painter.drawEllipse(centre, r, r);
        break;
    case CorpusKind::Simulated: {
        const double d = r + 0.8;
        const QPointF points[] = {centre + QPointF(0, -d), centre + QPointF(d, 0),
                                  centre + QPointF(0, d), centre + QPointF(-d, 0)};
        painter.drawPolygon(points, 4);
        break;
    }
    case CorpusKind::SelfDialog:
    case CorpusKind::Unknown:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r, r);
        break;
    }
    return pixmap;
}
} // namespace

QIcon corpusIcon(CorpusKind kind, const Theme &theme)
{
    QColor colour = theme.mutedText;
    if (kind == CorpusKind::Real)
        colour = theme.real;
    else if (kind == CorpusKind::Simulated)
        colour = theme.sim;
    QIcon icon(mark(kind, colour));
    icon.addPixmap(mark(kind, theme.accentText), QIcon::Selected);
    return icon;
}

CorpusDelegate::CorpusDelegate(int kindRole, QObject *parent)
    : QStyledItemDelegate(parent), m_kindRole(kindRole)
{}

void CorpusDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto kind = static_cast<CorpusKind>(index.data(m_kindRole).toInt());
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {markSize, markSize};
    option->icon = corpusIcon(kind, Theme::of(option->palette));
}
} // namespace gapscope
