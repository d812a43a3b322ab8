// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plot/chart_spec.h"
#include "ui/base/dashboard_layout.h"

#include <QString>

#include <vector>

namespace gapscope {
/// Writes every chart (one spec per tile) at its place into one light picture, a PNG or a PDF page
/// of pictures with 300 dots per inch. Charts with nothing to draw leave their place free. Errors:
/// NotComputable where no chart has anything to draw, InvalidArgument (suffix), OutputFailed.
Result<void> exportDashboard(const std::vector<DashboardTile> &tiles,
                             const std::vector<ChartSpec> &specs, const QString &path);
} // namespace gapscope
