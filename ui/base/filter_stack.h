// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/feature.h"

#include <QList>
#include <QObject>
#include <QString>

#include <set>

#include <optional>

namespace gapscope {
class WorkspaceData;

/// One restriction of what is shown; what is empty does not restrict.
struct Filter
{
    enum class Outcome { BothPass, OnlyReal, OnlySim, BothFail };

    /// What the chip says.
    QString title;
    QString domain;
    std::optional<Outcome> outcome;
    /// Tasks in which it fired in the selected simulator's or the real dialogues.
    std::optional<Feature> feature;
    /// Only these tasks (what a click in a chart stands for).
    QList<TaskKey> tasks;
    /// With `tasks`, the dialogues of a mark: of the corpora named here no others pass.
    std::set<DialogueId> dialogues;
    std::set<CorpusId> corpora;
    /// The chart it was chosen in; another choice there takes its place.
    QString source;

    bool operator==(const Filter &) const = default;
};

/// The filters in force, each a chip, undoable one by one in the order they changed.
class FilterStack final : public QObject
{
    Q_OBJECT

public:
    explicit FilterStack(QObject *parent = nullptr);

    const QList<Filter> &filters() const { return m_now; }
    bool isEmpty() const { return m_now.isEmpty(); }
    bool canUndo() const { return !m_past.isEmpty(); }
    bool canRedo() const { return !m_future.isEmpty(); }

    /// Adds a filter; one of the same sort (domain, outcome, feature, tasks of the same source) is
    /// replaced.
    void add(const Filter &filter);
    void remove(qsizetype index);
    void clear();
    /// Forgets the history too: another workspace.
    void reset();

    /// Whether a task passes, for the corpora selected.
    bool accepts(const WorkspaceData &data, const TaskKey &task, const CorpusId &real,
                 const CorpusId &sim) const;

    /// Whether a dialogue of a task that passes is among those meant.
    bool acceptsDialogue(const DialogueId &dialogue, const CorpusId &corpus) const;
    /// The filter chosen in this chart; null where there is none.
    const Filter *from(const QString &source) const;

public Q_SLOTS:
    void undo();
    void redo();

Q_SIGNALS:
    void changed();
    /// A person changed the filters, other than by undo and redo.
    void pushed();

private:
    void become(QList<Filter> filters);

    QList<Filter> m_now;
    QList<QList<Filter>> m_past;
    QList<QList<Filter>> m_future;
};
} // namespace gapscope
