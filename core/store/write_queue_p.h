// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <utility>

namespace gapscope {
/// Where the sessions of this process stand in line to write to one workspace. SQLite lets whoever
/// asks first have the lock, so that a label never came between two transactions of an import.
/// Whoever will not wait long goes before those who will.
class WriteQueue final
{
public:
    /// False: its turn did not come within `patience`.
    bool enter(std::chrono::milliseconds patience);
    void leave();
    /// Somebody waits; long work should end its transaction soon.
    bool isWanted() const { return m_waitingCount.load(std::memory_order_relaxed) > 0; }

private:
    using Ticket = std::pair<std::chrono::steady_clock::time_point, std::uint64_t>;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isTaken = false;
    /// By the time until which they wait.
    std::set<Ticket> m_waiting;
    std::uint64_t m_tickets = 0;
    std::atomic<int> m_waitingCount{0};
};
} // namespace gapscope
