// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/merge_findings.h"

#include <QAbstractTableModel>
#include <QCollator>
#include <QSortFilterProxyModel>

namespace gapscope {
/// The findings of one merged file, one a row.
class MergeFindingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        WhatColumn,
        AnnotatorColumn,
        CodeColumn,
        WhereColumn,
        HereColumn,
        FileColumn,
        StandsColumn,
        ColumnCount
    };
    enum Role {
        /// int of MergeFinding::Kind.
        KindRole = Qt::UserRole,
        /// The text a column is ordered by, or the kind.
        SortRole,
    };

    explicit MergeFindingsModel(std::vector<MergeFinding> findings, QObject *parent = nullptr);

    const MergeFinding &finding(int row) const { return m_findings[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const MergeFinding &finding, int column) const;
    QString toolTip(const MergeFinding &finding, int column) const;

    std::vector<MergeFinding> m_findings;
};

/// Those of one kind or all, in the order of people: line 7 before line 10, what is empty last.
class MergeFindingsProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit MergeFindingsProxy(MergeFindingsModel *source);

    /// None = all.
    void setKind(std::optional<MergeFinding::Kind> kind);
    /// Of a row of the proxy; null where there is none.
    const MergeFinding *finding(const QModelIndex &index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    MergeFindingsModel *m_findings = nullptr;
    std::optional<MergeFinding::Kind> m_kind;
    QCollator m_order;
};
} // namespace gapscope
