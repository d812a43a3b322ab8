// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tasks_model.h"

#include "ui/base/natural_order.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QLocale>

#include <algorithm>

namespace gapscope {
namespace {
/// Internal id of a domain's index; a task's index carries its domain's row + 1.
constexpr quintptr domainId = 0;

int passedOf(const std::vector<const DialogueHead *> &heads)
{
    int passed = -1;
    for (const DialogueHead *head : heads) {
        const Outcome &outcome = head->dialogue.outcome;
        if (!outcome.reward && !outcome.success)
            continue;
        passed = std::max(passed, 0);
        passed += outcome.success.value_or(outcome.reward.value_or(0.0) > 0.0) ? 1 : 0;
    }
    return passed;
}

QString shortName(const TaskKey &key, const Task *task)
{
    const QString text = qs(key.value());
    const QString id = text.section(QLatin1Char(':'), -1);
    return task && !task->domain.empty() ? qs(task->domain) + QLatin1Char(' ') + id : id;
}
} // namespace

TasksModel::TasksModel(Workspace &workspace, QObject *parent)
    : QAbstractItemModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::dataChanged, this, &TasksModel::rebuild);
    connect(&workspace, &Workspace::corporaSelected, this, &TasksModel::rebuild);
    connect(&workspace, &Workspace::filtersChanged, this, &TasksModel::rebuild);
    connect(&workspace, &Workspace::closed, this, &TasksModel::rebuild);
    connect(&workspace, &Workspace::summariesChanged, this, &TasksModel::updateDivergence);
    rebuild();
}

void TasksModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    rebuild();
}

TasksModel::Entry TasksModel::entryOf(const TaskKey &key) const
{
    const WorkspaceData &data = m_workspace.data();
    const Task *task = data.task(key);
    const auto real = data.dialogues(key, m_workspace.realCorpus());
    const auto sim = data.dialogues(key, m_workspace.simCorpus());
    Entry entry;
    entry.key = key;
    entry.name = shortName(key, task);
    entry.instruction = task ? qs(task->instruction) : QString();
    entry.real = static_cast<int>(real.size());
    entry.sim = static_cast<int>(sim.size());
    entry.realPassed = passedOf(real);
    entry.simPassed = passedOf(sim);
    double sum = 0.0;
    int count = 0;
    for (const DialogueHead *left : real) {
        for (const DialogueHead *right : sim) {
            const AlignmentSummary *summary =
                m_workspace.summary(left->dialogue.id, right->dialogue.id);
            if (summary && summary->divergence) {
                sum += *summary->divergence;
                ++count;
            }
        }
    }
    if (count > 0)
        entry.divergence = sum / count;
    return entry;
}

void TasksModel::rebuild()
{
    beginResetModel();
    m_domains.clear();
    for (const Task &task : m_workspace.data().tasks) {
        if (!m_workspace.isVisible(task.key))
            continue;
        Entry entry = entryOf(task.key);
        if (!m_text.isEmpty() && !entry.name.contains(m_text, Qt::CaseInsensitive) &&
            !qs(task.key.value()).contains(m_text, Qt::CaseInsensitive) &&
            !entry.instruction.contains(m_text, Qt::CaseInsensitive))
            continue;
        const QString name = task.domain.empty() ? tr("no domain") : qs(task.domain);
        auto domain = std::find_if(m_domains.begin(), m_domains.end(),
                                   [&](const Domain &other) { return other.name == name; });
        if (domain == m_domains.end())
            domain = m_domains.insert(m_domains.end(), Domain{name, {}});
        domain->tasks.push_back(std::move(entry));
    }
    sortTasks();
    endResetModel();
}

void TasksModel::updateDivergence()
{
    for (std::size_t d = 0; d < m_domains.size(); ++d) {
        std::vector<Entry> &tasks = m_domains[d].tasks;
        if (tasks.empty())
            continue;
        for (Entry &entry : tasks)
            entry.divergence = entryOf(entry.key).divergence;
        const QModelIndex parent = index(static_cast<int>(d), 0);
        Q_EMIT dataChanged(index(0, DivergenceColumn, parent),
                           index(static_cast<int>(tasks.size()) - 1, DivergenceColumn, parent));
    }
    if (m_sortColumn == DivergenceColumn)
        sort(m_sortColumn, m_sortOrder);
}

void TasksModel::sortTasks()
{
    const QCollator collator = naturalOrder();
    const auto less = [&](const Entry &a, const Entry &b) {
        const auto byName = [&] { return collator.compare(a.name, b.name) < 0; };
        switch (m_sortColumn) {
        case CoverageColumn:
            return a.real + a.sim != b.real + b.sim ? a.real + a.sim < b.real + b.sim : byName();
        case OutcomeColumn:
            return std::pair(a.realPassed, a.simPassed) != std::pair(b.realPassed, b.simPassed)
                       ? std::pair(a.realPassed, a.simPassed) < std::pair(b.realPassed, b.simPassed)
                       : byName();
        case DivergenceColumn:
            return a.divergence.value_or(-1) != b.divergence.value_or(-1)
                       ? a.divergence.value_or(-1) < b.divergence.value_or(-1)
                       : byName();
        default:
            return byName();
        }
    };
    for (Domain &domain : m_domains) {
        std::stable_sort(domain.tasks.begin(), domain.tasks.end(),
                         [&](const Entry &a, const Entry &b) {
                             return m_sortOrder == Qt::AscendingOrder ? less(a, b) : less(b, a);
                         });
    }
}

