// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <utility>

namespace gapscope {
/// How far a job is, in units of the job's own choice (bytes, pairs, draws); total 0 = unknown.
struct Progress
{
    std::int64_t done = 0;
    std::int64_t total = 0;
};

/// What a long core function is given: it polls cancelled() at least every 20 ms of work and
/// reports progress as often as it likes; reports reach the observer at most 20 times a second.
/// Used from the one thread that runs the job; the observer is called on that thread.
class JobContext
{
public:
    using Observer = std::function<void(const Progress &)>;

    explicit JobContext(std::stop_token stop = {}, Observer observer = {})
        : m_stop(std::move(stop)), m_observer(std::move(observer))
    {}

    bool cancelled() const { return m_stop.stop_requested(); }
    /// For the context of one part of this job: cancelled with it, progress of its own.
    const std::stop_token &stopToken() const { return m_stop; }

    void report(std::int64_t done, std::int64_t total)
    {
        if (!m_observer)
            return;
        const auto now = std::chrono::steady_clock::now();
        const bool last = total > 0 && done >= total;
        if (!last && now - m_lastReport < std::chrono::milliseconds(50))
            return;
        m_lastReport = now;
        m_observer(Progress{done, total});
    }

private:
    std::stop_token m_stop;
    Observer m_observer;
    std::chrono::steady_clock::time_point m_lastReport{};
};
} // namespace gapscope
