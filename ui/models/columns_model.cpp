// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/columns_model.h"

#include "core/model/markup.h"
#include "ui/base/qstring.h"
#include "ui/models/compare_model.h"
#include "ui/models/display_text.h"
#include "ui/models/tool_text.h"

#include <QLocale>

namespace gapscope {
namespace {
/// Replies of tools and instructions are told by their beginning: this view is for reading what
/// the users say.
constexpr int mostOfAside = 100;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QString plain(const QString &source)
{
    QStringList paragraphs;
    for (const DisplayParagraph &paragraph : displayParagraphs(source))
        paragraphs += paragraph.text;
    return paragraphs.join(QLatin1Char('\n'));
}

/// A message with the markup in it told by its beginning too.
QStringList spoken(const std::string &message)
{
    QStringList parts;
    for (const MarkupSegment &segment : splitMarkup(message)) {
        const QString text = qs(segment.text);
        switch (segment.kind) {
        case MarkupKind::Text:
            if (!text.trimmed().isEmpty())
                parts += plain(text.trimmed());
            break;
        case MarkupKind::ToolCall:
            parts += callLine({{}, segment.name, segment.arguments, {}, false}, nullptr, Side::Real)
                         .text;
            break;
        case MarkupKind::ToolResult:
            parts += ColumnsModel::tr("result: %1").arg(firstLine(text, mostOfAside));
            break;
        case MarkupKind::Reasoning:
            parts += ColumnsModel::tr("reasoning: %1").arg(firstLine(text, mostOfAside));
            break;
        case MarkupKind::Canvas:
        case MarkupKind::Highlight:
        case MarkupKind::Survey:
        case MarkupKind::Note:
            parts += ColumnsModel::tr("note: %1").arg(firstLine(text, mostOfAside));
            break;
        }
    }
    // A message of blanks is still a message.
    return parts.isEmpty() ? QStringList{plain(qs(message))} : parts;
}

QString turnText(const Turn &turn)
{
    QStringList parts;
    if (turn.text) {
        const bool aside = turn.role == gapscope::Role::Tool ||
                           turn.role == gapscope::Role::System || turn.role == gapscope::Role::Note;
        if (aside)
            parts += firstLine(qs(*turn.text), mostOfAside);
        else
            parts += spoken(*turn.text);
    }
    for (const ToolCall &call : turn.toolCalls)
        if (!standsInText(call))
            parts += callLine(call, nullptr, Side::Real).text;
    return parts.join(QLatin1Char('\n'));
}
} // namespace

ColumnsModel::ColumnsModel(QObject *parent) : QAbstractTableModel(parent) {}

void ColumnsModel::setContent(QString realTitle, QString realSubtitle,
                              std::shared_ptr<const Dialogue> real,
                              std::vector<ColumnContent> columns)
{
    beginResetModel();
    m_realTitle = std::move(realTitle);
    m_realSubtitle = std::move(realSubtitle);
    m_real = std::move(real);
    m_columns = std::move(columns);
    std::vector<ColumnSource> sources;
    for (const ColumnContent &column : m_columns)
        sources.push_back({column.dialogue.get(), &column.alignment});
    m_rows = m_real ? layoutColumns(*m_real, sources) : std::vector<ColumnsRow>();
    endResetModel();
}

int ColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_columns.size());
}

const Dialogue *ColumnsModel::dialogueOf(int column) const
{
    return column == realColumn ? m_real.get() : m_columns[at(column - 1)].dialogue.get();
}

std::vector<int> ColumnsModel::turnsOf(const QModelIndex &index) const
{
    const ColumnsRow &row = m_rows[at(index.row())];
    if (index.column() != realColumn)
        return row.cells[at(index.column() - 1)].turns;
    return row.real < 0 ? std::vector<int>() : std::vector<int>{row.real};
}

const ColumnCell *ColumnsModel::cellOf(const QModelIndex &index) const
{
    return index.column() == realColumn ? nullptr
                                        : &m_rows[at(index.row())].cells[at(index.column() - 1)];
}

QString ColumnsModel::textOf(const QModelIndex &index) const
{
    QStringList parts;
    for (const int turn : turnsOf(index))
        parts += turnText(dialogueOf(index.column())->turns[at(turn)]);
    return parts.join(QLatin1Char('\n'));
}

QString ColumnsModel::accessibleOf(const QModelIndex &index) const
{
    QStringList parts{headerData(index.column(), Qt::Horizontal).toString()};
    const ColumnCell *cell = cellOf(index);
    if (cell && cell->alignedRow >= 0)
        parts += tr("row %1").arg(cell->alignedRow + 1);
    if (cell && cell->kind)
        parts += CompareModel::kindName(*cell->kind);
    const std::vector<int> turns = turnsOf(index);
    if (turns.empty()) {
        parts += tr("nothing");
    } else {
        const Turn &turn = dialogueOf(index.column())->turns[at(turns.front())];
        parts += tr("%1: %2").arg(CompareModel::roleName(turn.role), textOf(index).simplified());
    }
    return parts.join(QStringLiteral(", "));
}

QVariant ColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const std::vector<int> turns = turnsOf(index);
    const ColumnCell *cell = cellOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index);
    case Qt::AccessibleTextRole:
        return accessibleOf(index);
    case KindRole:
        return cell && cell->kind ? QVariant(static_cast<int>(*cell->kind)) : QVariant();
    case SpeakerRole:
        return turns.empty()
                   ? QVariant()
                   : static_cast<int>(dialogueOf(index.column())->turns[at(turns.front())].role);
    case RowNumberRole:
        return cell && cell->alignedRow >= 0 ? QVariant(cell->alignedRow + 1) : QVariant();
    case TurnRole:
        return turns.empty() ? QVariant() : turns.front();
    default:
        return {};
    }
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (section < 0 || section >= columnCount())
        return {};
    if (section == realColumn) {
        if (role == Qt::DisplayRole)
            return m_realTitle;
        return role == SubtitleRole ? QVariant(m_realSubtitle) : QVariant();
    }
    const ColumnContent &column = m_columns[at(section - 1)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role != SubtitleRole && role != Qt::ToolTipRole)
        return {};
    QStringList parts{
        tr("similarity %1").arg(QLocale().toString(column.alignment.alignSim, 'f', 2))};
    parts += column.alignment.firstDivergence
                 ? tr("parts at row %1").arg(*column.alignment.firstDivergence + 1)
                 : tr("never parts");
    if (!column.subtitle.isEmpty())
        parts += column.subtitle;
    const QString text = parts.join(QStringLiteral(" · "));
    return role == SubtitleRole ? text : tr("%1 · %2").arg(column.title, text).toHtmlEscaped();
}

int ColumnsModel::rowOfRealTurn(int turn) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].real == turn)
            return static_cast<int>(i);
    }
    return -1;
}

int ColumnsModel::rowOfAligned(int column, int alignedRow) const
{
    for (std::size_t i = 0; i < m_rows.size() && alignedRow >= 0; ++i) {
        if (m_rows[i].cells[at(column - 1)].alignedRow == alignedRow)
            return static_cast<int>(i);
    }
    return -1;
}

int ColumnsModel::columnOf(const DialogueId &sim) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].dialogue->id == sim)
            return static_cast<int>(i) + 1;
    }
    return -1;
}
} // namespace gapscope
