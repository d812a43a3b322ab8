// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_brush.h"

#include "ui/charts/chart_view.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace gapscope {
ChartBrush::ChartBrush(ChartView *view)
    : QObject(view), m_view(view), m_canvas(view->findChild<QAbstractScrollArea *>())
{
    m_canvas->viewport()->installEventFilter(this);
    m_canvas->installEventFilter(this);
}

QPoint ChartBrush::place(int mark) const
{
    return m_canvas->viewport()->mapFrom(m_view, m_view->markPosition(mark));
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
        return false;
    }
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (!isViewport || mouse->button() != Qt::LeftButton || !m_pressed)
            return false;
        const QPoint from = *m_pressed;
        m_pressed.reset();
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
        const int mark = m_view->markAt(m_canvas->viewport()->mapTo(m_view, menu->pos()));
        if (mark >= 0)
            m_view->setCurrentMark(mark);
        Q_EMIT menuRequested(mark, menu->globalPos());
        return true;
    }
    default:
        return false;
    }
}
} // namespace gapscope
