// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/job_runner.h"

#include <QThread>

#include <algorithm>

namespace gapscope {
namespace {
/// More than there are processors: a short job must not wait for long ones to end.
constexpr int leastThreads = 6;
} // namespace

JobRunner::JobRunner(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(std::max(leastThreads, QThread::idealThreadCount()));
}

JobRunner::~JobRunner()
{
    cancelAll();
    // The watchers' lambdas must not run any more: their receivers are being torn down.
    for (auto &[id, entry] : m_entries) {
        if (entry.watcher) {
            entry.watcher->disconnect(this);
            entry.watcher->waitForFinished();
        }
    }
}

QList<JobRunner::Job> JobRunner::jobs() const
{
    QList<Job> all;
    for (const auto &[id, entry] : m_entries) {
        if (!entry.replaced)
            all.append(entry.job);
    }
    return all;
}

void JobRunner::cancel(int id)
{
    const auto found = m_entries.find(id);
    if (found != m_entries.end())
        found->second.stop.request_stop();
}

void JobRunner::cancelAll()
{
    for (auto &[id, entry] : m_entries)
        entry.stop.request_stop();
}

void JobRunner::dropAll()
{
    for (auto &[id, entry] : m_entries) {
        entry.replaced = true;
        entry.stop.request_stop();
    }
    Q_EMIT jobsChanged();
}

int JobRunner::begin(const QString &slot, const QString &title)
{
    for (auto &[id, entry] : m_entries) {
        if (!slot.isEmpty() && entry.slot == slot) {
            entry.replaced = true;
            entry.stop.request_stop();
        }
    }
    const int id = m_nextId++;
    Entry entry;
    entry.job = Job{id, title, {}};
    entry.slot = slot;
    m_entries.emplace(id, std::move(entry));
    Q_EMIT jobsChanged();
    return id;
}

bool JobRunner::end(int id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return false;
    const bool wanted = !found->second.replaced;
    m_entries.erase(found);
    Q_EMIT jobsChanged();
    return wanted;
}

void JobRunner::update(int id, const Progress &progress)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    found->second.job.progress = progress;
    Q_EMIT jobsChanged();
}

std::stop_token JobRunner::stopToken(int id) const
{
    return m_entries.at(id).stop.get_token();
}

void JobRunner::track(int id, QFutureWatcherBase *watcher)
{
    const auto found = m_entries.find(id);
    if (found != m_entries.end())
        found->second.watcher = watcher;
}
} // namespace gapscope
