// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/filter_stack.h"

#include "core/store/workspace_data.h"
#include "ui/base/qstring.h"

#include <algorithm>

namespace gapscope {
namespace {
bool sameSort(const Filter &a, const Filter &b)
{
    return a.domain.isEmpty() == b.domain.isEmpty() &&
           a.outcome.has_value() == b.outcome.has_value() &&
           a.feature.has_value() == b.feature.has_value() &&
           a.tasks.isEmpty() == b.tasks.isEmpty() && a.source == b.source;
}

/// Success of most of a side's dialogues; none where no dialogue has a reward.
std::optional<bool> passed(const std::vector<const DialogueHead *> &heads)
{
    int known = 0;
    int good = 0;
    for (const DialogueHead *head : heads) {
        const Outcome &outcome = head->dialogue.outcome;
        if (!outcome.reward && !outcome.success)
            continue;
        ++known;
        good += outcome.success.value_or(outcome.reward.value_or(0.0) > 0.0) ? 1 : 0;
    }
    return known > 0 ? std::optional<bool>(2 * good > known) : std::nullopt;
}

bool fired(const WorkspaceData &data, const std::vector<const DialogueHead *> &heads,
           Feature feature)
{
    return std::any_of(heads.begin(), heads.end(), [&](const DialogueHead *head) {
        const auto found = data.features.find(head->dialogue.id);
        return found != data.features.end() && found->second[feature] > 0.0;
    });
}

bool outcomeFits(Filter::Outcome wanted, std::optional<bool> real, std::optional<bool> sim)
{
    if (!real || !sim)
        return false;
    switch (wanted) {
    case Filter::Outcome::BothPass:
        return *real && *sim;
    case Filter::Outcome::OnlyReal:
        return *real && !*sim;
    case Filter::Outcome::OnlySim:
        return !*real && *sim;
    case Filter::Outcome::BothFail:
        return !*real && !*sim;
    }
    return false;
}
} // namespace

FilterStack::FilterStack(QObject *parent) : QObject(parent) {}

void FilterStack::add(const Filter &filter)
{
    QList<Filter> next = m_now;
    next.removeIf([&](const Filter &other) { return sameSort(other, filter); });
    next.append(filter);
    become(std::move(next));
}

void FilterStack::remove(qsizetype index)
{
    if (index < 0 || index >= m_now.size())
        return;
    QList<Filter> next = m_now;
    next.removeAt(index);
    become(std::move(next));
}

void FilterStack::clear()
{
    if (!m_now.isEmpty())
        become({});
}

void FilterStack::reset()
{
    m_past.clear();
    m_future.clear();
    m_now.clear();
    Q_EMIT changed();
}

void FilterStack::undo()
{
    if (m_past.isEmpty())
        return;
    m_future.append(m_now);
    m_now = m_past.takeLast();
    Q_EMIT changed();
}

void FilterStack::redo()
{
    if (m_future.isEmpty())
        return;
    m_past.append(m_now);
    m_now = m_future.takeLast();
    Q_EMIT changed();
}

void FilterStack::become(QList<Filter> filters)
{
    if (filters == m_now)
        return;
    m_past.append(m_now);
    m_future.clear();
    m_now = std::move(filters);
    Q_EMIT pushed();
    Q_EMIT changed();
}

bool FilterStack::accepts(const WorkspaceData &data, const TaskKey &key, const CorpusId &real,
                          const CorpusId &sim) const
{
    const Task *task = data.task(key);
    for (const Filter &filter : m_now) {
        if (!filter.domain.isEmpty() && (!task || qs(task->domain) != filter.domain))
            return false;
        if (!filter.tasks.isEmpty() && !filter.tasks.contains(key))
            return false;
        if (!filter.outcome && !filter.feature)
            continue;
        const auto realHeads = data.dialogues(key, real);
        const auto simHeads = data.dialogues(key, sim);
        if (filter.outcome && !outcomeFits(*filter.outcome, passed(realHeads), passed(simHeads)))
            return false;
        if (filter.feature && !fired(data, realHeads, *filter.feature) &&
            !fired(data, simHeads, *filter.feature))
            return false;
    }
    return true;
}

bool FilterStack::acceptsDialogue(const DialogueId &dialogue, const CorpusId &corpus) const
{
    return std::all_of(m_now.begin(), m_now.end(), [&](const Filter &filter) {
        return !filter.corpora.contains(corpus) || filter.dialogues.contains(dialogue);
    });
}

const Filter *FilterStack::from(const QString &source) const
{
    const auto found = std::find_if(m_now.begin(), m_now.end(),
                                    [&](const Filter &filter) { return filter.source == source; });
    return found == m_now.end() ? nullptr : &*found;
}
} // namespace gapscope
