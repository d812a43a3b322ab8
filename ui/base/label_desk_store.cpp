// SPDX-License-Identifier: GPL-3.0-or-later
// How what is done at the desk gets stored, and what happens where it cannot be.
#include "ui/base/error_sentence.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <algorithm>
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
    ++m_waiting;
    action([this, action](const Result<void> &done) { stored(action, done); });
    if (m_waiting == 0)
        return;
    m_unsaved = PendingChanges::reason();
    Q_EMIT changed();
}

void LabelDesk::stored(const Action &action, const Result<void> &done)
{
    m_waiting = std::max(0, m_waiting - 1);
    if (done) {
        m_savedAt = QDateTime::currentDateTime();
        m_unsaved = m_waiting > 0 ? PendingChanges::reason() : QString();
        m_failed = {};
    } else {
        m_unsaved = errorSentence(done.error());
        m_failed = mayPass(done.error().code) ? action : Action();
    }
    Q_EMIT changed();
}

void LabelDesk::retry()
{
    if (m_waiting > 0)
        m_workspace.pending().tryNow();
    else if (m_failed)
        perform(std::exchange(m_failed, {}));
}

bool LabelDesk::setNote(const LabelId &id, const std::string &note)
{
    if (m_failed)
        retry();
    if (m_failed)
        return false;
    // Read where it is written: what waits before it may be of this label.
    perform([this, id, note, by = utf8(m_annotator)](Done done) {
        m_workspace.change(
            [id, note, by](Session &session) -> Result<void> {
                LabelRepository labels(session);
                Result<std::optional<Label>> label = labels.load(id);
                if (!label)
                    return label.error();
                if (!*label)
                    return Error{ErrorCode::NotFound, id.value(), "the label is gone"};
                (*label)->note = note;
                const Result<Label> updated = labels.update(**label, by);
                return updated ? Result<void>() : updated.error();
            },
            this,
            [this, done = std::move(done)](const Result<void> &stored) {
                if (!stored)
                    Q_EMIT m_workspace.failed(stored.error());
                m_workspace.labelsWereChanged();
                done(stored);
            });
    });
    return true;
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
    if (!canRetry())
        return true;
    retry();
    return false;
}
} // namespace gapscope
