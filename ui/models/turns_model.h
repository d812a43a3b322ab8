// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/store/pair_loader.h"
#include "core/store/search_repository.h"
#include "ui/models/text_range.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace gapscope {
class Workspace;

/// Turns that were searched for, or places where a feature fired, with the words around the match.
class TurnsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TaskColumn,
        CorpusColumn,
        RunColumn,
        TurnColumn,
        RoleColumn,
        TextColumn,
        ColumnCount
    };
    enum Role {
        /// double for the numbers, else QString.
        SortRole = Qt::UserRole,
        /// CorpusKind as int.
        KindRole,
        ExcludedRole,
        /// UTF-16 position and length of the match in the text column.
        MatchBeginRole,
        MatchLengthRole,
    };

    explicit TurnsModel(Workspace &workspace, QObject *parent = nullptr);

    void setHits(const std::vector<SearchHit> &hits);
    void setHits(const std::vector<FeatureHit> &hits);
    void clear();

    /// Rows that pass the workspace's filters, all rows, and the dialogues of those shown.
    int shownRows() const { return static_cast<int>(m_shown.size()); }
    int allRows() const { return static_cast<int>(m_all.size()); }
    int shownDialogues() const;

    DialogueId dialogueAt(const QModelIndex &index) const;
    /// Position in Dialogue::turns; −1 for an invalid index.
    int turnAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Entry
    {
        DialogueId dialogue;
        TaskKey taskKey;
        QString task;
        QString corpus;
        CorpusKind kind = CorpusKind::Unknown;
        int run = 1;
        int turn = 0;
        gapscope::Role role = gapscope::Role::User;
        QString text;
        CharRange match;
        bool excluded = false;
    };

    Entry entryOf(const DialogueId &dialogue, const TaskKey &task, int turn,
                  const std::string &label) const;
    void become(std::vector<Entry> entries);
    /// Chooses and orders what is shown of m_all.
    void arrange();
    void refilter();
    const Entry &shown(int row) const;
    QString text(const Entry &entry, int column) const;

    Workspace &m_workspace;
    std::vector<Entry> m_all;
    std::vector<std::size_t> m_shown;
    /// −1: in the order of import.
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};
} // namespace gapscope
