// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/issues_model.h"

#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"

#include <QLocale>

namespace gapscope {
IssuesModel::IssuesModel(QObject *parent) : QAbstractTableModel(parent) {}

void IssuesModel::setIssues(std::vector<ImportIssue> issues)
{
    beginResetModel();
    m_issues = std::move(issues);
    endResetModel();
}

int IssuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_issues.size());
}

int IssuesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString IssuesModel::text(const ImportIssue &issue, int column) const
{
    switch (column) {
    case PlaceColumn:
        if (issue.line > 0)
            return tr("line %1").arg(QLocale().toString(issue.line));
        return issue.byte >= 0 ? tr("byte %1").arg(QLocale().toString(issue.byte)) : QString();
    case RecordColumn:
        return issue.record.empty() ? tr("the file") : qs(issue.record);
    case EffectColumn:
        switch (issue.effect) {
        case ImportIssue::Effect::Skipped:
            return tr("skipped");
        case ImportIssue::Effect::Repaired:
            return tr("repaired");
        case ImportIssue::Effect::Note:
            return tr("note");
        }
        return {};
    case MessageColumn:
        return qs(issue.message);
    case CodeColumn:
        return qs(issue.code);
    default:
        return {};
    }
}

QVariant IssuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportIssue &issue = m_issues[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return text(issue, index.column());
    if (role == Qt::ToolTipRole) {
        if (index.column() == PlaceColumn && issue.byte >= 0)
            return tr("byte %1 of the file").arg(QLocale().toString(issue.byte));
        return plainToolTip(text(issue, index.column()));
    }
    return {};
}

QVariant IssuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PlaceColumn:
        return tr("Place");
    case RecordColumn:
        return tr("Record");
    case EffectColumn:
        return tr("Effect");
    case MessageColumn:
        return tr("What was found");
    case CodeColumn:
        return tr("Code");
    default:
        return {};
    }
}
} // namespace gapscope
