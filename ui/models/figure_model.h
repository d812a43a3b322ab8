// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure_table.h"

#include <QAbstractTableModel>

namespace gapscope {
/// Shows a FigureTable and sorts it: rows of Place::Top and Place::Bottom stay where they are, rows
/// that follow another stay with it, what has no value comes last in either order.
class FigureModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        /// double or QString, invalid where there is no value.
        SortRole = Qt::UserRole,
        /// QString
        KeyRole,
        /// bool
        QuietRole,
        /// QVariantList of three doubles, invalid where the cell is text.
        PartsRole,
        /// double: the largest sum of parts in the column.
        FullRole,
    };

    explicit FigureModel(QObject *parent = nullptr);

    void setTable(FigureTable table);
    const FigureTable &table() const { return m_table; }
    QString keyAt(const QModelIndex &index) const;
    /// In column 0; invalid where there is no such row.
    QModelIndex indexOf(const QString &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void arrange();

    FigureTable m_table;
    /// Rows of the table in the order they are shown.
    std::vector<std::size_t> m_order;
    double m_full = 0.0;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};
} // namespace gapscope
