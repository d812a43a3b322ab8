// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/turns_model.h"

#include "ui/base/natural_order.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/dialogues_model.h"
#include "ui/models/display_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <set>

namespace gapscope {
namespace {
/// UTF-16 units kept before and after a match.
constexpr int wordsBefore = 60;
constexpr int wordsAfter = 160;

QString roleName(Role role)
{
    switch (role) {
    case Role::User:
        return TurnsModel::tr("user");
    case Role::Agent:
        return TurnsModel::tr("agent");
    case Role::Tool:
        return TurnsModel::tr("tool");
    case Role::System:
        return TurnsModel::tr("system");
    case Role::Note:
        return TurnsModel::tr("note");
    }
    return {};
}

/// One line: what ends a line becomes a blank, so that positions stay.
QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t') ||
            c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QLatin1Char(' ');
    }
    return text;
}

/// The words around a match, with "…" where they are cut.
MarkedText around(const QString &text, CharRange match)
{
    int from = std::max(0, match.begin - wordsBefore);
    int to = std::min(static_cast<int>(text.size()), match.end + wordsAfter);
    if (from > 0 && text[from].isLowSurrogate())
        --from;
    if (to < text.size() && text[to].isLowSurrogate())
        ++to;
    MarkedText result;
    if (from > 0)
        result.text = QChar(0x2026);
    const int shift = static_cast<int>(result.text.size()) - from;
    result.text += text.mid(from, to - from);
    if (to < text.size())
        result.text += QChar(0x2026);
    result.marks.push_back({match.begin + shift, match.end + shift});
    return result;
}
} // namespace

TurnsModel::TurnsModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::filtersChanged, this, &TurnsModel::refilter);
    connect(&workspace, &Workspace::corporaSelected, this, &TurnsModel::refilter);
    connect(&workspace, &Workspace::dataChanged, this, &TurnsModel::refilter);
    connect(&workspace, &Workspace::closed, this, &TurnsModel::clear);
}

TurnsModel::Entry TurnsModel::entryOf(const DialogueId &dialogue, const TaskKey &task, int turn,
                                      const std::string &label) const
{
    Entry entry;
    entry.dialogue = dialogue;
    entry.taskKey = task;
    entry.task = taskName(m_workspace, task);
    entry.turn = turn;
    if (const DialogueHead *head = m_workspace.data().head(dialogue)) {
        entry.run = head->dialogue.run;
        if (const CorpusSummary *corpus = m_workspace.data().corpus(head->dialogue.corpus))
            entry.kind = corpus->corpus.kind;
    }
    entry.corpus = corpusName(qs(label), entry.kind);
    return entry;
}

void TurnsModel::setHits(const std::vector<SearchHit> &hits)
{
    std::vector<Entry> entries;
    entries.reserve(hits.size());
    for (const SearchHit &hit : hits) {
        Entry entry = entryOf(hit.dialogue, hit.task, hit.turn, hit.corpusLabel);
        entry.role = hit.role;
        entry.text = oneLine(qs(hit.snippet));
        const std::string_view bytes = hit.snippet;
        const auto begin = static_cast<std::size_t>(hit.begin);
        const auto end = static_cast<std::size_t>(hit.end);
        entry.match.begin = static_cast<int>(qs(bytes.substr(0, begin)).size());
        entry.match.end = static_cast<int>(qs(bytes.substr(0, end)).size());
        entries.push_back(std::move(entry));
    }
    become(std::move(entries));
}

void TurnsModel::setHits(const std::vector<FeatureHit> &hits)
{
    std::vector<Entry> entries;
    entries.reserve(hits.size());
    for (const FeatureHit &hit : hits) {
        Entry entry = entryOf(hit.dialogue, hit.task, hit.span.turn, hit.corpusLabel);
        const QString text = qs(hit.text);
        MarkedText marked = around(text, utf16Range(text, hit.span.begin, hit.span.end));
        entry.text = oneLine(std::move(marked.text));
        entry.match = marked.marks.front();
        entries.push_back(std::move(entry));
    }
    become(std::move(entries));
}

void TurnsModel::clear()
{
    become({});
}

void TurnsModel::become(std::vector<Entry> entries)
{
    beginResetModel();
    m_all = std::move(entries);
    arrange();
    endResetModel();
}

