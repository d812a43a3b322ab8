// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/compare_layout.h"
#include "core/align/lacking_facts.h"
#include "ui/models/compare_pair.h"
#include "ui/models/row_notes.h"

#include <QAbstractTableModel>

#include <optional>
#include <span>

namespace gapscope {
/// The rows of a pair in step, for tests, accessibility and everything that is not the painted
/// view. Text for people; never HTML.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { RealColumn, SimColumn, ColumnCount };
    enum Role {
        /// int of RowKind, invalid on rows that belong to no aligned row.
        KindRole = Qt::UserRole,
        /// Counts aligned rows from 1, invalid on other rows.
        RowNumberRole,
        /// Index into Alignment::rows, invalid on other rows.
        AlignedRowRole,
        /// int of gapscope::Role of the cell's first turn, invalid where the side is padded.
        SpeakerRole,
        /// "C1, C4" or invalid.
        LabelsRole,
    };

    explicit CompareModel(QObject *parent = nullptr);

    void setPair(ComparePair pair);
    void setLabels(std::vector<CompareLabel> labels);
    void setCues(std::vector<CueSpan> real, std::vector<CueSpan> sim, QString edition);
    void setAnchors(std::vector<Anchor> anchors);
    void setSuggestions(std::vector<CompareSuggestion> suggestions);
    void setUnits(std::vector<CompareUnit> units);
    /// What each side lacks; forgotten with the pair.
    void setFacts(LackingFacts facts);
    const ComparePair &pair() const { return m_pair; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const DisplayRow &row(int displayRow) const;
    /// Positions in Dialogue::turns of one cell.
    const std::vector<int> &turns(int displayRow, Side side) const;
    /// The turn itself; `position` must be one that turns() gave.
    const Turn &turn(Side side, int position) const;
    /// Counts the turns of one role within its dialogue from 1: "user 3".
    int turnNumber(Side side, int position) const;
    /// None on rows that belong to no aligned row.
    std::optional<RowKind> kind(int displayRow) const;
    /// Rows one stops at: all aligned rows but equal ones and paraphrases.
    bool isDifference(int displayRow) const;
    /// True where the two texts of an aligned row are not the same and yet look the same.
    bool differsInvisibly(int alignedRow) const;
    /// First display row of an aligned row, of a turn; −1 = none.
    int rowOfAligned(int alignedRow) const;
    int rowOfTurn(Side side, int position) const;
    std::vector<const CompareLabel *> labels(int alignedRow) const;
    /// Anchors, labels and suggestions of an aligned row, as its gutter shows them.
    const std::vector<RowNote> &notes(int alignedRow) const;
    /// What fired in one turn; what it says and the other side does not.
    std::span<const CueSpan> cues(Side side, int position) const;
    std::span<const LackingFact> facts(Side side, int position) const;
    const LackingFacts &facts() const { return m_facts; }
    /// "said only by the real user", "the simulated user says this in turn 2".
    QString factText(Side side, const LackingFact &fact) const;
    /// Since the first message of its dialogue that has a time: "1:05"; empty = no time.
    QString elapsed(Side side, int position) const;
    /// False where both columns have a dialogue.
    bool isAlone() const;
    /// "divergent"; for tool tips and accessible text.
    static QString kindName(RowKind kind);
    /// The same in the words of this pair: "missing in the second dialogue".
    QString kindText(RowKind kind) const;
    /// "real", "simulated"; of two people "first person", "second person".
    QString sideName(Side side) const;
    /// "user", "agent", "tool", "system", "note".
    static QString roleName(gapscope::Role role);
    /// "… 6 equal rows"
    static QString hiddenRowsText(int rows);
    /// "row 7 of 23, divergent, real: …, simulated: …"
    QString accessibleText(int displayRow) const;

private:
    void indexRows();
    void indexNotes();
    void sortCues();
    void tellNotes();
    QString factsText(int displayRow) const;
    QString cellText(int displayRow, Side side) const;
    QString labelCodes(int alignedRow) const;

    ComparePair m_pair;
    std::vector<DisplayRow> m_rows;
    std::vector<int> m_rowOfAligned;
    /// Per side: display row and number within its role of every turn.
    std::vector<int> m_rowOfTurn[2];
    std::vector<int> m_turnNumber[2];
    std::optional<std::int64_t> m_firstTime[2];
    std::map<int, std::vector<RowNote>> m_notes;
    LackingFacts m_facts;
};
} // namespace gapscope