std::vector<TaskKey> TasksModel::order() const
{
    std::vector<TaskKey> keys;
    for (const Domain &domain : m_domains)
        for (const Entry &entry : domain.tasks)
            keys.push_back(entry.key);
    return keys;
}

void TasksModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<TaskKey> keys;
    for (const QModelIndex &index : before)
        keys.push_back(taskAt(index));
    m_sortColumn = column;
    m_sortOrder = order;
    sortTasks();
    for (qsizetype i = 0; i < before.size(); ++i) {
        const TaskKey &key = keys[static_cast<std::size_t>(i)];
        if (!key.empty())
            changePersistentIndex(before[i], indexOf(key).siblingAtColumn(before[i].column()));
    }
    Q_EMIT layoutChanged();
}

QModelIndex TasksModel::indexOf(const TaskKey &key) const
{
    for (std::size_t d = 0; d < m_domains.size(); ++d) {
        const std::vector<Entry> &tasks = m_domains[d].tasks;
        for (std::size_t t = 0; t < tasks.size(); ++t) {
            if (tasks[t].key == key)
                return createIndex(static_cast<int>(t), 0, quintptr(d + 1));
        }
    }
    return {};
}

TaskKey TasksModel::taskAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == domainId)
        return {};
    return m_domains[index.internalId() - 1].tasks[static_cast<std::size_t>(index.row())].key;
}

int TasksModel::shownTasks() const
{
    std::size_t count = 0;
    for (const Domain &domain : m_domains)
        count += domain.tasks.size();
    return static_cast<int>(count);
}

int TasksModel::allTasks() const
{
    return static_cast<int>(m_workspace.data().tasks.size());
}

QModelIndex TasksModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row() + 1) : domainId);
}

QModelIndex TasksModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == domainId)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, domainId);
}

int TasksModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_domains.size());
    if (parent.internalId() != domainId || parent.column() != 0)
        return 0;
    return static_cast<int>(m_domains[static_cast<std::size_t>(parent.row())].tasks.size());
}

int TasksModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString TasksModel::summary(const Entry &entry) const
{
    const auto side = [&](int count, int passed) {
        return passed < 0 ? tr("%Ln dialogue(s)", nullptr, count)
                          : tr("%Ln dialogue(s), %1 passed", nullptr, count).arg(passed);
    };
    QString text =
        tr("%1: real %2; simulated %3")
            .arg(entry.name, side(entry.real, entry.realPassed), side(entry.sim, entry.simPassed));
    if (entry.divergence)
        text = tr("%1; divergence %2").arg(text, QLocale().toString(*entry.divergence, 'f', 2));
    return text;
}

QVariant TasksModel::taskData(const Entry &entry, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (column == TaskColumn)
            return entry.name;
        if (column == DivergenceColumn && entry.divergence)
            return QLocale().toString(*entry.divergence, 'f', 2);
        return {};
    case Qt::ToolTipRole:
        return (entry.instruction.isEmpty()
                    ? summary(entry)
                    : summary(entry) + QStringLiteral("\n\n") + entry.instruction.left(600))
            .toHtmlEscaped()
            .replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    case Qt::AccessibleTextRole:
        return summary(entry);
    case Qt::TextAlignmentRole:
        return column == DivergenceColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                          : QVariant();
    case TaskKeyRole:
        return qs(entry.key.value());
    case RealCountRole:
        return entry.real;
    case SimCountRole:
        return entry.sim;
    case RealPassedRole:
        return entry.realPassed;
    case SimPassedRole:
        return entry.simPassed;
    case DivergenceRole:
        return entry.divergence ? QVariant(*entry.divergence) : QVariant();
    case SortRole:
        return column == DivergenceColumn ? QVariant(entry.divergence.value_or(-1.0))
                                          : QVariant(entry.name);
    default:
        return {};
    }
}

QVariant TasksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != domainId) {
        const Domain &domain = m_domains[index.internalId() - 1];
        return taskData(domain.tasks[static_cast<std::size_t>(index.row())], index.column(), role);
    }
    const Domain &domain = m_domains[static_cast<std::size_t>(index.row())];
    if (index.column() == TaskColumn && role == Qt::DisplayRole)
        return tr("%1 (%2)").arg(domain.name).arg(domain.tasks.size());
    if (role == Qt::AccessibleTextRole)
        return tr("domain %1, %Ln task(s)", nullptr, static_cast<int>(domain.tasks.size()))
            .arg(domain.name);
    return {};
}

QVariant TasksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole) {
        switch (section) {
        case TaskColumn:
            return tr("Task");
        case CoverageColumn:
            return tr("Runs");
        case OutcomeColumn:
            return tr("Passed");
        case DivergenceColumn:
            return tr("Apart");
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case CoverageColumn:
            return tr("Dialogues of the real corpus and of the simulator");
        case OutcomeColumn:
            return tr("Whether the task was solved: real left, simulated right");
        case DivergenceColumn:
            return tr("Mean row divergence of the task's pairs, 0 (same) to 1");
        }
    }
    return {};
}
} // namespace gapscope