void TurnsModel::refilter()
{
    beginResetModel();
    arrange();
    endResetModel();
}

void TurnsModel::arrange()
{
    const WorkspaceData &contents = m_workspace.data();
    m_shown.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        Entry &entry = m_all[i];
        entry.excluded = contents.isExcluded(entry.dialogue);
        const FilterStack &filters = m_workspace.filters();
        const DialogueHead *head = contents.head(entry.dialogue);
        if (filters.isEmpty() ||
            (filters.accepts(contents, entry.taskKey, m_workspace.realCorpus(),
                             m_workspace.simCorpus()) &&
             (!head || filters.acceptsDialogue(entry.dialogue, head->dialogue.corpus))))
            m_shown.push_back(i);
    }
    if (m_sortColumn < 0)
        return;
    QCollator collator = naturalOrder();
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const auto less = [&](std::size_t a, std::size_t b) {
        const Entry &left = m_all[a];
        const Entry &right = m_all[b];
        switch (m_sortColumn) {
        case RunColumn:
            return left.run < right.run;
        case TurnColumn:
            return left.turn < right.turn;
        default:
            return collator.compare(text(left, m_sortColumn), text(right, m_sortColumn)) < 0;
        }
    };
    std::stable_sort(m_shown.begin(), m_shown.end(), [&](std::size_t a, std::size_t b) {
        return m_sortOrder == Qt::AscendingOrder ? less(a, b) : less(b, a);
    });
}

void TurnsModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::size_t> items;
    for (const QModelIndex &index : before)
        items.push_back(m_shown[static_cast<std::size_t>(index.row())]);
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    std::vector<int> rows(m_all.size(), -1);
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        rows[m_shown[i]] = static_cast<int>(i);
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rows[items[static_cast<std::size_t>(i)]];
        changePersistentIndex(before[i], index(row, before[i].column()));
    }
    Q_EMIT layoutChanged();
}

const TurnsModel::Entry &TurnsModel::shown(int row) const
{
    return m_all[m_shown[static_cast<std::size_t>(row)]];
}

int TurnsModel::shownDialogues() const
{
    std::set<DialogueId> dialogues;
    for (const std::size_t i : m_shown)
        dialogues.insert(m_all[i].dialogue);
    return static_cast<int>(dialogues.size());
}

DialogueId TurnsModel::dialogueAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= shownRows())
        return {};
    return shown(index.row()).dialogue;
}

int TurnsModel::turnAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < shownRows() ? shown(index.row()).turn : -1;
}

int TurnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shownRows();
}

int TurnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TurnsModel::text(const Entry &entry, int column) const
{
    switch (column) {
    case TaskColumn:
        return entry.task;
    case CorpusColumn:
        return entry.corpus;
    case RunColumn:
        return QLocale().toString(entry.run);
    case TurnColumn:
        return QLocale().toString(entry.turn + 1);
    case RoleColumn:
        return entry.excluded ? tr("%1, excluded").arg(roleName(entry.role)) : roleName(entry.role);
    case TextColumn:
        return entry.text;
    default:
        return {};
    }
}

QVariant TurnsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = shown(index.row());
    const int column = index.column();
    const bool isNumber = column == RunColumn || column == TurnColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case SortRole:
        return isNumber ? QVariant(double(column == RunColumn ? entry.run : entry.turn))
                        : QVariant(text(entry, column));
    case Qt::FontRole:
        if (entry.excluded && column != RoleColumn) {
            QFont font;
            font.setStrikeOut(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(text(entry, column));
    case KindRole:
        return static_cast<int>(entry.kind);
    case ExcludedRole:
        return entry.excluded;
    case MatchBeginRole:
        return column == TextColumn ? entry.match.begin : 0;
    case MatchLengthRole:
        return column == TextColumn ? entry.match.end - entry.match.begin : 0;
    default:
        return {};
    }
}

QVariant TurnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == RunColumn || section == TurnColumn))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TaskColumn:
        return tr("Task");
    case CorpusColumn:
        return tr("Corpus");
    case RunColumn:
        return tr("Run");
    case TurnColumn:
        return tr("Turn");
    case RoleColumn:
        return tr("Speaker");
    case TextColumn:
        return tr("Words");
    default:
        return {};
    }
}
} // namespace gapscope
