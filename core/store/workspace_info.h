// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/corpus_repository.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// What `gapscope info` tells. A paired task has a real and a simulated dialogue.
struct WorkspaceInfo
{
    std::vector<CorpusSummary> corpora;
    std::int64_t tasks = 0;
    std::int64_t pairedTasks = 0;
    std::int64_t issues = 0;
};

Result<WorkspaceInfo> workspaceInfo(Session &session);
/// One JSON object with stable names, without a final newline.
std::string infoJson(const WorkspaceInfo &info);
/// For people: one line per corpus and one for the totals.
std::string infoText(const WorkspaceInfo &info);
} // namespace gapscope
