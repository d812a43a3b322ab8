// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace gapscope {
/// Headings of two lines: who speaks, and how far from the real dialogue.
class ColumnsHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit ColumnsHeader(QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};
} // namespace gapscope
