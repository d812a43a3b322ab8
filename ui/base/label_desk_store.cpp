// SPDX-License-Identifier: GPL-3.0-or-later
// How what is done at the desk gets stored, and what happens where it cannot be.
#include "ui/base/error_sentence.h"
#include "ui/base/label_desk.h"
#include "ui/base/workspace.h"

#include <utility>

namespace gapscope {
namespace {
/// Whether the same action can be stored later. A conflict is none of these: somebody else's change
/// is not overwritten by trying again.
bool mayPass(ErrorCode code)
{
    return code == ErrorCode::StoreFull || code == ErrorCode::StoreFailed ||
           code == ErrorCode::WorkspaceReadOnly || code == ErrorCode::WorkspaceDamaged ||
           code == ErrorCode::WorkspaceBusy;
}
} // namespace

void LabelDesk::perform(Action action)
{
    m_isWaiting = true;
    action([this, action](const Result<void> &done) { stored(action, done); });
    if (!m_isWaiting)
        return;
    m_unsaved = PendingChanges::reason();
    Q_EMIT changed();
}

void LabelDesk::stored(const Action &action, const Result<void> &done)
{
    m_isWaiting = false;
    if (done) {
        m_savedAt = QDateTime::currentDateTime();
        m_unsaved.clear();
        m_failed = {};
    } else {
        m_unsaved = errorSentence(done.error());
        m_failed = mayPass(done.error().code) ? action : Action();
    }
    Q_EMIT changed();
}

void LabelDesk::retry()
{
    if (m_isWaiting)
        m_workspace.pending().tryNow();
    else if (m_failed)
        perform(std::exchange(m_failed, {}));
}

void LabelDesk::undo()
{
    if (isFree())
        perform([this](Done done) { m_workspace.undoLabel(this, std::move(done)); });
}

void LabelDesk::redo()
{
    if (isFree())
        perform([this](Done done) { m_workspace.redoLabel(this, std::move(done)); });
}

bool LabelDesk::isFree()
{
    retry();
    return !canRetry();
}
} // namespace gapscope
