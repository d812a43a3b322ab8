// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/label/label_queue.h"
#include "core/label/queue_progress.h"

#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Queues of pairs to label. What was given out stays as it was given out; a queue is replaced by
/// a new one, never changed.
class QueueRepository final
{
public:
    explicit QueueRepository(Session &session) : m_session(session) {}

    /// Fills an empty id and the time. InvalidArgument as checkQueue(); Conflict where the id
    /// exists.
    Result<LabelQueue> save(LabelQueue queue, const std::vector<QueueItem> &items);
    /// Oldest first.
    Result<std::vector<LabelQueue>> list();
    /// NotFound where there is no such queue.
    Result<LabelQueue> load(const std::string &id);
    /// By position; empty where there is no such queue.
    Result<std::vector<QueueItem>> items(const std::string &id);
    /// With its items; labels stay. NotFound where there is no such queue.
    Result<void> remove(const std::string &id);
    /// Of every annotator, from the labels of the workspace.
    Result<QueueProgress> progress(const std::string &id, std::int64_t fastMs = fastDecisionMs);

private:
    Session &m_session;
};
} // namespace gapscope
