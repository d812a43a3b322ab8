// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gapscope {
class Shortcuts;

/// All keys as they are now, and the way to change them.
void showKeySheet(const Shortcuts &shortcuts, QWidget *parent);
} // namespace gapscope
