// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace gapscope {
/// A chooser that ends a text too long for it with "…" and tells the whole in its tool tip; the
/// list that opens is as wide as its entries.
class ElidingComboBox final : public QComboBox
{
    Q_OBJECT

public:
    /// `name` is what the chooser is for.
    explicit ElidingComboBox(const QString &name, QWidget *parent = nullptr);

    /// The text as it is painted.
    QString shownText() const;
    void showPopup() override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};
} // namespace gapscope
