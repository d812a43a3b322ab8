// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/pending_changes.h"

#include <algorithm>
#include <utility>

namespace gapscope {
namespace {
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// A key must not be felt; longer waits are made up of tries.
constexpr milliseconds passPatience{50};
/// Imports that were cancelled end within 200 ms; what cannot be cancelled is waited for anyway
/// before the program ends.
constexpr milliseconds lastPatience{20000};
constexpr milliseconds tryAgainAfter{100};
} // namespace

PendingChanges::PendingChanges(QObject *parent) : QObject(parent)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &PendingChanges::tryNow);
    m_pass.setSingleShot(true);
    m_pass.setInterval(0);
    connect(&m_pass, &QTimer::timeout, this, [this] { m_spent = milliseconds(0); });
}

QString PendingChanges::reason()
{
    return tr("The workspace is busy; saving is tried again by itself.");
}

void PendingChanges::waited(milliseconds time)
{
    m_spent += time;
    if (m_spent > milliseconds(0))
        m_pass.start();
}

bool PendingChanges::attempt(const Change &change)
{
    return m_spent < passPatience && change(passPatience - m_spent, false);
}

void PendingChanges::add(Change change)
{
    if (m_waiting.empty() && attempt(change))
        return;
    m_waiting.push_back(std::move(change));
    if (!m_again.isActive())
        m_again.start(tryAgainAfter);
    Q_EMIT changed();
}

void PendingChanges::tryNow()
{
    if (m_waiting.empty())
        return;
    // Taken out first: whoever is told may add another, or close the workspace.
    Change first = std::move(m_waiting.front());
    m_waiting.pop_front();
    const bool ended = attempt(first);
    if (!ended)
        m_waiting.push_front(std::move(first));
    // One at a time, so that what a person does comes in between.
    if (!m_waiting.empty())
        m_again.start(ended ? milliseconds(0) : tryAgainAfter);
    if (ended)
        Q_EMIT changed();
}

void PendingChanges::finish()
{
    m_again.stop();
    if (m_waiting.empty())
        return;
    const Clock::time_point end = Clock::now() + lastPatience;
    while (!m_waiting.empty()) {
        const Change first = std::move(m_waiting.front());
        m_waiting.pop_front();
        const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
        first(std::max(left, milliseconds(1)), true);
    }
    Q_EMIT changed();
}
} // namespace gapscope
