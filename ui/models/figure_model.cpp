// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_model.h"

#include "ui/base/tool_tip.h"

#include <QFont>

#include <algorithm>

namespace gapscope {
namespace {
/// A row with those that follow it.
struct Group
{
    std::size_t first = 0;
    std::size_t count = 1;
};

bool isLess(const QVariant &a, const QVariant &b)
{
    if (a.typeId() == QMetaType::QString || b.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

double sumOf(const std::array<double, 3> &parts)
{
    return parts[0] + parts[1] + parts[2];
}
} // namespace

FigureModel::FigureModel(QObject *parent) : QAbstractTableModel(parent) {}

void FigureModel::setTable(FigureTable table)
{
    beginResetModel();
    m_table = std::move(table);
    m_full = 0.0;
    for (const FigureRow &row : m_table.rows) {
        for (const FigureCell &cell : row.cells) {
            if (cell.parts && row.place == FigureRow::Place::Sorted)
                m_full = std::max(m_full, sumOf(*cell.parts));
        }
    }
    m_full = m_table.full.value_or(m_full);
    arrange();
    endResetModel();
}

void FigureModel::arrange()
{
    std::vector<Group> groups;
    for (std::size_t i = 0; i < m_table.rows.size(); ++i) {
        if (m_table.rows[i].follows && !groups.empty())
            ++groups.back().count;
        else
            groups.push_back({i, 1});
    }
    const bool sorted = m_sortColumn >= 0 && m_sortColumn < columnCount();
    const auto before = [&](const Group &a, const Group &b) {
        const FigureRow &left = m_table.rows[a.first];
        const FigureRow &right = m_table.rows[b.first];
        if (left.place != right.place)
            return left.place < right.place;
        if (!sorted || left.place != FigureRow::Place::Sorted)
            return false;
        const QVariant &x = left.cells[static_cast<std::size_t>(m_sortColumn)].sort;
        const QVariant &y = right.cells[static_cast<std::size_t>(m_sortColumn)].sort;
        if (x.isValid() != y.isValid())
            return x.isValid();
        return m_sortOrder == Qt::AscendingOrder ? isLess(x, y) : isLess(y, x);
    };
    std::stable_sort(groups.begin(), groups.end(), before);
    m_order.clear();
    for (const Group &group : groups) {
        for (std::size_t i = 0; i < group.count; ++i)
            m_order.push_back(group.first + i);
    }
}

void FigureModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    endResetModel();
}

QString FigureModel::keyAt(const QModelIndex &index) const
{
    return index.data(KeyRole).toString();
}

QModelIndex FigureModel::indexOf(const QString &key) const
{
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        if (m_table.rows[m_order[i]].key == key)
            return index(static_cast<int>(i), 0);
    }
    return {};
}

int FigureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int FigureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant FigureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FigureRow &row = m_table.rows[m_order[static_cast<std::size_t>(index.row())]];
    const auto column = static_cast<std::size_t>(index.column());
    const FigureCell &cell = row.cells[column];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::AccessibleTextRole:
        return cell.text.trimmed();
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? QVariant() : plainToolTip(cell.tip);
    case Qt::TextAlignmentRole:
        return int((m_table.columns[column].isNumber ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    case Qt::FontRole: {
        if (!row.bold && !row.italic)
            return {};
        QFont font;
        font.setBold(row.bold);
        font.setItalic(row.italic);
        return font;
    }
    case SortRole:
        return cell.sort;
    case KeyRole:
        return row.key;
    case QuietRole:
        return row.quiet || cell.quiet;
    case PartsRole:
        return cell.parts
                   ? QVariant(QVariantList{(*cell.parts)[0], (*cell.parts)[1], (*cell.parts)[2]})
                   : QVariant();
    case FullRole:
        return m_full;
    default:
        return {};
    }
}

QVariant FigureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const FigureColumn &column = m_table.columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.tip.isEmpty() ? QVariant() : plainToolTip(column.tip);
    case Qt::TextAlignmentRole:
        return int((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}
} // namespace gapscope
