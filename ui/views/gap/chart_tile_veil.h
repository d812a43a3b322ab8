// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace gapscope {
class ChartCanvas;
class ChartView;

/// Lies over a chart and dims all but some of its marks; lets every event of the mouse through.
class ChartTileVeil final : public QWidget
{
    Q_OBJECT

public:
    /// Covers `view` and belongs to it.
    explicit ChartTileVeil(ChartView *view);

    /// Indices of marks of the view; none: nothing is dimmed.
    void setMarks(std::vector<int> marks);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF boxOf(int mark) const;

    ChartView *m_view = nullptr;
    ChartCanvas *m_canvas = nullptr;
    std::vector<int> m_marks;
};
} // namespace gapscope
