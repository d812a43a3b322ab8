// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/gap_panel.h"

#include "ui/base/gap_analysis.h"
#include "ui/base/workspace.h"

namespace gapscope {
GapPanel::GapPanel(Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::usiChanged, this, &GapPanel::invalidate);
    connect(&workspace, &Workspace::uncertaintyChanged, this, &GapPanel::invalidate);
}

void GapPanel::setSimulator(const QString &name)
{
    if (name == m_simulator)
        return;
    m_simulator = name;
    invalidate();
}

void GapPanel::invalidate()
{
    m_stale = !isVisible();
    if (isVisible())
        refresh();
}

void GapPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale) {
        m_stale = false;
        refresh();
    }
}

std::shared_ptr<const GapFigures> GapPanel::figures() const
{
    return m_workspace.gap().figures();
}
} // namespace gapscope
