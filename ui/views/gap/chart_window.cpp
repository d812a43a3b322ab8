// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_window.h"

#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"
#include "ui/views/gap/chart_tile.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace gapscope {
ChartWindow::ChartWindow(Workspace &workspace, const QString &place, const ChartWish &wish,
                         QWidget *parent)
    : QWidget(parent, Qt::Window), m_tile(new ChartTile(workspace, place))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tile);
    m_tile->setWish(wish);
    setWindowTitle(
        tr("%1 – Gapscope").arg(m_tile->chart() ? qs(m_tile->chart()->title()) : QString()));
    connect(m_tile, &ChartTile::settingChosen, this,
            [this](const QString &setting, const QString &value) {
                ChartWish other = m_tile->wish();
                other.settings[utf8(setting)] = utf8(value);
                m_tile->setWish(other);
            });
    connect(&workspace, &Workspace::closed, this, &QWidget::close);
    connect(new QShortcut(Qt::Key_F11, this), &QShortcut::activated, this,
            [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, [this] {
        if (isFullScreen())
            showNormal();
        else
            close();
    });
    resize(960, 640);
}
} // namespace gapscope
