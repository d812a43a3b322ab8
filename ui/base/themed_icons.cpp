// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/themed_icons.h"

#include "ui/base/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QVariant>
#include <QWidget>

namespace gapscope {
namespace {
constexpr const char *property = "gapscopeIcon";
}

void setThemedIcon(QAction *action, const char *name, const QWidget &owner)
{
    action->setProperty(property, QString::fromLatin1(name));
    action->setIcon(themedIcon(QString::fromLatin1(name), owner.palette()));
}

void setThemedIcon(QAbstractButton *button, const char *name)
{
    button->setProperty(property, QString::fromLatin1(name));
    button->setIcon(themedIcon(QString::fromLatin1(name), button->palette()));
}

void refreshThemedIcons(QWidget &root)
{
    for (QAction *action : root.findChildren<QAction *>()) {
        if (const QString name = action->property(property).toString(); !name.isEmpty())
            action->setIcon(themedIcon(name, root.palette()));
    }
    for (QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
        if (const QString name = button->property(property).toString(); !name.isEmpty())
            button->setIcon(themedIcon(name, root.palette()));
    }
}
} // namespace gapscope
