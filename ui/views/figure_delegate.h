// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gapscope {
struct Theme;

/// The parts that a bar is split into, and how each is filled: never by colour alone.
enum class BarPart { Solid, Hatched, Hollow };
/// Paints one part.
void paintBarPart(QPainter &painter, const QRectF &rect, BarPart part, const Theme &theme);

/// Cells of a FigureModel: quiet ones in secondary text, parts as one bar.
class FigureDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};
} // namespace gapscope
