// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/export/report.h"
#include "core/store/report_data.h"
#include "core/store/workspace_data.h"

namespace gapscope {
/// Fills the pairs of a report and what is said about alignment. `excluded` of `data` holds what is
/// not selected, too: none of it is chosen unless asked for by name.
Result<void> addReportPairs(Session &session, const WorkspaceData &data,
                            const ReportOptions &options, const std::vector<Label> &labels,
                            Report &report, JobContext &job);
} // namespace gapscope
