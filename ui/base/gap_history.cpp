// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/gap_history.h"

#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <utility>

namespace gapscope {
GapHistory::GapHistory(Workspace &workspace) : QObject(&workspace), m_workspace(workspace)
{
    connect(&workspace.filters(), &FilterStack::pushed, this, [this] { record({}); });
    connect(&workspace, &Workspace::exclusionsChanged, this,
            [this](const std::vector<Exclusion> &which, bool excluded) {
                if (!m_step || m_step->exclusions != which)
                    record({which, excluded});
            });
    connect(&workspace, &Workspace::closed, this, [this] {
        m_past.clear();
        m_future.clear();
        m_step.reset();
        Q_EMIT changed();
    });
}

void GapHistory::record(Step step)
{
    if (m_step && m_step->exclusions.empty())
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
    step(m_past, m_future, true);
}

void GapHistory::redo()
{
    step(m_future, m_past, false);
}

void GapHistory::step(std::vector<Step> &from, std::vector<Step> &to, bool isBack)
{
    if (m_step || from.empty())
        return;
    m_step = std::move(from.back());
    from.pop_back();
    const auto end = [this](std::vector<Step> &side) {
        side.push_back(*std::exchange(m_step, {}));
        Q_EMIT changed();
    };
    if (m_step->exclusions.empty()) {
        isBack ? m_workspace.filters().undo() : m_workspace.filters().redo();
        end(to);
        return;
    }
    m_workspace.changeExclusions(m_step->exclusions, m_step->excluded != isBack, this,
                                 [this, &from, &to, end](const Result<void> &done) {
                                     // Closed meanwhile.
                                     if (!m_step)
                                         return;
                                     if (!done)
                                         Q_EMIT m_workspace.failed(done.error());
                                     end(done ? to : from);
                                 });
    // It may have to wait.
    if (m_step)
        Q_EMIT changed();
}
} // namespace gapscope
