// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <QAbstractTableModel>

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
    const ComparePair &pair() const { return m_pair; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ComparePair m_pair;
};
} // namespace gapscope
