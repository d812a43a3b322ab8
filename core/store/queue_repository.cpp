// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/queue_repository.h"

#include "core/store/label_repository.h"
#include "core/store/new_id.h"
#include "core/store/query_p.h"

namespace gapscope {
namespace {
constexpr std::string_view columns = "SELECT TEXT_OUT(id), TEXT_OUT(title), TEXT_OUT(json), "
                                     "TEXT_OUT(by_whom), at_ms FROM label_queue ";

Result<std::vector<LabelQueue>> readAll(Query &query)
{
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<LabelQueue> queues;
    while (query.next()) {
        Result<LabelQueue> queue = parseQueue(query.bytes(2));
        if (!queue)
            return Error{ErrorCode::WorkspaceDamaged, query.path(), queue.error().detail};
        queue->id = query.bytes(0);
        queue->title = query.bytes(1);
        queue->by = query.bytes(3);
        queue->atMs = query.integer(4);
        queues.push_back(std::move(*queue));
    }
    if (auto status = query.status(); !status)
        return status.error();
    return queues;
}

Result<std::vector<LabelQueue>> withId(Session &session, const std::string &id)
{
    Query query(session, std::string(columns) + "WHERE id = TEXT_IN(?)");
    query.bind(sqlValue(id));
    return readAll(query);
}
} // namespace

Result<LabelQueue> QueueRepository::save(LabelQueue queue, const std::vector<QueueItem> &items)
{
    if (auto ok = checkQueue(queue); !ok)
        return ok.error();
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    if (queue.id.empty())
        queue.id = newUuid();
    if (queue.atMs == 0)
        queue.atMs = nowMs();
    const auto there = withId(m_session, queue.id);
    if (!there)
        return there.error();
    if (!there->empty())
        return Error{ErrorCode::Conflict, queue.id, "the queue exists"};
    Query insert(m_session, "INSERT INTO label_queue (id, title, json, by_whom, at_ms) "
                            "VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?)");
    if (auto done = insert.run(queue.id, queue.title, queueJson(queue), queue.by, queue.atMs);
        !done)
        return done.error();
    for (const QueueItem &item : items) {
        Query add(m_session, "INSERT INTO label_queue_item "
                             "(queue_id, position, real_id, sim_id, annotator, why) VALUES "
                             "(TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?))");
        if (auto done =
                add.run(queue.id, item.position, item.real, item.sim, item.annotator, item.why);
            !done)
            return done.error();
    }
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return queue;
}

Result<std::vector<LabelQueue>> QueueRepository::list()
{
    Query query(m_session, std::string(columns) + "ORDER BY at_ms, id");
    return readAll(query);
}

Result<LabelQueue> QueueRepository::load(const std::string &id)
{
    Result<std::vector<LabelQueue>> found = withId(m_session, id);
    if (!found)
        return found.error();
    if (found->empty())
        return Error{ErrorCode::NotFound, id, "no such queue"};
    return std::move(found->front());
}

Result<std::vector<QueueItem>> QueueRepository::items(const std::string &id)
{
    Query query(m_session, "SELECT position, TEXT_OUT(real_id), TEXT_OUT(sim_id), "
                           "TEXT_OUT(annotator), TEXT_OUT(why) FROM label_queue_item "
                           "WHERE queue_id = TEXT_IN(?) ORDER BY position");
    if (auto done = query.run(id); !done)
        return done.error();
    std::vector<QueueItem> items;
    while (query.next()) {
        items.push_back({query.smallInteger(0), DialogueId{query.bytes(1)},
                         DialogueId{query.bytes(2)}, query.bytes(3), query.bytes(4)});
    }
    if (auto status = query.status(); !status)
        return status.error();
    return items;
}

Result<void> QueueRepository::remove(const std::string &id)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query items(m_session, "DELETE FROM label_queue_item WHERE queue_id = TEXT_IN(?)");
    if (auto done = items.run(id); !done)
        return done.error();
    Query queue(m_session, "DELETE FROM label_queue WHERE id = TEXT_IN(?)");
    if (auto done = queue.run(id); !done)
        return done.error();
    if (queue.changedRows() == 0)
        return Error{ErrorCode::NotFound, id, "no such queue"};
    return transaction.commit();
}

Result<QueueProgress> QueueRepository::progress(const std::string &id, std::int64_t fastMs)
{
    const Result<std::vector<QueueItem>> given = items(id);
    if (!given)
        return given.error();
    const Result<std::vector<Label>> labels = LabelRepository(m_session).all();
    if (!labels)
        return labels.error();
    return queueProgress(*given, *labels, fastMs);
}
} // namespace gapscope
