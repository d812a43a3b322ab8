// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>

namespace gapscope {
/// Changes of the open workspace which are not stored yet because somebody else writes, as an
/// import does for a second where one dialogue is huge. They are tried again by themselves, in the
/// order in which they were made; the event loop is never held up for longer than a key may be
/// felt. Lives on the GUI thread.
class PendingChanges final : public QObject
{
    Q_OBJECT

public:
    /// Stores a change and tells who made it; false where others kept the workspace busy for so
    /// long and it can be tried again. The last try ends in any case.
    using Change = std::function<bool(std::chrono::milliseconds patience, bool isLastTry)>;

    explicit PendingChanges(QObject *parent = nullptr);

    /// At once where nobody else writes and nothing waits.
    void add(Change change);
    /// To be said by a change: how long it waited for others. The changes that come in one pass of
    /// the event loop share what a person may have to wait.
    void waited(std::chrono::milliseconds time);
    bool isEmpty() const { return m_waiting.empty(); }
    /// The one that waits longest, without waiting for the next turn.
    void tryNow();
    /// Rather waits for 20 seconds than give one up: before the workspace closes.
    void finish();
    /// Why a change is not stored yet, for a person.
    static QString reason();

Q_SIGNALS:
    /// One more waits, or one less.
    void changed();

private:
    /// False: busy still.
    bool attempt(const Change &change);

    std::deque<Change> m_waiting;
    QTimer m_again;
    QTimer m_pass;
    std::chrono::milliseconds m_spent{0};
};
} // namespace gapscope
