// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_brush.h"

#include "ui/charts/chart_view.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <limits>

namespace gapscope {
namespace {
/// How far beside a mark a right click still means it, in pixels.
constexpr int reach = 10;
} // namespace

ChartBrush::ChartBrush(ChartView *view)
    : QObject(view), m_view(view), m_canvas(view->findChild<QAbstractScrollArea *>()),
      m_band(new QRubberBand(QRubberBand::Rectangle, m_canvas->viewport()))
{
    m_canvas->viewport()->installEventFilter(this);
    m_canvas->installEventFilter(this);
}

QPoint ChartBrush::place(int mark) const
{
    return m_canvas->viewport()->mapFrom(m_view, m_view->markPosition(mark));
}

int ChartBrush::markNear(const QPoint &viewportPosition) const
{
    int nearest = -1;
    int distance = std::numeric_limits<int>::max();
    for (int i = 0; i < m_view->markCount(); ++i) {
        const int away = (place(i) - viewportPosition).manhattanLength();
        if (away <= reach && away < distance) {
            nearest = i;
            distance = away;
        }
    }
    return nearest;
}

std::vector<int> ChartBrush::marksIn(const QRect &viewportBox) const
{
    std::vector<int> marks;
    for (int i = 0; i < m_view->markCount(); ++i) {
        if (viewportBox.contains(place(i)))
            marks.push_back(i);
    }
    return marks;
}

bool ChartBrush::eventFilter(QObject *watched, QEvent *event)
{
    const bool isViewport = watched == m_canvas->viewport();
    // The chart makes the mark its current one first; then it is known which was meant.
    const auto chooseCurrent = [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_view->currentMark() >= 0)
                    Q_EMIT chosen({m_view->currentMark()});
            },
            Qt::QueuedConnection);
    };
    switch (event->type()) {
    case QEvent::MouseButtonPress: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (!isViewport || mouse->button() != Qt::LeftButton)
            return false;
        m_pressed = mouse->pos();
        m_framing = mouse->modifiers() & Qt::ControlModifier;
        if (m_framing) {
            m_band->setGeometry(QRect(*m_pressed, QSize()));
            m_band->show();
        }
        return m_framing;
    }
    case QEvent::MouseMove:
        if (isViewport && m_framing)
            m_band->setGeometry(
                QRect(*m_pressed, static_cast<QMouseEvent *>(event)->pos()).normalized());
        return isViewport && m_framing;
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (!isViewport || mouse->button() != Qt::LeftButton || !m_pressed)
            return false;
        const QPoint from = *m_pressed;
        m_pressed.reset();
        if (m_framing) {
            m_framing = false;
            m_band->hide();
            if (const auto marks = marksIn(QRect(from, mouse->pos()).normalized()); !marks.empty())
                Q_EMIT chosen(marks);
            return true;
        }
        const bool moved =
            (mouse->pos() - from).manhattanLength() >= QApplication::startDragDistance();
        if (!moved && !(mouse->modifiers() & Qt::ShiftModifier)) {
            m_view->setCurrentMark(-1);
            chooseCurrent();
        }
        return false;
    }
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter ||
            key->key() == Qt::Key_Space)
            chooseCurrent();
        const bool wantsMenu = key->key() == Qt::Key_Menu ||
                               (key->key() == Qt::Key_F10 && key->modifiers() & Qt::ShiftModifier);
        if (!wantsMenu || isViewport)
            return false;
        const int mark = m_view->currentMark();
        const QPoint at = mark < 0 ? m_canvas->viewport()->rect().center() : place(mark);
        Q_EMIT menuRequested(mark, m_canvas->viewport()->mapToGlobal(at));
        return true;
    }
    case QEvent::ContextMenu: {
        const auto *menu = static_cast<QContextMenuEvent *>(event);
        if (!isViewport)
            return false;
        const int near = markNear(menu->pos());
        if (near >= 0)
            m_view->setCurrentMark(near);
        Q_EMIT menuRequested(near, menu->globalPos());
        return true;
    }
    default:
        return false;
    }
}
} // namespace gapscope
