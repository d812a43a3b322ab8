// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace gapscope {
/// A choice of a chart, items "Title: value". Where there is no room for that it shows the value
/// alone.
class ChartTileChooser final : public QComboBox
{
    Q_OBJECT

public:
    explicit ChartTileChooser(const QString &title, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
    void showPopup() override;

protected:
    void initStyleOption(QStyleOptionComboBox *option) const override;

private:
    QString m_title;
};
} // namespace gapscope
