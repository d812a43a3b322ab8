// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/queue_desk.h"

#include "core/store/agreement_service.h"
#include "core/store/pair_service.h"
#include "core/store/queue_repository.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gapscope {
namespace {
using Json = nlohmann::json;

const QString buildSlot = QStringLiteral("queue");
constexpr const char *settingKey = "queue";
} // namespace

QueueDesk::QueueDesk(Workspace &workspace) : QObject(&workspace), m_workspace(workspace)
{
    connect(&workspace, &Workspace::opened, this, [this] {
        const Json kept =
            Json::parse(m_workspace.setting(settingKey).value_or("{}"), nullptr, false);
        m_current = kept.is_object() ? kept.value("id", std::string()) : std::string();
        read();
    });
    connect(&workspace, &Workspace::closed, this, [this] {
        m_queues.clear();
        m_current.clear();
        m_progress = {};
        hide();
        Q_EMIT changed();
    });
    connect(&workspace, &Workspace::labelsChanged, this, &QueueDesk::readProgress);
    connect(&workspace, &Workspace::pairSelected, this, [this] {
        hide();
        Q_EMIT changed();
    });
}

const LabelQueue *QueueDesk::current() const
{
    const auto found = std::find_if(m_queues.begin(), m_queues.end(),
                                    [this](const LabelQueue &one) { return one.id == m_current; });
    return found == m_queues.end() ? nullptr : &*found;
}

void QueueDesk::read()
{
    const Result<std::vector<LabelQueue>> queues = m_workspace.queues();
    m_queues = queues ? *queues : std::vector<LabelQueue>();
    readProgress();
}

void QueueDesk::readProgress()
{
    m_progress = {};
    if (current()) {
        Result<QueueProgress> progress = m_workspace.queueProgress(m_current);
        if (progress)
            m_progress = std::move(*progress);
    }
    hide();
    Q_EMIT changed();
}

void QueueDesk::hide()
{
    const LabelQueue *queue = current();
    BlindMode blind;
    if (queue && item()) {
        blind.others = queue->blind.others;
        blind.sides = queue->blind.source;
        blind.names = queue->blind.simulator;
        blind.suggestions =
            hidesSuggestions(*queue, m_workspace.realDialogue(), m_workspace.simDialogue());
    }
    m_workspace.desk().setForcedBlind(blind);
}

void QueueDesk::choose(const std::string &id)
{
    if (id == m_current)
        return;
    m_current = id;
    m_workspace.saveSetting(settingKey, Json{{"id", id}}.dump());
    readProgress();
}

const QueueItemState *QueueDesk::item() const
{
    const std::string me = utf8(m_workspace.desk().annotator());
    const QueueItemState *found = nullptr;
    for (const QueueItemState &state : m_progress.items) {
        if (state.item.real != m_workspace.realDialogue() ||
            state.item.sim != m_workspace.simDialogue())
            continue;
        if (state.annotator == me)
            return &state;
        if (state.annotator.empty() && !found)
            found = &state;
    }
    return found;
}

bool QueueDesk::goToNext()
{
    const auto next = nextItem(m_progress, utf8(m_workspace.desk().annotator()));
    if (!next)
        return false;
    show(*next);
    return true;
}

void QueueDesk::show(std::size_t item)
{
    if (item >= m_progress.items.size())
        return;
    const QueueItem &wanted = m_progress.items[item].item;
    m_workspace.selectPair(wanted.real, wanted.sim);
}

void QueueDesk::create(const LabelQueue &queue, QObject *context,
                       std::function<void(const Result<LabelQueue> &)> done)
{
    if (const Result<void> fine = checkQueue(queue); !fine) {
        done(Result<LabelQueue>(fine.error()));
        return;
    }
    m_workspace.runWithSession(
        buildSlot, tr("Building the queue"),
        [queue, data = m_workspace.sharedData()](Session &session,
                                                 JobContext &job) -> Result<LabelQueue> {
            Result<IdfModel> idf = loadIdf(session, job);
            if (!idf)
                return idf.error();
            Result<PairAligner> aligner = PairAligner::open(session, std::move(*idf));
            if (!aligner)
                return aligner.error();
            Result<std::vector<QueueCandidate>> candidates =
                loadQueueCandidates(session, *data, queue, *aligner, job);
            if (!candidates)
                return candidates.error();
            const std::vector<QueueItem> items = queueItems(queue, *candidates);
            if (items.empty())
                return Error{ErrorCode::NotFound, queue.title, "no pair fits the queue"};
            return QueueRepository(session).save(queue, items);
        },
        context,
        [this, done = std::move(done)](Result<LabelQueue> saved) {
            if (saved) {
                m_current.clear();
                read();
                choose(saved->id);
            }
            done(saved);
        });
}

void QueueDesk::remove(const std::string &id)
{
    m_workspace.change([id](Session &session) { return QueueRepository(session).remove(id); }, this,
                       [this, id](const Result<void> &removed) {
                           if (!removed)
                               Q_EMIT m_workspace.failed(removed.error());
                           else if (id == m_current)
                               choose({});
                           read();
                       });
}
} // namespace gapscope
