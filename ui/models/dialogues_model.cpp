// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/dialogues_model.h"

#include "ui/base/natural_order.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace gapscope {
namespace {
bool isNumber(int column)
{
    return column == DialoguesModel::RunColumn || column == DialoguesModel::OutcomeColumn ||
           column == DialoguesModel::UserTurnsColumn || column == DialoguesModel::TurnsColumn ||
           column >= DialoguesModel::FirstFeatureColumn;
}
} // namespace

QString taskName(const Workspace &workspace, const TaskKey &key)
{
    if (key.empty())
        return QStringLiteral("–");
    const QString id = qs(key.value()).section(QLatin1Char(':'), -1);
    const Task *task = workspace.data().task(key);
    return task && !task->domain.empty() ? qs(task->domain) + QLatin1Char(' ') + id : id;
}

QString corpusName(const QString &label, CorpusKind kind)
{
    switch (kind) {
    case CorpusKind::Real:
        return DialoguesModel::tr("%1 · real").arg(label);
    case CorpusKind::Simulated:
        return DialoguesModel::tr("%1 · simulated").arg(label);
    case CorpusKind::SelfDialog:
        return DialoguesModel::tr("%1 · one writer").arg(label);
    case CorpusKind::Unknown:
        break;
    }
    return label;
}

DialoguesModel::DialoguesModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::dataChanged, this, &DialoguesModel::follow);
    connect(&workspace, &Workspace::corporaSelected, this, &DialoguesModel::follow);
    connect(&workspace, &Workspace::filtersChanged, this, &DialoguesModel::follow);
    connect(&workspace, &Workspace::closed, this, &DialoguesModel::rebuild);
    rebuild();
}

void DialoguesModel::setCorpora(std::vector<CorpusId> corpora)
{
    if (corpora == m_corpora)
        return;
    m_corpora = std::move(corpora);
    rebuild();
}

void DialoguesModel::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    if (m_isFollowing && m_isBehind)
        rebuild();
}

void DialoguesModel::follow()
{
    if (m_isFollowing)
        rebuild();
    else
        m_isBehind = true;
}

DialoguesModel::Entry DialoguesModel::entryOf(const DialogueHead &head, Names &names) const
{
    const WorkspaceData &contents = m_workspace.data();
    const Dialogue &dialogue = head.dialogue;
    Entry entry;
    entry.id = dialogue.id;
    const auto [task, isNewTask] = names.tasks.try_emplace(dialogue.task);
    if (isNewTask)
        task->second = taskName(m_workspace, dialogue.task);
    entry.task = task->second;
    const auto [corpus, isNewCorpus] = names.corpora.try_emplace(dialogue.corpus);
    if (const CorpusSummary *known = isNewCorpus ? contents.corpus(dialogue.corpus) : nullptr)
        corpus->second = {known->corpus.kind,
                          corpusName(qs(known->corpus.label), known->corpus.kind)};
    std::tie(entry.kind, entry.corpus) = corpus->second;
    entry.run = dialogue.run;
    if (dialogue.keep != Keep::Yes) {
        entry.state = tr("left out");
        entry.stateReason = tr("left out by its source: the file says not to keep it");
    }
    entry.reward = dialogue.outcome.reward;
    entry.passed = dialogue.outcome.success;
    if (!entry.passed && entry.reward)
        entry.passed = *entry.reward > 0.0;
    entry.userTurns = head.userTurns;
    entry.turns = head.turns;
    entry.termination = qs(dialogue.outcome.termination);
    const auto features = contents.features.find(dialogue.id);
    if (features != contents.features.end())
        entry.features = features->second;
    return entry;
}

void DialoguesModel::rebuild()
{
    m_isBehind = false;
    beginResetModel();
    m_entries.clear();
    const WorkspaceData &contents = m_workspace.data();
    std::unordered_map<TaskKey, bool> accepted;
    const auto passes = [&](const TaskKey &task) {
        const auto [known, isNew] = accepted.try_emplace(task, false);
        if (isNew) {
            known->second = m_workspace.filters().accepts(contents, task, m_workspace.realCorpus(),
                                                          m_workspace.simCorpus());
        }
        return known->second;
    };
    Names names;
    std::unordered_map<DialogueId, const Exclusion *> excluded;
    for (const Exclusion &exclusion : contents.exclusions)
        excluded.emplace(exclusion.dialogue, &exclusion);
    for (const DialogueHead &head : contents.heads) {
        const CorpusId &corpus = head.dialogue.corpus;
        if (!m_corpora.empty() &&
            std::find(m_corpora.begin(), m_corpora.end(), corpus) == m_corpora.end())
            continue;
        if (!passes(head.dialogue.task) ||
            !m_workspace.filters().acceptsDialogue(head.dialogue.id, corpus))
            continue;
        Entry entry = entryOf(head, names);
        entry.position = m_entries.size();
        if (const auto found = excluded.find(entry.id); found != excluded.end()) {
            entry.excluded = true;
            entry.state = tr("excluded");
            entry.stateReason =
                tr("excluded by %1: %2").arg(qs(found->second->by), qs(found->second->reason));
        }
        m_entries.push_back(std::move(entry));
    }
    sortEntries();
    endResetModel();
}

std::optional<double> DialoguesModel::number(const Entry &entry, int column) const
{
    switch (column) {
    case RunColumn:
        return entry.run;
    case OutcomeColumn:
        if (entry.reward)
            return *entry.reward;
        return entry.passed ? std::optional<double>(*entry.passed ? 1.0 : 0.0) : std::nullopt;
    case UserTurnsColumn:
        return entry.userTurns;
    case TurnsColumn:
        return entry.turns;
    default:
        break;
    }
    if (column < FirstFeatureColumn || column >= ColumnCount || !entry.features)
        return std::nullopt;
    const auto feature = static_cast<std::size_t>(column - FirstFeatureColumn);
    return entry.features->values[feature];
}

