// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/queue_progress.h"
#include "core/label/verdicts.h"
#include "core/store/workspace_data.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// A line per annotator, keyed by the name.
FigureTable queuePeopleTable(const QueueProgress &progress);
/// A line per item, keyed by its index.
FigureTable queueItemTable(const QueueProgress &progress, const WorkspaceData &data);
/// Blind judgements against what the dialogues are: of all, by simulator, by annotator.
FigureTable verdictTable(const VerdictReport &report);
} // namespace gapscope
