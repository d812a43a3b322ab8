// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse does in a chart: brush, zoom, pan, click.
#include "ui/charts/chart_canvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace gapscope {
namespace {
constexpr double wheelStep = 1.25;
} // namespace

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    const bool isLeft = event->button() == Qt::LeftButton;
    if (!isLeft && event->button() != Qt::MiddleButton) {
        event->ignore();
        return;
    }
    m_pressed = event->pos();
    m_pressedPlot = m_scene->plotAt(mapToScene(m_pressed));
    if (m_pressedPlot >= 0)
        m_pressedRange = m_scene->plot(m_pressedPlot).visibleRange();
    m_pressedMark = -1;
    if (!isLeft || m_isSpaceDown) {
        m_drag = Drag::Pan;
        m_wasSpaceUsed = m_isSpaceDown;
        leaveView();
    } else if (event->modifiers() & Qt::ShiftModifier) {
        m_drag = Drag::Zoom;
        m_band.setGeometry(QRect(m_pressed, QSize()));
        m_band.show();
    } else {
        m_drag = Drag::Press;
        m_pressedMark = m_scene->markAt(mapToScene(m_pressed));
    }
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag == Drag::None)
        hoverAt(event->pos());
    else
        drag(event->pos());
}

void ChartCanvas::drag(QPoint viewportPosition)
{
    const QPoint moved = viewportPosition - m_pressed;
    // Only now: a band from the press on would eat the clicks.
    if (m_drag == Drag::Press && m_pressedPlot >= 0 &&
        moved.manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = Drag::Brush;
        QToolTip::hideText();
        m_band.show();
    }
    if (m_drag == Drag::Zoom || m_drag == Drag::Brush)
        m_band.setGeometry(QRect(m_pressed, viewportPosition).normalized());
    if (m_drag == Drag::Pan && m_pressedPlot >= 0) {
        const ChartPlot &plot = m_scene->plot(m_pressedPlot);
        const QPointF from = plot.toData(mapToScene(m_pressed));
        const QPointF to = plot.toData(mapToScene(viewportPosition));
        setRange(m_pressedPlot, m_pressedRange.translated(from - to));
    }
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    if (m_drag == Drag::Zoom || m_drag == Drag::Brush)
        finishBand(event->pos());
    else if (m_drag == Drag::Press)
        clickAt(event->pos());
    m_drag = Drag::None;
    m_pressedMark = -1;
}

void ChartCanvas::clickAt(QPoint viewportPosition)
{
    const int mark = m_scene->markAt(mapToScene(viewportPosition));
    if (mark < 0)
        clearBrush();
    if (mark >= 0 && mark == m_pressedMark) {
        setCurrentMark(mark);
        activateMark(mark);
    }
}

void ChartCanvas::finishBand(QPoint viewportPosition)
{
    m_band.hide();
    if (m_pressedPlot < 0)
        return;
    const ChartPlot &plot = m_scene->plot(m_pressedPlot);
    const QRectF box = QRectF(mapToScene(m_pressed), mapToScene(viewportPosition)).normalized() &
                       plot.layout().plot;
    if (m_drag == Drag::Brush) {
        const std::vector<int> marks = m_scene->brush(m_pressedPlot, box);
        Q_EMIT marksBrushed(QVector<int>(marks.begin(), marks.end()));
        return;
    }
    if (box.width() < 5 || box.height() < 5)
        return;
    leaveView();
    setRange(m_pressedPlot,
             QRectF(plot.toData(box.topLeft()), plot.toData(box.bottomRight())).normalized());
}

void ChartCanvas::clearBrush()
{
    if (!m_scene->isBrushed())
        return;
    m_scene->clearBrush();
    Q_EMIT marksBrushed({});
}

void ChartCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        resetZoom();
}

void ChartCanvas::wheelEvent(QWheelEvent *event)
{
    // A chart that scrolls keeps the plain wheel for that.
    const bool scrolls = verticalScrollBar()->maximum() > 0;
    if (scrolls && !(event->modifiers() & Qt::ControlModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    const double notches = event->angleDelta().y() / 120.0;
    const QPointF at = mapToScene(event->position().toPoint());
    const int plot = m_scene->plotAt(at);
    if (notches != 0.0 && plot >= 0) {
        leaveView(Step::Wheel);
        zoomBy(std::pow(wheelStep, notches), plot, m_scene->plot(plot).toData(at));
    }
    event->accept();
}
} // namespace gapscope
