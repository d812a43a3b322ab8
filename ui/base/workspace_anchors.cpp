// SPDX-License-Identifier: GPL-3.0-or-later
// Anchors of the pair on screen, and the history they share with labels.
#include "ui/base/workspace.h"

#include "ui/base/qstring.h"

namespace gapscope {
void Workspace::readAnchors()
{
    m_anchors.clear();
    if (!m_session || !m_pair || !m_pair->real || !m_pair->sim)
        return;
    Result<std::vector<AnchorMark>> marks =
        AnchorRepository(*m_session).marks(m_pair->real->id, m_pair->sim->id);
    if (marks)
        m_anchors = std::move(*marks);
    else
        Q_EMIT failed(marks.error());
}

void Workspace::anchorsWereChanged()
{
    readAnchors();
    labelsWereChanged();
    Q_EMIT anchorsChanged();
    ++m_alignmentGeneration;
    loadCurrentPair();
    startAlignAll();
}

Result<int> Workspace::changeAnchors(const std::vector<Anchor> &set,
                                     const std::vector<Anchor> &cleared)
{
    const Result<int> changed = AnchorRepository(*m_session).change(set, cleared, annotator());
    if (!changed)
        Q_EMIT failed(changed.error());
    else if (*changed > 0)
        anchorsWereChanged();
    return changed;
}

Result<void> Workspace::revisit(Result<LabelAction> action)
{
    if (!action)
        return tell(action.error());
    if (action->anchors.empty())
        return tell({});
    anchorsWereChanged();
    return {};
}

Result<void> Workspace::undoLabel()
{
    return revisit(LabelRepository(*m_session).undo(annotator()));
}

Result<void> Workspace::redoLabel()
{
    return revisit(LabelRepository(*m_session).redo(annotator()));
}
} // namespace gapscope
