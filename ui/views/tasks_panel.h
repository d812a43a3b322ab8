// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace gapscope {
class TasksModel;
class Workspace;

/// The list of tasks by domain: pick one to see its first pair.
class TasksPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TasksPanel(Workspace &workspace, QWidget *parent = nullptr);

    QLineEdit *searchField() const { return m_search; }
    QTreeView *view() const { return m_view; }

private:
    void showCurrent();
    void refresh();
    void openContextMenu(const QPoint &point);

    Workspace &m_workspace;
    TasksModel *m_model = nullptr;
    QLineEdit *m_search = nullptr;
    QTreeView *m_view = nullptr;
    QLabel *m_count = nullptr;
};
} // namespace gapscope
