// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/columns_layout.h"

#include <QAbstractTableModel>
#include <QString>

#include <memory>
#include <vector>

namespace gapscope {
/// One simulator's column.
struct ColumnContent
{
    /// "gpt-4o", "run 1 · ✗ reward 0".
    QString title;
    QString subtitle;
    std::shared_ptr<const Dialogue> dialogue;
    Alignment alignment;
};

/// One real dialogue and several simulated ones in step on the real turns. Text for people; never
/// HTML.
class ColumnsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int realColumn = 0;
    enum Role {
        /// int of RowKind, invalid where nothing is aligned.
        KindRole = Qt::UserRole,
        /// int of gapscope::Role of the cell's first turn, invalid where the cell is empty.
        SpeakerRole,
        /// Position of the cell's first turn in its dialogue, invalid where the cell is empty.
        TurnRole,
        /// Row of the cell's own alignment, counted from 1, invalid where nothing is aligned.
        RowNumberRole,
        /// Header: the quieter second line.
        SubtitleRole,
    };

    explicit ColumnsModel(QObject *parent = nullptr);

    void setContent(QString realTitle, QString realSubtitle, std::shared_ptr<const Dialogue> real,
                    std::vector<ColumnContent> columns);
    const Dialogue *real() const { return m_real.get(); }
    const std::vector<ColumnContent> &contents() const { return m_columns; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// Row of a turn of the real dialogue; −1 = none.
    int rowOfRealTurn(int turn) const;
    /// Line in which a column has this row of its alignment; −1 = none.
    int rowOfAligned(int column, int alignedRow) const;
    /// Column of a simulated dialogue; −1 = none.
    int columnOf(const DialogueId &sim) const;

private:
    const Dialogue *dialogueOf(int column) const;
    std::vector<int> turnsOf(const QModelIndex &index) const;
    const ColumnCell *cellOf(const QModelIndex &index) const;
    QString textOf(const QModelIndex &index) const;
    QString accessibleOf(const QModelIndex &index) const;

    QString m_realTitle;
    QString m_realSubtitle;
    std::shared_ptr<const Dialogue> m_real;
    std::vector<ColumnContent> m_columns;
    std::vector<ColumnsRow> m_rows;
};
} // namespace gapscope
