// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/label/labelled_pair.h"

#include <vector>

namespace gapscope {
class Session;
class WorkspaceData;

/// Every pair of a real and a simulated dialogue of `data` that carries labels, in the order of its
/// first one. Labels whose dialogues are not in the workspace are left out.
Result<std::vector<LabelledPair>> loadLabelledPairs(Session &session, const WorkspaceData &data);
} // namespace gapscope
