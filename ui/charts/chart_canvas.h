// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_scene.h"
#include "ui/charts/zoom_history.h"

#include <QGraphicsView>
#include <QRubberBand>
#include <QVector>

#include <memory>

namespace gapscope {
/// The painted part of a ChartView: hit testing, keyboard, zoom. As wide as it is given; higher
/// than its window, with a scroll bar, where the rows need it.
class ChartCanvas final : public QGraphicsView
{
    Q_OBJECT

public:
    explicit ChartCanvas(QWidget *parent = nullptr);
    ~ChartCanvas() override;

    void setContent(ChartSpec spec, const Theme &theme);
    ChartScene &chart() { return *m_scene; }
    const ChartScene &chart() const { return *m_scene; }

    bool isZoomed() const;
    QPoint markPosition(int index) const;
    void setCurrentMark(int index);
    void activateMark(int index);
    /// Zooms plot `plot`; keeps `centre`, in its axis units, where it is.
    void zoomBy(double factor, int plot, QPointF centre);
    void zoomAtCentre(double factor);
    void resetZoom();
    /// To what was shown before a zoom or a pan, and forth again.
    void goBack();
    void goForward();
    const ZoomHistory &history() const { return m_history; }
    /// What a screen reader says about the whole chart.
    QString accessibleSummary() const;

Q_SIGNALS:
    void markActivated(const QString &key);
    void currentMarkChanged(int index);
    void zoomChanged(bool zoomed);
    /// What a drag over the plot took in; empty where the choice was cleared.
    void marksBrushed(const QVector<int> &marks);
    /// `mark`: the one under the pointer or with the keyboard's attention, -1 for none.
    void menuRequested(const QPoint &globalPosition, int mark);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void layOutScene();
    void setRange(int plot, const QRectF &range);
    /// All plots at once, without an entry in the history.
    void showRanges(const std::vector<QRectF> &ranges);
    /// Wheel notches in a row and the moves of one pan are one step back.
    enum class Step { Other, Wheel };
    void leaveView(Step step = Step::Other);
    /// The plot with the current mark, else the one under the pointer, else the first that shows
    /// something; -1 where there is none.
    int activePlot() const;
    void showTip(int mark, QPoint viewportPosition);
    void step(int by);
    void hoverAt(QPoint viewportPosition);
    void drag(QPoint viewportPosition);
    void finishBand(QPoint viewportPosition);
    void clickAt(QPoint viewportPosition);
    void clearBrush();
    bool cancel();

    std::unique_ptr<ChartScene> m_scene;
    QRubberBand m_band;
    QPoint m_pressed;
    QRectF m_pressedRange;
    int m_pressedPlot = -1;
    int m_pressedMark = -1;
    int m_hovered = -1;
    /// What the pressed button does. Press: a click, unless the pointer moves on.
    enum class Drag { None, Press, Zoom, Brush, Pan };
    Drag m_drag = Drag::None;
    bool m_isSpaceDown = false;
    bool m_wasSpaceUsed = false;
    ZoomHistory m_history;
    Step m_lastStep = Step::Other;
};
} // namespace gapscope
