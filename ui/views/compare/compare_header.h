// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"
#include "ui/views/compare/compare_style.h"

#include <QWidget>

namespace gapscope {
class CompareModel;
class CompareScene;

/// The headings of the two columns, in step with them.
class CompareHeader final : public QWidget
{
    Q_OBJECT

public:
    CompareHeader(const CompareModel &model, const CompareScene &scene, QWidget *parent);

    int heightFor(const CompareStyle &style) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString text(Side side) const;
    void paintSide(QPainter &painter, Side side, const QRectF &rect) const;

    const CompareModel &m_model;
    const CompareScene &m_scene;
};
} // namespace gapscope
