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

void Workspace::tell(const Result<void> &result)
{
    if (!result)
        Q_EMIT failed(result.error());
    labelsWereChanged();
}

void Workspace::labelsWereChanged()
{
    if (!m_session)
        return;
    LabelRepository labels(*m_session);
    const Result<bool> undo = labels.canUndo(annotator());
    const Result<bool> redo = labels.canRedo(annotator());
    m_canUndo = undo && *undo && !isReadOnly();
    m_canRedo = redo && *redo && !isReadOnly();
    if (m_pair && m_pair->real && m_pair->sim) {
        Result<std::vector<Label>> now = labels.forPair(m_pair->real->id, m_pair->sim->id);
        // A pair of very long dialogues takes a while to copy.
        if (now && *now != m_pair->labels) {
            auto pair = std::make_shared<LoadedPair>(*m_pair);
            pair->labels = std::move(*now);
            m_pair = std::move(pair);
        }
    }
    Q_EMIT labelsChanged();
}

void Workspace::writeLabels(LabelWrite write, QObject *context, Done done)
{
    change(
        [write = std::move(write), by = annotator()](Session &session) {
            LabelRepository labels(session);
            return write(labels, by);
        },
        this,
        [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<void> written) {
            tell(written);
            if (guard)
                done(written);
        });
}

void Workspace::addLabel(const Label &label, QObject *context, Done done)
{
    writeLabels(
        [label](LabelRepository &labels, const std::string &by) -> Result<void> {
            const Result<Label> added = labels.add(label, by);
            return added ? Result<void>() : added.error();
        },
        context, std::move(done));
}

void Workspace::updateLabel(const Label &label, QObject *context, Done done)
{
    writeLabels(
        [label](LabelRepository &labels, const std::string &by) -> Result<void> {
            const Result<Label> updated = labels.update(label, by);
            return updated ? Result<void>() : updated.error();
        },
        context, std::move(done));
}

void Workspace::removeLabel(const Label &label, QObject *context, Done done)
{
    writeLabels(
        [id = label.id, revision = label.revision](LabelRepository &labels, const std::string &by) {
            return labels.remove(id, revision, by);
        },
        context, std::move(done));
}

void Workspace::changeLabels(std::vector<Label> added, std::vector<Label> removed, QObject *context,
                             Done done)
{
    writeLabels([added = std::move(added), removed = std::move(removed)](
                    LabelRepository &labels,
                    const std::string &by) { return labels.replace(added, removed, by); },
                context, std::move(done));
}

Result<std::vector<LabelAction>> Workspace::historyOfLabel(const LabelId &id)
{
    Result<std::vector<LabelAction>> history = LabelRepository(*m_session).history(id);
    if (!history)
        Q_EMIT failed(history.error());
    return history;
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

Result<std::vector<LabelQueue>> Workspace::queues()
{
    return QueueRepository(*m_session).list();
}

Result<QueueProgress> Workspace::queueProgress(const std::string &id)
{
    return QueueRepository(*m_session).progress(id);
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
