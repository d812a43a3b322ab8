// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/export/anchor_report.h"

#include <vector>

namespace gapscope {
class Session;

/// All anchors with their places.
Result<std::vector<AnchorRecord>> anchorRecords(Session &session);

struct AnchorImport
{
    /// Places that changed.
    int taken = 0;
    /// Those there already, or older than what is there.
    int kept = 0;
    /// Taken or kept, of dialogues that are not in this workspace (yet).
    int unknown = 0;
};

/// One action of `by`, undone as a whole; each anchor keeps who set it and when.
Result<AnchorImport> importAnchors(Session &session, const std::vector<AnchorRecord> &records,
                                   const std::string &by);
} // namespace gapscope
