// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/figure_delegate.h"

#include "ui/base/theme.h"
#include "ui/models/figure_model.h"

#include <QApplication>
#include <QPainter>

namespace gapscope {
namespace {
constexpr int barWidth = 130;
constexpr int margin = 6;
} // namespace

void paintBarPart(QPainter &painter, const QRectF &rect, BarPart part, const Theme &theme)
{
    if (rect.width() < 0.5)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    switch (part) {
    case BarPart::Solid:
        painter.fillRect(rect, theme.sim);
        break;
    case BarPart::Hatched: {
        painter.fillRect(rect, theme.page);
        painter.setClipRect(rect);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.moved, 1.6));
        // Lines of its own: a brush pattern is coarse on screens of high resolution.
        for (double x = rect.left() - rect.height(); x < rect.right(); x += 4.0)
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.moved, 1.0));
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    }
    case BarPart::Hollow:
        painter.setPen(QPen(theme.mutedText, 1.0));
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    }
    painter.restore();
}

void FigureDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(FigureModel::QuietRole).toBool())
        option->palette.setColor(QPalette::Text, Theme::of(option->palette).mutedText);
    if (index.data(FigureModel::PartsRole).isValid())
        option->text.clear();
}

void FigureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant value = index.data(FigureModel::PartsRole);
    const double full = index.data(FigureModel::FullRole).toDouble();
    if (!value.isValid() || full <= 0.0)
        return;
    const QVariantList parts = value.toList();
    const QRectF area = QRectF(option.rect).adjusted(margin, 6, -margin, -6);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const Theme theme = Theme::of(option.palette);
    double from = 0.0;
    for (int i = 0; i < 3; ++i) {
        const double width = std::min(parts[i].toDouble() / full, 1.0) * area.width();
        const double left = mirrored ? area.right() - from - width : area.left() + from;
        paintBarPart(*painter, QRectF(left, area.top(), width, area.height()),
                     static_cast<BarPart>(i), theme);
        from += width;
    }
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(FigureModel::PartsRole).isValid())
        return {barWidth, option.fontMetrics.height() + 8};
    return QStyledItemDelegate::sizeHint(option, index);
}
} // namespace gapscope
