// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTextLayout;

namespace gapscope {
/// A cell of the columns: ground by speaker, edge, sign and row number by kind, the words wrapped,
/// always as plain text, those the real turn beside it does not have underlined.
class ColumnsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Height of the cell at this width.
    int heightFor(const QModelIndex &index, const QFont &font, int width) const;
    void setWordDiff(bool on) { m_wordDiff = on; }

private:
    bool m_wordDiff = true;
};
} // namespace gapscope
