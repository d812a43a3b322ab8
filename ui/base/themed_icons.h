// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;
class QAction;
class QWidget;

namespace gapscope {
/// Gives it the icon `:/icons/NAME.svg` in the palette's colour and remembers the name.
void setThemedIcon(QAction *action, const char *name, const QWidget &owner);
void setThemedIcon(QAbstractButton *button, const char *name);
/// Draws every remembered icon below `root` again: the palette changed.
void refreshThemedIcons(QWidget &root);
} // namespace gapscope
