// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"
#include "ui/base/filter_stack.h"

#include <vector>

namespace gapscope {
class Workspace;

/// The dialogues that marks of a chart stand for, each once.
std::vector<DialogueId> dialoguesOf(const std::vector<MarkInfo> &marks);

/// "Politeness 12–20 %, gpt-4o: 34 dialogues, 20 tasks": the filter that a click or a brush on
/// these marks of `spec` stands for, with `source` as its place. No tasks where the marks stand for
/// no dialogue with a task.
Filter filterOfMarks(const Workspace &workspace, const ChartSpec &spec,
                     const std::vector<MarkInfo> &marks, const QString &source);

/// The marks of `spec` that stand for a dialogue of `filter`, for highlighting; in the order of
/// `marks`.
std::vector<int> marksOf(const Filter &filter, const std::vector<const MarkInfo *> &marks);
} // namespace gapscope
