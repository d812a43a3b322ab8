// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/export/label_report.h"

#include <vector>

namespace gapscope {
class Session;

/// Every label of the workspace, ordered by creation, with the words it stands on.
Result<std::vector<LabelRecord>> labelRecords(Session &session);
} // namespace gapscope
