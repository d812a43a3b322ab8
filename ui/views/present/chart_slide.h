// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <QImage>
#include <QWidget>

namespace gapscope {
/// A chart to be read from the back of a room: as large a type as lets all of it fit.
class ChartSlide final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setSpec(ChartSpec spec);
    const ChartSpec &spec() const { return m_spec; }
    /// Of the text, against the size on a page.
    double textScale() const { return m_scale; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();

    ChartSpec m_spec;
    QImage m_image;
    double m_scale = 1.0;
};
} // namespace gapscope
