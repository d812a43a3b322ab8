// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_canvas.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_accessible.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr double zoomStep = 1.25;
constexpr int smallestWidth = 240;

/// Names of corpora may hold anything: shown literally, never as HTML.
QString tipHtml(const QString &tip)
{
    return QStringLiteral("<p style='white-space:pre'>%1</p>").arg(tip.toHtmlEscaped());
}
} // namespace

ChartCanvas::ChartCanvas(QWidget *parent)
    : QGraphicsView(parent), m_scene(std::make_unique<ChartScene>(
                                 ChartSpec(), ChartStyle{Theme::of(palette()), 1.0, true})),
      m_band(QRubberBand::Rectangle, viewport())
{
    installChartAccessibility();
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setScene(m_scene.get());
}

ChartCanvas::~ChartCanvas()
{
    setScene(nullptr);
}

void ChartCanvas::setContent(ChartSpec spec, const Theme &theme)
{
    const bool wasZoomed = isZoomed();
    auto scene = std::make_unique<ChartScene>(std::move(spec), ChartStyle{theme, 1.0, true});
    setScene(scene.get());
    m_scene = std::move(scene);
    m_pressedMark = m_hovered = -1;
    setAccessibleName(qs(m_scene->spec().title));
    setAccessibleDescription(accessibleSummary());
    layOutScene();
    if (wasZoomed)
        Q_EMIT zoomChanged(false);
    Q_EMIT currentMarkChanged(-1);
}

void ChartCanvas::layOutScene()
{
    const QSize full = maximumViewportSize();
    double width = std::max(smallestWidth, full.width());
    double needed = comfortableHeight(m_scene->spec(), m_scene->style(), width);
    if (needed > full.height()) {
        width -= style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
        needed = comfortableHeight(m_scene->spec(), m_scene->style(), width);
    }
    // Half a pixel less than the viewport: a scene as high as it would get a scroll bar.
    m_scene->resize(QSizeF(width, std::max(needed, full.height() - 0.5)));
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    layOutScene();
}

bool ChartCanvas::isZoomed() const
{
    return m_scene->isZoomed();
}

QPoint ChartCanvas::markPosition(int index) const
{
    return viewport()->mapTo(this, mapFromScene(m_scene->markPosition(index)));
}

void ChartCanvas::setRange(int plot, const QRectF &range)
{
    if (plot < 0)
        return;
    const std::vector<QRectF> before = m_scene->visibleRanges();
    m_scene->setVisibleRange(plot, range);
    if (m_scene->visibleRanges() != before)
        Q_EMIT zoomChanged(isZoomed());
}

int ChartCanvas::activePlot() const
{
    if (m_scene->currentMark() >= 0)
        return m_scene->plotOfMark(m_scene->currentMark());
    const int under = m_scene->plotAt(mapToScene(viewport()->mapFromGlobal(QCursor::pos())));
    if (under >= 0)
        return under;
    for (int i = 0; i < m_scene->plotCount(); ++i)
        if (!m_scene->plot(i).spec().isEmpty())
            return i;
    return -1;
}

void ChartCanvas::zoomBy(double factor, int plot, QPointF centre)
{
    if (plot < 0)
        return;
    const QRectF old = m_scene->plot(plot).visibleRange();
    setRange(plot, QRectF(centre.x() - (centre.x() - old.left()) / factor,
                          centre.y() - (centre.y() - old.top()) / factor, old.width() / factor,
                          old.height() / factor));
}

void ChartCanvas::zoomAtCentre(double factor)
{
    const int plot = activePlot();
    if (plot < 0)
        return;
    const int current = m_scene->currentMark();
    const ChartPlot &zoomed = m_scene->plot(plot);
    zoomBy(factor, plot,
           current < 0 ? zoomed.visibleRange().center()
                       : zoomed.toData(m_scene->markPosition(current)));
}

void ChartCanvas::resetZoom()
{
    if (!isZoomed())
        return;
    for (int i = 0; i < m_scene->plotCount(); ++i)
        m_scene->setVisibleRange(i, m_scene->plot(i).homeRange());
    Q_EMIT zoomChanged(false);
}

