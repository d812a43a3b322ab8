// SPDX-License-Identifier: GPL-3.0-or-later
// How what is done at the desk gets stored, and what happens where it cannot be.
#include "ui/base/error_sentence.h"
#include "ui/base/label_desk.h"
#include "ui/base/workspace.h"

#include <utility>

namespace gapscope {
namespace {
/// A key must not be felt; longer waits are made up of tries.
constexpr std::chrono::milliseconds patience{60};
/// Whoever closes the workspace waits rather than lose a label; imports end within 200 ms then.
constexpr std::chrono::milliseconds lastPatience{2000};

/// Whether the same action can be stored later. A conflict is none of these: somebody else's change
/// is not overwritten by trying again.
bool mayPass(ErrorCode code)
{
    return code == ErrorCode::StoreFull || code == ErrorCode::StoreFailed ||
           code == ErrorCode::WorkspaceReadOnly || code == ErrorCode::WorkspaceDamaged;
}
} // namespace

void LabelDesk::perform(Action action)
{
    store(std::move(action), patience);
}

void LabelDesk::store(Action action, std::chrono::milliseconds within)
{
    m_again.stop();
    const Result<void> done = m_workspace.changeWithin(within, action);
    if (done) {
        m_savedAt = QDateTime::currentDateTime();
        m_unsaved.clear();
        m_failed = {};
    } else if (done.error().code == ErrorCode::WorkspaceBusy) {
        m_unsaved = tr("The workspace is busy; saving is tried again by itself.");
        m_failed = std::move(action);
        m_again.start();
    } else {
        m_unsaved = errorSentence(done.error());
        m_failed = mayPass(done.error().code) ? std::move(action) : Action();
    }
    Q_EMIT changed();
}

void LabelDesk::retry()
{
    if (m_failed)
        store(std::exchange(m_failed, {}), patience);
}

void LabelDesk::storeLast()
{
    if (m_failed)
        store(std::exchange(m_failed, {}), lastPatience);
}

void LabelDesk::undo()
{
    if (isFree())
        perform([this] { return m_workspace.undoLabel(); });
}

void LabelDesk::redo()
{
    if (isFree())
        perform([this] { return m_workspace.redoLabel(); });
}

bool LabelDesk::isFree()
{
    retry();
    return !m_failed;
}
} // namespace gapscope
