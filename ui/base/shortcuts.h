// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <vector>

class QAction;

namespace gapscope {
/// The actions whose keys a person may change: what they have, what they came with, and what was
/// chosen before (kept in the settings under the action's name).
class Shortcuts final : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QAction *action = nullptr;
        /// The menu it stands in.
        QString group;
        QKeySequence original;
    };

    using QObject::QObject;

    /// Takes the action with the key it has now as its original, and gives it the chosen one.
    void add(QAction *action, const QString &group);
    /// Before the action goes; the key chosen for its name is kept.
    void remove(const QAction *action);
    const std::vector<Entry> &entries() const { return m_entries; }
    /// "Pin turns together": without mnemonic and dots.
    static QString title(const QAction &action);
    /// The entries whose key is this one, begins with it or is its beginning; not `except`.
    std::vector<const Entry *> conflicts(const QKeySequence &keys, const QAction *except) const;
    /// Keys the comparison itself answers; they cannot be given away.
    static bool isReserved(const QKeySequence &keys);
    /// Gives the key to the action, takes it from those in conflict, and keeps both.
    void set(QAction *action, const QKeySequence &keys);
    void reset(QAction *action);
    void resetAll();

Q_SIGNALS:
    void changed();

private:
    void store(const Entry &entry) const;
    void assign(QAction *action, const QKeySequence &keys);

    std::vector<Entry> m_entries;
};
} // namespace gapscope
