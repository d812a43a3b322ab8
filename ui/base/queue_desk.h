// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/label/queue_progress.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Workspace;

/// The queues of the workspace, the one a person works through, and how far everybody is with it.
/// What the queue hides is hidden at the desk while it is chosen.
class QueueDesk final : public QObject
{
    Q_OBJECT

public:
    explicit QueueDesk(Workspace &workspace);

    const std::vector<LabelQueue> &queues() const { return m_queues; }
    /// Null: none is chosen.
    const LabelQueue *current() const;
    /// Empty id: none. Remembered with the workspace.
    void choose(const std::string &id);
    /// Of the chosen queue.
    const QueueProgress &progress() const { return m_progress; }
    /// The item of the pair on screen that is this annotator's, or nobody's; null = not of the
    /// queue.
    const QueueItemState *item() const;
    /// To the next open item; false: nothing is left to do.
    bool goToNext();
    /// To an item, by index into progress().items.
    void show(std::size_t item);
    /// Builds the queue in the background, stores and chooses it; `done` gets what went wrong.
    void create(const LabelQueue &queue, QObject *context,
                std::function<void(const Result<LabelQueue> &)> done);
    /// Its labels stay. Errors are told by Workspace::failed.
    void remove(const std::string &id);

Q_SIGNALS:
    /// Queues, the chosen one, or the progress.
    void changed();

private:
    void read();
    void readProgress();
    void hide();

    Workspace &m_workspace;
    std::vector<LabelQueue> m_queues;
    std::string m_current;
    QueueProgress m_progress;
};
} // namespace gapscope
