// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/usi_model.h"

#include "ui/base/qstring.h"

#include <QFont>
#include <QLocale>

namespace gapscope {
namespace {
struct CellOf
{
    const std::optional<Spread> *value = nullptr;
    const char *key = "";
    int decimals = 1;
};

CellOf cellOf(const UsiRow &row, int column)
{
    switch (column) {
    case UsiModel::UsiColumn:
        return {&row.usi, "usi"};
    case UsiModel::ConversationColumn:
        return {&row.conversation, "D1_conv"};
    case UsiModel::InformationColumn:
        return {&row.information, "D2_info"};
    case UsiModel::ClarificationColumn:
        return {&row.clarification, "D3_clarif"};
    case UsiModel::ReactionColumn:
        return {&row.reaction, "D4_react"};
    case UsiModel::EvaluationColumn:
        return {&row.evaluation, "eval_agree"};
    case UsiModel::EceColumn:
        return {&row.ece, "ece", 3};
    default:
        return {};
    }
}
} // namespace

UsiModel::UsiModel(QObject *parent) : QAbstractTableModel(parent) {}

void UsiModel::setTable(std::shared_ptr<const UsiTable> table)
{
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

QString UsiModel::nameAt(const QModelIndex &index) const
{
    if (!m_table || !index.isValid())
        return {};
    return qs(m_table->rows[static_cast<std::size_t>(index.row())].name);
}

int UsiModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->rows.size());
}

int UsiModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant UsiModel::cell(const UsiRow &row, int column, int role) const
{
    const CellOf cell = cellOf(row, column);
    const auto reason = row.missing.find(cell.key);
    const bool known = cell.value && cell.value->has_value();
    switch (role) {
    case Qt::DisplayRole: {
        if (!known)
            return QStringLiteral("–");
        const Spread &spread = **cell.value;
        const QString mean = QLocale().toString(spread.mean, 'f', cell.decimals);
        return spread.n > 1
                   ? tr("%1 ± %2").arg(mean, QLocale().toString(spread.sd, 'f', cell.decimals))
                   : mean;
    }
    case Qt::ToolTipRole: {
        if (known) {
            QString text = tr("mean and spread over %n batch(es) of people; the spread is no "
                              "interval",
                              nullptr, (*cell.value)->n);
            if (column == UsiColumn)
                text += tr("; %1 terms").arg(row.terms);
            return text.toHtmlEscaped();
        }
        return reason == row.missing.end() ? QVariant() : qs(reason->second).toHtmlEscaped();
    }
    case SortRole:
        return known ? QVariant((*cell.value)->mean) : QVariant(-1.0);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole:
        if (column == UsiColumn) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant UsiModel::data(const QModelIndex &index, int role) const
{
    if (!m_table || !index.isValid())
        return {};
    const UsiRow &row = m_table->rows[static_cast<std::size_t>(index.row())];
    if (role == IsSimulatorRole)
        return row.kind == UsiRow::Kind::Simulator;
    const bool number = role == Qt::DisplayRole || role == SortRole;
    switch (index.column()) {
    case NameColumn:
        return number ? QVariant(qs(row.name)) : QVariant();
    case TasksColumn:
        return number                          ? QVariant(row.tasks)
               : role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                               : QVariant();
    case DialoguesColumn:
        return number                          ? QVariant(row.dialogues)
               : role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                               : QVariant();
    default:
        return cell(row, index.column(), role);
    }
}

QVariant UsiModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    static const char *const names[] = {QT_TR_NOOP("Against people"), QT_TR_NOOP("USI"),
                                        QT_TR_NOOP("D1 style"),       QT_TR_NOOP("D2 inform."),
                                        QT_TR_NOOP("D3 clarif."),     QT_TR_NOOP("D4 react."),
                                        QT_TR_NOOP("Eval"),           QT_TR_NOOP("ECE"),
                                        QT_TR_NOOP("Tasks"),          QT_TR_NOOP("Dialogues")};
    static const char *const tips[] = {
        QT_TR_NOOP("People against people is the ceiling; then one simulator a row"),
        QT_TR_NOOP("User-Sim Index, 0 to 100: mean of the terms at the right"),
        QT_TR_NOOP("Communication style, 0 to 100"),
        QT_TR_NOOP("Information pattern, 0 to 100"),
        QT_TR_NOOP("Clarification, 0 to 100"),
        QT_TR_NOOP("Reaction to errors, 0 to 100"),
        QT_TR_NOOP("Agreement of the questionnaires, 0 to 100"),
        QT_TR_NOOP("Calibration error of the outcomes, 0 (best) to 1"),
        QT_TR_NOOP("Tasks compared"),
        QT_TR_NOOP("Dialogues of the row")};
    if (role == Qt::DisplayRole)
        return tr(names[section]);
    if (role == Qt::ToolTipRole)
        return tr(tips[section]);
    if (role == Qt::TextAlignmentRole)
        return int((section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}
} // namespace gapscope
