// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/merge_findings_model.h"

#include "ui/base/natural_order.h"
#include "ui/base/tool_tip.h"

namespace gapscope {
namespace {
/// A tool tip is for a glance; the whole stands below the table.
constexpr int longestTip = 600;
} // namespace

MergeFindingsModel::MergeFindingsModel(std::vector<MergeFinding> findings, QObject *parent)
    : QAbstractTableModel(parent), m_findings(std::move(findings))
{}

int MergeFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

int MergeFindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString MergeFindingsModel::text(const MergeFinding &finding, int column) const
{
    switch (column) {
    case WhatColumn:
        return mergeKindText(finding.kind);
    case AnnotatorColumn:
        return finding.annotator;
    case CodeColumn:
        return finding.code;
    case WhereColumn:
        return finding.where;
    case HereColumn:
        return finding.here;
    case FileColumn:
        return finding.inFile;
    case StandsColumn:
        return finding.stands;
    default:
        return {};
    }
}

QString MergeFindingsModel::toolTip(const MergeFinding &finding, int column) const
{
    QString tip = text(finding, column);
    if (column == HereColumn && !finding.hereWhole.isEmpty())
        tip = finding.hereWhole;
    if (column == FileColumn && !finding.inFileWhole.isEmpty())
        tip = finding.inFileWhole;
    if (tip.size() > longestTip)
        tip = tip.left(longestTip) + QStringLiteral("…");
    if (column == WhereColumn && !finding.id.isEmpty())
        tip += QLatin1Char('\n') + finding.id;
    return plainToolTip(tip);
}

QVariant MergeFindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MergeFinding &item = finding(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(item, index.column());
    case Qt::ToolTipRole:
        return toolTip(item, index.column());
    case KindRole:
        return static_cast<int>(item.kind);
    case SortRole:
        return index.column() == WhatColumn ? QVariant(static_cast<int>(item.kind))
                                            : QVariant(text(item, index.column()));
    default:
        return {};
    }
}

QVariant MergeFindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == HereColumn)
        return tr("What stood in the workspace when the file came");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn:
        return tr("What");
    case AnnotatorColumn:
        return tr("Annotator");
    case CodeColumn:
        return tr("Code");
    case WhereColumn:
        return tr("Where");
    case HereColumn:
        return tr("Here");
    case FileColumn:
        return tr("In the file");
    case StandsColumn:
        return tr("Stands now");
    default:
        return {};
    }
}

MergeFindingsProxy::MergeFindingsProxy(MergeFindingsModel *source)
    : QSortFilterProxyModel(source), m_findings(source), m_order(naturalOrder())
{
    m_order.setCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(source);
    setSortRole(MergeFindingsModel::SortRole);
}

void MergeFindingsProxy::setKind(std::optional<MergeFinding::Kind> kind)
{
    m_kind = kind;
    invalidateFilter();
}

const MergeFinding *MergeFindingsProxy::finding(const QModelIndex &index) const
{
    const QModelIndex source = mapToSource(index);
    return source.isValid() ? &m_findings->finding(source.row()) : nullptr;
}

bool MergeFindingsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return !m_kind || m_findings->finding(row).kind == *m_kind;
}

bool MergeFindingsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (left.column() == MergeFindingsModel::WhatColumn)
        return m_findings->finding(left.row()).kind < m_findings->finding(right.row()).kind;
    const QString one = left.data(sortRole()).toString();
    const QString other = right.data(sortRole()).toString();
    // Last in either order.
    if (one.isEmpty() != other.isEmpty())
        return one.isEmpty() == (sortOrder() == Qt::DescendingOrder);
    return m_order.compare(one, other) < 0;
}
} // namespace gapscope
