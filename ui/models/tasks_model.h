// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QAbstractItemModel>
#include <QString>

#include <optional>
#include <vector>

namespace gapscope {
class Workspace;

/// The tasks of a workspace below their domains, with what the selected corpora have of them. Only
/// tasks that pass the workspace's filters and the text filter are in it.
class TasksModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { TaskColumn, CoverageColumn, OutcomeColumn, DivergenceColumn, ColumnCount };
    enum Role {
        /// QString; empty on a domain.
        TaskKeyRole = Qt::UserRole,
        /// int counts of dialogues of the selected corpora.
        RealCountRole,
        SimCountRole,
        /// int: how many of them succeeded; −1 where no outcome is known.
        RealPassedRole,
        SimPassedRole,
        /// double 0–1, mean over the task's pairs; invalid while not computed.
        DivergenceRole,
        SortRole,
    };

    explicit TasksModel(Workspace &workspace, QObject *parent = nullptr);

    void setText(const QString &text);
    QModelIndex indexOf(const TaskKey &key) const;
    TaskKey taskAt(const QModelIndex &index) const;
    /// Tasks shown, and tasks there are.
    /// In the order of the rows.
    std::vector<TaskKey> order() const;
    int shownTasks() const;
    int allTasks() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Entry
    {
        TaskKey key;
        QString name;
        QString instruction;
        int real = 0;
        int sim = 0;
        int realPassed = -1;
        int simPassed = -1;
        std::optional<double> divergence;
    };
    struct Domain
    {
        QString name;
        std::vector<Entry> tasks;
    };

    void rebuild();
    void updateDivergence();
    Entry entryOf(const TaskKey &key) const;
    void sortTasks();
    QVariant taskData(const Entry &entry, int column, int role) const;
    QString summary(const Entry &entry) const;

    Workspace &m_workspace;
    QString m_text;
    std::vector<Domain> m_domains;
    int m_sortColumn = TaskColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};
} // namespace gapscope
