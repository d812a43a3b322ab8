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

void Workspace::changeAnchors(std::vector<Anchor> set, std::vector<Anchor> cleared,
                              QObject *context, std::function<void(const Result<int> &)> done)
{
    change([set = std::move(set), cleared = std::move(cleared), by = annotator()](
               Session &session) { return AnchorRepository(session).change(set, cleared, by); },
           this,
           [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<int> changed) {
               if (!changed)
                   Q_EMIT failed(changed.error());
               else if (*changed > 0)
                   anchorsWereChanged();
               if (guard)
                   done(changed);
           });
}

void Workspace::revisited(const Result<LabelAction> &action)
{
    if (action && !action->anchors.empty())
        anchorsWereChanged();
    else
        tell(action ? Result<void>() : action.error());
}

void Workspace::stepLabels(LabelStep step, QObject *context, Done done)
{
    change(
        [step, by = annotator()](Session &session) { return (LabelRepository(session).*step)(by); },
        this,
        [this, guard = QPointer<QObject>(context),
         done = std::move(done)](Result<LabelAction> action) {
            revisited(action);
            if (guard)
                done(action ? Result<void>() : action.error());
        });
}

void Workspace::undoLabel(QObject *context, Done done)
{
    stepLabels(&LabelRepository::undo, context, std::move(done));
}

void Workspace::redoLabel(QObject *context, Done done)
{
    stepLabels(&LabelRepository::redo, context, std::move(done));
}
} // namespace gapscope
