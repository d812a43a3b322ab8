// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of the pairs: labels and the scheme they are of.
#include "core/store/dialogue_repository.h"
#include "core/store/queue_repository.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

namespace gapscope {
LabelPlace Workspace::placeOfLabel(const Label &label) const
{
    return m_pair ? placeOf(label, m_pair->alignment) : LabelPlace();
}

int Workspace::rowOfLabel(const Label &label) const
{
    return placeOfLabel(label).row;
}

std::string Workspace::annotator() const
{
    return utf8(m_desk->annotator());
}

Result<void> Workspace::changeWithin(std::chrono::milliseconds patience,
                                     const std::function<Result<void>()> &change)
{
    if (!m_session)
        return Error{ErrorCode::NotFound, {}, "no workspace is open"};
    const WritePatience brief(*m_session, patience);
    m_isTriedAgain = true;
    Result<void> done = change();
    m_isTriedAgain = false;
    return done;
}

Result<void> Workspace::tell(Result<void> result)
{
    if (!result && m_isTriedAgain && result.error().code == ErrorCode::WorkspaceBusy)
        return result;
    if (!result)
        Q_EMIT failed(result.error());
    labelsWereChanged();
    return result;
}

void Workspace::labelsWereChanged()
{
    LabelRepository labels(*m_session);
    const Result<bool> undo = labels.canUndo(annotator());
    const Result<bool> redo = labels.canRedo(annotator());
    m_canUndo = undo && *undo && !isReadOnly();
    m_canRedo = redo && *redo && !isReadOnly();
    if (m_pair && m_pair->real && m_pair->sim) {
        Result<std::vector<Label>> now = labels.forPair(m_pair->real->id, m_pair->sim->id);
        if (now) {
            auto pair = std::make_shared<LoadedPair>(*m_pair);
            pair->labels = std::move(*now);
            m_pair = std::move(pair);
        }
    }
    Q_EMIT labelsChanged();
}

Result<void> Workspace::addLabel(const Label &label)
{
    const Result<Label> added = LabelRepository(*m_session).add(label, annotator());
    return tell(added ? Result<void>() : Result<void>(added.error()));
}

Result<void> Workspace::updateLabel(const Label &label)
{
    const Result<Label> changed = LabelRepository(*m_session).update(label, annotator());
    return tell(changed ? Result<void>() : Result<void>(changed.error()));
}

Result<void> Workspace::removeLabel(const Label &label)
{
    return tell(LabelRepository(*m_session).remove(label.id, label.revision, annotator()));
}

Result<std::vector<LabelAction>> Workspace::historyOfLabel(const LabelId &id)
{
    Result<std::vector<LabelAction>> history = LabelRepository(*m_session).history(id);
    if (!history)
        Q_EMIT failed(history.error());
    return history;
}

Result<void> Workspace::changeLabels(std::vector<Label> added, const std::vector<Label> &removed)
{
    return tell(LabelRepository(*m_session).replace(std::move(added), removed, annotator()));
}

Result<LabelScheme> Workspace::labelScheme()
{
    Result<LabelScheme> scheme = SchemeRepository(*m_session).current();
    if (!scheme)
        Q_EMIT failed(scheme.error());
    return scheme;
}

Result<std::vector<SchemeVersion>> Workspace::schemeHistory()
{
    return SchemeRepository(*m_session).history();
}

Result<void> Workspace::saveScheme(const SchemeEdit &edit)
{
    return SchemeRepository(*m_session).save(edit, annotator());
}

Result<int> Workspace::mergeCodes(const std::string &from, const std::string &into)
{
    Result<int> merged =
        SchemeRepository(*m_session).merge(m_desk->scheme(), from, into, annotator());
    labelsWereChanged();
    return merged;
}

Result<SchemeReplacement> Workspace::replaceScheme(const LabelScheme &scheme)
{
    return SchemeRepository(*m_session).replace(scheme, annotator());
}

Result<std::vector<LabelQueue>> Workspace::queues()
{
    return QueueRepository(*m_session).list();
}

Result<QueueProgress> Workspace::queueProgress(const std::string &id)
{
    return QueueRepository(*m_session).progress(id);
}

Result<void> Workspace::removeQueue(const std::string &id)
{
    return QueueRepository(*m_session).remove(id);
}

std::shared_ptr<const Dialogue> Workspace::dialogue(const DialogueId &id)
{
    if (!m_session || id.empty())
        return nullptr;
    Result<Dialogue> read = DialogueRepository(*m_session).load(id);
    if (!read) {
        Q_EMIT failed(read.error());
        return nullptr;
    }
    return std::make_shared<const Dialogue>(std::move(*read));
}
} // namespace gapscope