QString DialoguesModel::text(const Entry &entry, int column) const
{
    const QLocale locale;
    switch (column) {
    case TaskColumn:
        return entry.task;
    case CorpusColumn:
        return entry.corpus;
    case StateColumn:
        return entry.state;
    case OutcomeColumn: {
        if (!entry.passed)
            return {};
        const QString mark = *entry.passed ? QStringLiteral("✓") : QStringLiteral("✗");
        const bool plain = !entry.reward || *entry.reward == (*entry.passed ? 1.0 : 0.0);
        return plain ? mark : mark + QLatin1Char(' ') + locale.toString(*entry.reward, 'g', 3);
    }
    case TerminationColumn:
        return entry.termination;
    default:
        break;
    }
    const std::optional<double> value = number(entry, column);
    if (!value)
        return {};
    if (column < FirstFeatureColumn)
        return locale.toString(static_cast<qlonglong>(*value));
    const auto &feature = featureTable()[static_cast<std::size_t>(column - FirstFeatureColumn)];
    if (feature.feature == Feature::NTurns)
        return locale.toString(*value, 'f', 0);
    return feature.isRate ? tr("%1 %").arg(locale.toString(100.0 * *value, 'f', 0))
                          : locale.toString(*value, 'f', 1);
}

void DialoguesModel::sortEntries()
{
    if (m_sortColumn < 0) {
        std::sort(m_entries.begin(), m_entries.end(),
                  [](const Entry &a, const Entry &b) { return a.position < b.position; });
        return;
    }
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    std::vector<std::size_t> order(m_entries.size());
    std::iota(order.begin(), order.end(), 0);
    if (!isNumber(m_sortColumn)) {
        QCollator collator = naturalOrder();
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        std::vector<QCollatorSortKey> keys;
        keys.reserve(m_entries.size());
        for (const Entry &entry : m_entries)
            keys.push_back(collator.sortKey(text(entry, m_sortColumn)));
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return ascending ? keys[a] < keys[b] : keys[b] < keys[a];
        });
    } else {
        std::vector<std::optional<double>> keys;
        keys.reserve(m_entries.size());
        for (const Entry &entry : m_entries)
            keys.push_back(number(entry, m_sortColumn));
        // What is not known comes last either way round.
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            if (!keys[a] || !keys[b])
                return keys[a].has_value() && !keys[b].has_value();
            return ascending ? *keys[a] < *keys[b] : *keys[b] < *keys[a];
        });
    }
    std::vector<Entry> sorted;
    sorted.reserve(m_entries.size());
    for (const std::size_t i : order)
        sorted.push_back(std::move(m_entries[i]));
    m_entries = std::move(sorted);
}

void DialoguesModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<DialogueId> ids;
    for (const QModelIndex &index : before)
        ids.push_back(dialogueAt(index));
    m_sortColumn = column;
    m_sortOrder = order;
    sortEntries();
    std::unordered_map<DialogueId, int> rows;
    for (std::size_t i = 0; i < m_entries.size() && !before.isEmpty(); ++i)
        rows.emplace(m_entries[i].id, static_cast<int>(i));
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rows.at(ids[static_cast<std::size_t>(i)]);
        changePersistentIndex(before[i], index(row, before[i].column()));
    }
    Q_EMIT layoutChanged();
}

DialogueId DialoguesModel::dialogueAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_entries[static_cast<std::size_t>(index.row())].id;
}

QModelIndex DialoguesModel::indexOf(const DialogueId &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.id == id; });
    return found == m_entries.end() ? QModelIndex()
                                    : index(static_cast<int>(found - m_entries.begin()), 0);
}

int DialoguesModel::allDialogues() const
{
    return static_cast<int>(m_workspace.data().heads.size());
}

int DialoguesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int DialoguesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DialoguesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case SortRole: {
        const std::optional<double> value = number(entry, column);
        if (value)
            return *value;
        return isNumber(column) ? QVariant() : QVariant(text(entry, column));
    }
    case Qt::FontRole:
        if (entry.excluded && column != StateColumn) {
            QFont font;
            font.setStrikeOut(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return number(entry, column) && column != OutcomeColumn
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(entry.stateReason.isEmpty() ? text(entry, column) : entry.stateReason);
    case KindRole:
        return static_cast<int>(entry.kind);
    case ExcludedRole:
        return entry.excluded;
    case DialogueRole:
        return qs(entry.id.value());
    default:
        return {};
    }
}

QVariant DialoguesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section) && section != OutcomeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (section >= FirstFeatureColumn && section < ColumnCount) {
        const FeatureInfo &feature =
            featureTable()[static_cast<std::size_t>(section - FirstFeatureColumn)];
        if (role == Qt::DisplayRole)
            return qs(feature.title);
        if (role == Qt::ToolTipRole)
            return plainToolTip(qs(feature.key));
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TaskColumn:
        return tr("Task");
    case CorpusColumn:
        return tr("Corpus");
    case RunColumn:
        return tr("Run");
    case StateColumn:
        return tr("State");
    case OutcomeColumn:
        return tr("Passed");
    case UserTurnsColumn:
        return tr("User turns");
    case TurnsColumn:
        return tr("Turns");
    case TerminationColumn:
        return tr("Ended by");
    default:
        return {};
    }
}
} // namespace gapscope
