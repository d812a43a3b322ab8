// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"

#include <QAbstractTableModel>

#include <vector>

namespace gapscope {
/// What an import has to tell, one issue a row, in the order it came up.
class IssuesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { PlaceColumn, RecordColumn, EffectColumn, MessageColumn, CodeColumn, ColumnCount };

    explicit IssuesModel(QObject *parent = nullptr);

    void setIssues(std::vector<ImportIssue> issues);
    const std::vector<ImportIssue> &issues() const { return m_issues; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ImportIssue &issue, int column) const;

    std::vector<ImportIssue> m_issues;
};
} // namespace gapscope
