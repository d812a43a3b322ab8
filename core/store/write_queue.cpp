// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/write_queue_p.h"

namespace gapscope {
bool WriteQueue::enter(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    const Ticket ticket{std::chrono::steady_clock::now() + patience, ++m_tickets};
    m_waiting.insert(ticket);
    ++m_waitingCount;
    const bool isMine = m_changed.wait_until(
        lock, ticket.first, [&] { return !m_isTaken && *m_waiting.begin() == ticket; });
    m_waiting.erase(ticket);
    --m_waitingCount;
    m_isTaken = m_isTaken || isMine;
    // Who gave up may have been the first.
    if (!isMine)
        m_changed.notify_all();
    return isMine;
}

void WriteQueue::leave()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isTaken = false;
    }
    m_changed.notify_all();
}
} // namespace gapscope
