// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

class QWidget;

namespace gapscope {
class Workspace;

/// Everything that happened to a label: when, who, what was changed, undone and redone.
void showLabelHistory(Workspace &workspace, const LabelId &id, QWidget *parent);
} // namespace gapscope
