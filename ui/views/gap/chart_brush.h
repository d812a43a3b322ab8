// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QRubberBand>

#include <optional>
#include <vector>

class QAbstractScrollArea;

namespace gapscope {
class ChartView;

/// Choosing marks in a chart: a click or Enter takes one, Ctrl+drag those in a frame, a right click
/// or Shift+F10 asks for the menu of one. Shift+drag stays with the chart, for zooming.
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
    int markNear(const QPoint &viewportPosition) const;
    std::vector<int> marksIn(const QRect &viewportBox) const;
    QPoint place(int mark) const;

    ChartView *m_view = nullptr;
    QAbstractScrollArea *m_canvas = nullptr;
    /// Owned by what it lies on.
    QRubberBand *m_band = nullptr;
    std::optional<QPoint> m_pressed;
    bool m_framing = false;
};
} // namespace gapscope
