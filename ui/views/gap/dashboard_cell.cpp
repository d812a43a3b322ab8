// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/dashboard_cell.h"

#include "ui/base/plain_label.h"
#include "ui/base/themed_icons.h"
#include "ui/views/gap/chart_tile.h"

#include <QApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int gripSize = 14;
}

DashboardCell::DashboardCell(Workspace &workspace, const QString &place, QWidget *parent)
    : QFrame(parent), m_tile(new ChartTile(workspace, place))
{
    setFrameShape(QFrame::StyledPanel);
    setMouseTracking(true);
    auto *handle = new PlainLabel(QStringLiteral("\u283f"));
    handle->setForegroundRole(QPalette::PlaceholderText);
    handle->setAccessibleName(tr("Handle"));
    handle->setToolTip(tr("Drag to another place; a double click opens a window"));
    auto *menuButton = new QToolButton;
    menuButton->setAutoRaise(true);
    setThemedIcon(menuButton, "settings");
    menuButton->setAccessibleName(tr("What can be done with this chart"));
    menuButton->setToolTip(tr("Move, resize, open in a window, remove"));
    menuButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(menuButton);
    menuButton->setMenu(menu);
    fillMenu(*menu);
    // The figure has a title of its own: one row is enough for all there is to choose.
    m_tile->addToBar(handle, menuButton);
    m_tile->bar()->setCursor(Qt::OpenHandCursor);
    for (QToolButton *button : m_tile->bar()->findChildren<QToolButton *>())
        button->setCursor(Qt::ArrowCursor);
    m_tile->bar()->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    // The lower edge is left to the corner that resizes.
    layout->setContentsMargins(1, 1, 1, gripSize);
    layout->setSpacing(0);
    layout->addWidget(m_tile, 1);
}

void DashboardCell::fillMenu(QMenu &menu)
{
    const auto add = [&](const QString &text, const QKeySequence &keys, auto run) {
        QAction *action = menu.addAction(text, this, run);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    };
    add(tr("Open in a &window"), {}, [this] { Q_EMIT windowRequested(false); });
    add(tr("&Full screen"), {}, [this] { Q_EMIT windowRequested(true); });
    menu.addSeparator();
    add(tr("Move &earlier"), QKeySequence(tr("Ctrl+Alt+Left")),
        [this] { Q_EMIT moveRequested(-1); });
    add(tr("Move &later"), QKeySequence(tr("Ctrl+Alt+Right")), [this] { Q_EMIT moveRequested(1); });
    menu.addSeparator();
    add(tr("W&ider"), QKeySequence(tr("Ctrl+Shift+Right")), [this] { Q_EMIT growRequested(1, 0); });
    add(tr("&Narrower"), QKeySequence(tr("Ctrl+Shift+Left")),
        [this] { Q_EMIT growRequested(-1, 0); });
    add(tr("&Higher"), QKeySequence(tr("Ctrl+Shift+Down")), [this] { Q_EMIT growRequested(0, 1); });
    add(tr("Lo&wer"), QKeySequence(tr("Ctrl+Shift+Up")), [this] { Q_EMIT growRequested(0, -1); });
    menu.addSeparator();
    add(tr("&Remove from the dashboard"), {}, [this] { Q_EMIT removeRequested(); });
}

void DashboardCell::setTitle(const QString &title)
{
    setAccessibleName(title);
}

QRect DashboardCell::grip() const
{
    return {width() - gripSize - 1, height() - gripSize - 1, gripSize, gripSize};
}

bool DashboardCell::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tile->bar() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && !m_tile->bar()->rect().contains(mouse->pos()))
            Q_EMIT dropped(mouse->globalPosition().toPoint());
    }
    if (watched == m_tile->bar() && event->type() == QEvent::MouseButtonDblClick)
        Q_EMIT windowRequested(false);
    return QFrame::eventFilter(watched, event);
}

void DashboardCell::mousePressEvent(QMouseEvent *event)
{
    m_resizing = event->button() == Qt::LeftButton && grip().contains(event->pos());
    if (!m_resizing)
        QFrame::mousePressEvent(event);
}

void DashboardCell::mouseMoveEvent(QMouseEvent *event)
{
    if (m_resizing || grip().contains(event->pos()))
        setCursor(Qt::SizeFDiagCursor);
    else
        unsetCursor();
}

void DashboardCell::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_resizing)
        Q_EMIT sizeRequested(QSize(event->pos().x(), event->pos().y()));
    m_resizing = false;
}

void DashboardCell::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRect corner = grip();
    for (int step : {4, 8, 12})
        painter.drawLine(corner.right() - step, corner.bottom() - 1, corner.right() - 1,
                         corner.bottom() - step);
}
} // namespace gapscope
