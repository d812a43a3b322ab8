// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_table.h"

#include <QAbstractTableModel>

#include <memory>

namespace gapscope {
/// The index table: people against people first, then a simulator a row.
class UsiModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        UsiColumn,
        ConversationColumn,
        InformationColumn,
        ClarificationColumn,
        ReactionColumn,
        EvaluationColumn,
        EceColumn,
        TasksColumn,
        DialoguesColumn,
        ColumnCount,
    };
    enum Role { SortRole = Qt::UserRole, IsSimulatorRole };

    explicit UsiModel(QObject *parent = nullptr);

    /// Null: an empty table.
    void setTable(std::shared_ptr<const UsiTable> table);
    /// Name of the row's simulator or of the ceiling.
    QString nameAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant cell(const UsiRow &row, int column, int role) const;

    std::shared_ptr<const UsiTable> m_table;
};
} // namespace gapscope