void ChartCanvas::setCurrentMark(int index)
{
    if (index < 0 || index >= m_scene->markCount())
        index = -1;
    if (index == m_scene->currentMark())
        return;
    m_scene->setCurrentMark(index);
    if (index >= 0) {
        // Out of a zoomed view: bring it in with the same magnification.
        const int at = m_scene->plotOfMark(index);
        const ChartPlot &plot = m_scene->plot(at);
        const QPointF position = m_scene->markPosition(index);
        if (!plot.layout().plot.adjusted(-1, -1, 1, 1).contains(position)) {
            QRectF range = plot.visibleRange();
            range.moveCenter(plot.toData(position));
            setRange(at, range);
        }
        ensureVisible(m_scene->markBox(index), 20, 30);
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(index);
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT currentMarkChanged(index);
}

void ChartCanvas::activateMark(int index)
{
    if (index < 0 || index >= m_scene->markCount())
        return;
    const QString key = qs(m_scene->mark(index).key);
    if (!key.isEmpty())
        Q_EMIT markActivated(key);
}

QString ChartCanvas::accessibleSummary() const
{
    const ChartSpec &spec = m_scene->spec();
    if (spec.isEmpty())
        return tr("Nothing to draw: %1").arg(qs(spec.emptyReason));
    QStringList parts{qs(spec.subtitle), qs(spec.reading)};
    for (const ChartSpec *plot : plotsOf(spec)) {
        if (!spec.panels.empty() && !plot->title.empty())
            parts << tr("Panel %1.").arg(qs(plot->title));
        if (plot->isEmpty())
            parts << tr("Nothing to draw: %1").arg(qs(plot->emptyReason));
        else if (!plot->x.title.empty())
            parts << tr("Across: %1, %2 to %3.")
                         .arg(axisTitle(plot->x), QLocale::c().toString(plot->x.range.from, 'f', 0),
                              QLocale::c().toString(plot->x.range.to, 'f', 0));
    }
    parts << tr("%n mark(s); left and right step through them.", nullptr, m_scene->markCount());
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

void ChartCanvas::showTip(int mark, QPoint viewportPosition)
{
    if (mark < 0) {
        QToolTip::hideText();
        return;
    }
    QToolTip::showText(viewport()->mapToGlobal(viewportPosition + QPoint(8, 8)),
                       tipHtml(qs(m_scene->mark(mark).tip)), viewport());
}

void ChartCanvas::hoverAt(QPoint viewportPosition)
{
    const int mark = m_scene->markAt(mapToScene(viewportPosition));
    if (mark == m_hovered)
        return;
    m_hovered = mark;
    const bool opens = mark >= 0 && !m_scene->mark(mark).key.empty();
    viewport()->setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
    showTip(mark, viewportPosition);
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressed = event->pos();
    m_pressedPlot = m_scene->plotAt(mapToScene(m_pressed));
    if (m_pressedPlot >= 0)
        m_pressedRange = m_scene->plot(m_pressedPlot).visibleRange();
    m_panning = false;
    // The band only with Shift: a rubber band that is always on eats the clicks.
    if (event->modifiers() & Qt::ShiftModifier) {
        m_pressedMark = -1;
        m_band.setGeometry(QRect(m_pressed, QSize()));
        m_band.show();
        return;
    }
    m_pressedMark = m_scene->markAt(mapToScene(m_pressed));
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton)) {
        hoverAt(event->pos());
        return;
    }
    if (m_band.isVisible()) {
        m_band.setGeometry(QRect(m_pressed, event->pos()).normalized());
        return;
    }
    const QPoint moved = event->pos() - m_pressed;
    if (m_pressedPlot >= 0 && isZoomed() &&
        moved.manhattanLength() >= QApplication::startDragDistance())
        m_panning = true;
    if (m_panning) {
        const ChartPlot &plot = m_scene->plot(m_pressedPlot);
        const QPointF from = plot.toData(mapToScene(m_pressed));
        const QPointF to = plot.toData(mapToScene(event->pos()));
        setRange(m_pressedPlot, m_pressedRange.translated(from - to));
    }
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_band.isVisible()) {
        finishRubberBand(event->pos());
        return;
    }
    const int mark = m_scene->markAt(mapToScene(event->pos()));
    if (!m_panning && mark >= 0 && mark == m_pressedMark) {
        setCurrentMark(mark);
        activateMark(mark);
    }
    m_panning = false;
    m_pressedMark = -1;
}

void ChartCanvas::finishRubberBand(QPoint viewportPosition)
{
    m_band.hide();
    if (m_pressedPlot < 0)
        return;
    const ChartPlot &plot = m_scene->plot(m_pressedPlot);
    const QRectF box = QRectF(mapToScene(m_pressed), mapToScene(viewportPosition)).normalized() &
                       plot.layout().plot;
    if (box.width() < 5 || box.height() < 5)
        return;
    setRange(m_pressedPlot,
             QRectF(plot.toData(box.topLeft()), plot.toData(box.bottomRight())).normalized());
}

void ChartCanvas::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    QGraphicsView::leaveEvent(event);
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
    if (notches != 0.0 && plot >= 0)
        zoomBy(std::pow(zoomStep, notches), plot, m_scene->plot(plot).toData(at));
    event->accept();
}

void ChartCanvas::step(int by)
{
    const int count = m_scene->markCount();
    if (count == 0)
        return;
    const int current = m_scene->currentMark();
    const int next =
        current < 0 ? (by > 0 ? 0 : count - 1) : std::clamp(current + by, 0, count - 1);
    setCurrentMark(next);
    showTip(next, mapFromScene(m_scene->markPosition(next)));
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Home:
        return step(-m_scene->markCount());
    case Qt::Key_End:
        return step(m_scene->markCount());
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activateMark(m_scene->currentMark());
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAtCentre(zoomStep);
    case Qt::Key_Minus:
        return zoomAtCentre(1.0 / zoomStep);
    case Qt::Key_0:
        return resetZoom();
    case Qt::Key_Escape:
        if (m_scene->currentMark() >= 0) {
            QToolTip::hideText();
            return setCurrentMark(-1);
        }
        break;
    case Qt::Key_F10:
        if (event->modifiers() & Qt::ShiftModifier) {
            Q_EMIT menuRequested(mapToGlobal(rect().center()));
            return;
        }
        break;
    default:
        break;
    }
    QGraphicsView::keyPressEvent(event);
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    QToolTip::hideText();
    QGraphicsView::focusOutEvent(event);
}

void ChartCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}
} // namespace gapscope
