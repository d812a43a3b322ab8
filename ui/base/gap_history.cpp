// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/gap_history.h"

#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <map>

namespace gapscope {
GapHistory::GapHistory(Workspace &workspace) : QObject(&workspace), m_workspace(workspace)
{
    connect(&workspace.filters(), &FilterStack::pushed, this, [this] { record({}); });
    connect(&workspace, &Workspace::exclusionsChanged, this,
            [this](const std::vector<Exclusion> &which, bool excluded) {
                record({which, excluded});
            });
    connect(&workspace, &Workspace::closed, this, [this] {
        m_past.clear();
        m_future.clear();
        Q_EMIT changed();
    });
}

void GapHistory::record(Step step)
{
    if (m_stepping)
        return;
    m_past.push_back(std::move(step));
    m_future.clear();
    Q_EMIT changed();
}

QString GapHistory::undoText() const
{
    return canUndo() && !m_past.back().exclusions.empty() ? tr("Undo exclusion")
                                                          : tr("Undo filter");
}

QString GapHistory::redoText() const
{
    return canRedo() && !m_future.back().exclusions.empty() ? tr("Redo exclusion")
                                                            : tr("Redo filter");
}

void GapHistory::undo()
{
    if (m_past.empty())
        return;
    Step step = std::move(m_past.back());
    m_past.pop_back();
    m_stepping = true;
    if (step.exclusions.empty())
        m_workspace.filters().undo();
    else
        apply(step, !step.excluded);
    m_stepping = false;
    m_future.push_back(std::move(step));
    Q_EMIT changed();
}

void GapHistory::redo()
{
    if (m_future.empty())
        return;
    Step step = std::move(m_future.back());
    m_future.pop_back();
    m_stepping = true;
    if (step.exclusions.empty())
        m_workspace.filters().redo();
    else
        apply(step, step.excluded);
    m_stepping = false;
    m_past.push_back(std::move(step));
    Q_EMIT changed();
}

void GapHistory::apply(const Step &step, bool excluded)
{
    std::map<std::string, std::vector<DialogueId>> byReason;
    for (const Exclusion &one : step.exclusions)
        byReason[one.reason].push_back(one.dialogue);
    for (const auto &[reason, dialogues] : byReason) {
        const Result<void> done = m_workspace.setExcluded(dialogues, excluded, qs(reason));
        if (!done)
            Q_EMIT m_workspace.failed(done.error());
    }
}
} // namespace gapscope
