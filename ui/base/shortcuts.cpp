// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/shortcuts.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

namespace gapscope {
namespace {
QString keyOf(const QAction &action)
{
    return QStringLiteral("shortcuts/") + action.objectName();
}
} // namespace

void Shortcuts::add(QAction *action, const QString &group)
{
    m_entries.push_back({action, group, action->shortcut()});
    const QVariant chosen = QSettings().value(keyOf(*action));
    // An empty text is a choice too: no key.
    if (chosen.isValid())
        action->setShortcut(QKeySequence(chosen.toString(), QKeySequence::PortableText));
}

void Shortcuts::remove(const QAction *action)
{
    std::erase_if(m_entries, [action](const Entry &entry) { return entry.action == action; });
}

QString Shortcuts::title(const QAction &action)
{
    QString text = action.text();
    text.replace(QLatin1String("&&"), QLatin1String("\x01"));
    text.remove(QLatin1Char('&'));
    text.replace(QLatin1Char('\x01'), QLatin1Char('&'));
    if (text.endsWith(QStringLiteral(" …")))
        text.chop(2);
    return text;
}

std::vector<const Shortcuts::Entry *> Shortcuts::conflicts(const QKeySequence &keys,
                                                           const QAction *except) const
{
    std::vector<const Entry *> found;
    if (keys.isEmpty())
        return found;
    for (const Entry &entry : m_entries) {
        const QKeySequence other = entry.action->shortcut();
        if (entry.action == except || other.isEmpty())
            continue;
        if (keys.matches(other) != QKeySequence::NoMatch ||
            other.matches(keys) != QKeySequence::NoMatch)
            found.push_back(&entry);
    }
    return found;
}

bool Shortcuts::isReserved(const QKeySequence &keys)
{
    static const QList<QKeySequence> reserved{
        Qt::Key_Space, Qt::Key_Return,   Qt::Key_Enter, Qt::Key_Escape, Qt::Key_Tab,
        Qt::Key_Home,  Qt::Key_End,      Qt::Key_Up,    Qt::Key_Down,   Qt::Key_Left,
        Qt::Key_Right, Qt::Key_PageDown, Qt::Key_PageUp};
    return std::any_of(reserved.begin(), reserved.end(), [&](const QKeySequence &each) {
        return each.matches(keys) != QKeySequence::NoMatch ||
               keys.matches(each) != QKeySequence::NoMatch;
    });
}

void Shortcuts::store(const Entry &entry) const
{
    const QKeySequence now = entry.action->shortcut();
    if (now == entry.original)
        QSettings().remove(keyOf(*entry.action));
    else
        QSettings().setValue(keyOf(*entry.action), now.toString(QKeySequence::PortableText));
}

void Shortcuts::assign(QAction *action, const QKeySequence &keys)
{
    for (const Entry *entry : conflicts(keys, action)) {
        entry->action->setShortcut(QKeySequence());
        store(*entry);
    }
    action->setShortcut(keys);
    for (const Entry &entry : m_entries) {
        if (entry.action == action)
            store(entry);
    }
}

void Shortcuts::set(QAction *action, const QKeySequence &keys)
{
    assign(action, keys);
    Q_EMIT changed();
}

void Shortcuts::reset(QAction *action)
{
    for (const Entry &entry : m_entries) {
        if (entry.action == action)
            set(action, QKeySequence(entry.original));
    }
}

void Shortcuts::resetAll()
{
    for (const Entry &entry : m_entries)
        entry.action->setShortcut(entry.original);
    for (const Entry &entry : m_entries)
        store(entry);
    Q_EMIT changed();
}
} // namespace gapscope
