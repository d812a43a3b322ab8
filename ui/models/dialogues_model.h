// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/model/transcript.h"

#include <QAbstractTableModel>
#include <QString>

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gapscope {
class Workspace;
struct DialogueHead;

/// "airline 7" for a task; a dash where a dialogue has none.
QString taskName(const Workspace &workspace, const TaskKey &key);
/// "human · real": the label and the word for its kind, so that it is never colour alone.
QString corpusName(const QString &label, CorpusKind kind);

/// Every dialogue whose task passes the workspace's filters, with its outcome and its features.
class DialoguesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The features follow, one column each, in the order of featureTable().
    enum Column {
        TaskColumn,
        CorpusColumn,
        RunColumn,
        StateColumn,
        OutcomeColumn,
        UserTurnsColumn,
        TurnsColumn,
        TerminationColumn,
        FirstFeatureColumn,
        ColumnCount = FirstFeatureColumn + static_cast<int>(featureCount)
    };
    enum Role {
        /// double where the column holds numbers (invalid = not known), else QString.
        SortRole = Qt::UserRole,
        /// CorpusKind as int.
        KindRole,
        /// bool
        ExcludedRole,
        /// QString
        DialogueRole,
    };

    explicit DialoguesModel(Workspace &workspace, QObject *parent = nullptr);

    /// Only these corpora; empty = all.
    void setCorpora(std::vector<CorpusId> corpora);
    const std::vector<CorpusId> &corpora() const { return m_corpora; }
    /// While false a change of the data or of what is shown of it waits: nobody looks, and with
    /// many dialogues the list takes longer than the figures that are looked at.
    void setFollowing(bool isFollowing);
    DialogueId dialogueAt(const QModelIndex &index) const;
    QModelIndex indexOf(const DialogueId &id) const;
    /// Dialogues in the workspace, whatever the filters.
    int allDialogues() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Entry
    {
        DialogueId id;
        /// In the order of import.
        std::size_t position = 0;
        QString task;
        QString corpus;
        CorpusKind kind = CorpusKind::Unknown;
        int run = 1;
        bool excluded = false;
        QString state;
        QString stateReason;
        std::optional<bool> passed;
        std::optional<double> reward;
        int userTurns = 0;
        int turns = 0;
        QString termination;
        std::optional<FeatureVector> features;
    };

    /// What many dialogues share, written once.
    struct Names
    {
        std::unordered_map<TaskKey, QString> tasks;
        std::unordered_map<CorpusId, std::pair<CorpusKind, QString>> corpora;
    };

    void rebuild();
    void follow();
    Entry entryOf(const DialogueHead &head, Names &names) const;
    void sortEntries();
    std::optional<double> number(const Entry &entry, int column) const;
    QString text(const Entry &entry, int column) const;

    Workspace &m_workspace;
    bool m_isFollowing = true;
    bool m_isBehind = false;
    std::vector<CorpusId> m_corpora;
    std::vector<Entry> m_entries;
    /// −1: in the order of import.
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};
} // namespace gapscope
