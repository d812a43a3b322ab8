// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gapscope {
/// What the fills of the bars of lost points mean.
class SplitLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit SplitLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_names;
};
} // namespace gapscope
