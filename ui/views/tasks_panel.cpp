// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tasks_panel.h"

#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/tasks_model.h"
#include "ui/views/task_delegate.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace gapscope {
TasksPanel::TasksPanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_model(new TasksModel(workspace, this)),
      m_search(new QLineEdit), m_view(new QTreeView), m_count(new PlainLabel)
{
    m_search->setPlaceholderText(tr("Filter tasks"));
    m_search->setAccessibleName(tr("Filter tasks by name or instruction"));
    m_search->setClearButtonEnabled(true);

    m_view->setModel(m_model);
    m_view->setItemDelegate(new TaskDelegate(m_view));
    m_view->setAccessibleName(tr("Tasks"));
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(TasksModel::TaskColumn, Qt::AscendingOrder);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setIndentation(10);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(TasksModel::TaskColumn, QHeaderView::Stretch);
    header->resizeSection(TasksModel::CoverageColumn, 60);
    header->resizeSection(TasksModel::OutcomeColumn, 58);
    header->resizeSection(TasksModel::DivergenceColumn, 66);
    header->setMinimumSectionSize(48);

    m_count->setContentsMargins(8, 2, 8, 4);
    m_count->setForegroundRole(QPalette::PlaceholderText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 6);
    top->addWidget(m_search);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_count);

    connect(m_search, &QLineEdit::textChanged, m_model, &TasksModel::setText);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TasksPanel::refresh);
    const auto follow = [this] { m_workspace.setTaskOrder(m_model->order()); };
    connect(m_model, &QAbstractItemModel::modelReset, this, follow);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, follow);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                const TaskKey task = m_model->taskAt(index);
                if (!task.empty() && task != m_workspace.currentTask())
                    m_workspace.selectTask(task);
            });
    connect(m_view, &QWidget::customContextMenuRequested, this, &TasksPanel::openContextMenu);
    connect(&m_workspace, &Workspace::pairSelected, this, &TasksPanel::showCurrent);
    follow();
    refresh();
}

void TasksPanel::refresh()
{
    m_view->expandAll();
    // A domain has nothing to tell in the other columns; its name and count need the room.
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_view->setFirstColumnSpanned(row, {}, true);
    const int shown = m_model->shownTasks();
    const int all = m_model->allTasks();
    m_count->setText(shown == all ? tr("%Ln task(s)", nullptr, all)
                                  : tr("%1 of %Ln task(s)", nullptr, all).arg(shown));
    showCurrent();
}

void TasksPanel::showCurrent()
{
    const QModelIndex index = m_model->indexOf(m_workspace.currentTask());
    if (!index.isValid() || m_model->taskAt(m_view->currentIndex()) == m_workspace.currentTask())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void TasksPanel::openContextMenu(const QPoint &point)
{
    const QModelIndex index = m_view->indexAt(point);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex domain = index.parent().isValid() ? index.parent() : index;
    const TaskKey first = m_model->taskAt(m_model->index(0, 0, domain.siblingAtColumn(0)));
    const Task *task = m_workspace.data().task(first);
    if (task && !task->domain.empty()) {
        const QString name = qs(task->domain);
        menu->addAction(tr("Only %1").arg(name), this, [this, name] {
            Filter filter;
            filter.title = tr("Domain %1").arg(name);
            filter.domain = name;
            m_workspace.filters().add(filter);
        });
    }
    menu->addSeparator();
    const auto outcome = [&](const QString &title, Filter::Outcome value) {
        menu->addAction(title, this, [this, title, value] {
            Filter filter;
            filter.title = title;
            filter.outcome = value;
            m_workspace.filters().add(filter);
        });
    };
    outcome(tr("Both passed"), Filter::Outcome::BothPass);
    outcome(tr("Only real passed"), Filter::Outcome::OnlyReal);
    outcome(tr("Only simulated passed"), Filter::Outcome::OnlySim);
    outcome(tr("Both failed"), Filter::Outcome::BothFail);
    menu->popup(m_view->viewport()->mapToGlobal(point));
}
} // namespace gapscope
