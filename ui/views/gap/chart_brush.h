// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>

#include <optional>
#include <vector>

class QAbstractScrollArea;

namespace gapscope {
class ChartView;

/// Choosing single marks in a chart: a click or Enter takes one, a right click or Shift+F10 asks
/// for the menu of one. Frames are the chart's own (ChartView::marksBrushed).
class ChartBrush final : public QObject
{
    Q_OBJECT

public:
    explicit ChartBrush(ChartView *view);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Indices of marks of the view.
    void chosen(const std::vector<int> &marks);
    /// -1: beside every mark.
    void menuRequested(int mark, const QPoint &globalPosition);

private:
    QPoint place(int mark) const;

    ChartView *m_view = nullptr;
    QAbstractScrollArea *m_canvas = nullptr;
    std::optional<QPoint> m_pressed;
};
} // namespace gapscope
