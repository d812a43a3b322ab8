// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"
#include "core/store/ledger_repository.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace gapscope {
/// "60 dialogues, 1 204 turns; 2 records skipped", "Nothing new: all 60 dialogues are there
/// already", "Cancelled after 12 dialogues".
QString ledgerSentence(const ImportEntry &entry);

/// Every import of a workspace, newest first.
class LedgerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        FileColumn,
        WhenColumn,
        CorpusColumn,
        ResultColumn,
        DialoguesColumn,
        TurnsColumn,
        DuplicatesColumn,
        SkippedColumn,
        RepairedColumn,
        IssuesColumn,
        StateColumn,
        FormatColumn,
        ColumnCount
    };
    enum Role {
        /// The number or text a column is ordered by.
        SortRole = Qt::UserRole,
        /// CorpusKind as int.
        KindRole,
        /// bool: it did not end well, or something was skipped.
        TroubleRole,
    };

    explicit LedgerModel(QObject *parent = nullptr);

    void setEntries(std::vector<ImportEntry> oldestFirst);
    const ImportEntry &entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    int rowOf(const ImportId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant value(const ImportEntry &entry, int column) const;
    QString text(const ImportEntry &entry, int column) const;

    std::vector<ImportEntry> m_entries;
};
} // namespace gapscope
