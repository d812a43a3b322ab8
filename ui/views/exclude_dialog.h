// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QList>

class QWidget;

namespace gapscope {
class Workspace;

/// Asks why the dialogues should count in no figure, and excludes them.
void askToExclude(Workspace &workspace, const QList<DialogueId> &dialogues, QWidget *parent);
} // namespace gapscope
