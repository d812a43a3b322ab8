// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <QtConcurrent>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

namespace gapscope {
/// Runs core functions off the GUI thread: the only user of QtConcurrent. A job started under a
/// slot name replaces the running one of that name, whose result is then dropped. The destructor
/// cancels everything and waits. Lives on the GUI thread.
class JobRunner final : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        int id = 0;
        QString title;
        Progress progress;
    };

    explicit JobRunner(QObject *parent = nullptr);
    ~JobRunner() override;

    /// `work(JobContext&)` runs on a pool thread and returns a value by move; `done(value)` runs on
    /// the GUI thread unless the job was replaced, dropped or `context` died. A cancelled job still
    /// reports what it returned. Returns the job's id.
    template <class Work, class Done>
    int start(const QString &slot, const QString &title, Work work, QObject *context, Done done)
    {
        using Value = std::invoke_result_t<Work, JobContext &>;
        const int id = begin(slot, title);
        auto *watcher = new QFutureWatcher<std::shared_ptr<Value>>(this);
        QPointer<QObject> guard(context);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, id, guard, done]() {
            const std::shared_ptr<Value> value = watcher->result();
            watcher->deleteLater();
            const bool wanted = end(id);
            if (wanted && guard && value)
                done(std::move(*value));
        });
        const std::stop_token token = stopToken(id);
        watcher->setFuture(QtConcurrent::run(&m_pool, [this, work, id, token]() {
            JobContext job(token, [this, id](const Progress &progress) {
                QMetaObject::invokeMethod(
                    this, [this, id, progress]() { update(id, progress); }, Qt::QueuedConnection);
            });
            return std::make_shared<Value>(work(job));
        }));
        track(id, watcher);
        return id;
    }

    QList<Job> jobs() const;
    void cancel(int id);
    void cancelAll();
    /// Cancels everything and drops the results: their subject is gone.
    void dropAll();
    bool isIdle() const { return m_entries.empty(); }

Q_SIGNALS:
    void jobsChanged();

private:
    struct Entry
    {
        Job job;
        QString slot;
        std::stop_source stop;
        QFutureWatcherBase *watcher = nullptr;
        bool replaced = false;
    };

    int begin(const QString &slot, const QString &title);
    bool end(int id);
    void update(int id, const Progress &progress);
    std::stop_token stopToken(int id) const;
    void track(int id, QFutureWatcherBase *watcher);

    QThreadPool m_pool;
    std::map<int, Entry> m_entries;
    int m_nextId = 1;
};
} // namespace gapscope
