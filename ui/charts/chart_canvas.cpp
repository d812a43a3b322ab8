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
    m_drag = Drag::None;
    m_band.hide();
    m_history.clear();
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
    double needed = leastHeight(m_scene->spec(), m_scene->style(), width);
    if (needed > full.height()) {
        width -= style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
        needed = leastHeight(m_scene->spec(), m_scene->style(), width);
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

void ChartCanvas::showRanges(const std::vector<QRectF> &ranges)
{
    m_scene->setVisibleRanges(ranges);
    m_lastStep = Step::Other;
    Q_EMIT zoomChanged(isZoomed());
}

void ChartCanvas::leaveView(Step step)
{
    if (step == Step::Other || m_lastStep != step)
        m_history.leave(m_scene->visibleRanges());
    m_lastStep = step;
}

void ChartCanvas::goBack()
{
    if (const auto view = m_history.back(m_scene->visibleRanges()))
        showRanges(*view);
}

void ChartCanvas::goForward()
{
    if (const auto view = m_history.forward(m_scene->visibleRanges()))
        showRanges(*view);
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
    leaveView();
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
    leaveView();
    std::vector<QRectF> home;
    for (int i = 0; i < m_scene->plotCount(); ++i)
        home.push_back(m_scene->plot(i).homeRange());
    showRanges(home);
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
    parts << tr("%Ln mark(s); left and right step through them.", nullptr, m_scene->markCount());
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

void ChartCanvas::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    QGraphicsView::leaveEvent(event);
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
    const bool isAlt = event->modifiers() & Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return isAlt ? goBack() : step(-1);
    case Qt::Key_Right:
        return isAlt ? goForward() : step(1);
    case Qt::Key_Backspace:
        return goBack();
    case Qt::Key_Home:
        return step(-m_scene->markCount());
    case Qt::Key_End:
        return step(m_scene->markCount());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activateMark(m_scene->currentMark());
    case Qt::Key_Space:
        // Held while dragging it pans; pressed alone it activates, on release.
        if (!event->isAutoRepeat()) {
            m_isSpaceDown = true;
            m_wasSpaceUsed = false;
        }
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAtCentre(zoomStep);
    case Qt::Key_Minus:
        return zoomAtCentre(1.0 / zoomStep);
    case Qt::Key_0:
        return resetZoom();
    case Qt::Key_Escape:
        if (cancel())
            return;
        break;
    case Qt::Key_F10:
        if (event->modifiers() & Qt::ShiftModifier) {
            Q_EMIT menuRequested(mapToGlobal(rect().center()), m_scene->currentMark());
            return;
        }
        break;
    default:
        break;
    }
    QGraphicsView::keyPressEvent(event);
}

bool ChartCanvas::event(QEvent *event)
{
    // Windows use these keys for their own history: while a chart has the focus they are its own.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isBack = key->key() == Qt::Key_Left && m_history.canGoBack();
        const bool isForward = key->key() == Qt::Key_Right && m_history.canGoForward();
        if ((key->modifiers() & Qt::AltModifier) && (isBack || isForward)) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

void ChartCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !m_isSpaceDown)
        return QGraphicsView::keyReleaseEvent(event);
    m_isSpaceDown = false;
    if (!m_wasSpaceUsed)
        activateMark(m_scene->currentMark());
}

/// One thing after the other: a drag, what was brushed, the current mark.
bool ChartCanvas::cancel()
{
    if (m_drag == Drag::Zoom || m_drag == Drag::Brush) {
        m_band.hide();
        m_drag = Drag::None;
        return true;
    }
    if (m_scene->isBrushed()) {
        clearBrush();
        return true;
    }
    if (m_scene->currentMark() < 0)
        return false;
    QToolTip::hideText();
    setCurrentMark(-1);
    return true;
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    m_isSpaceDown = false;
    QToolTip::hideText();
    QGraphicsView::focusOutEvent(event);
}

void ChartCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const int under =
        event->reason() == QContextMenuEvent::Keyboard
            ? -1
            : m_scene->markAt(mapToScene(viewport()->mapFromGlobal(event->globalPos())));
    Q_EMIT menuRequested(event->globalPos(), under < 0 ? m_scene->currentMark() : under);
}
} // namespace gapscope
