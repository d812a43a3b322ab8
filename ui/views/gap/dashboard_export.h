// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plot/chart_spec.h"
#include "ui/base/dashboard_layout.h"
#include "ui/charts/figure_style.h"

#include <QString>

#include <vector>

namespace gapscope {
/// How a dashboard becomes a page.
struct DashboardPage
{
    QString title;
    /// Millimetres; a height of 0 is what the charts need. In less all text gets smaller.
    double width = 178.0;
    double height = 0.0;
    int dpi = 300;
    FigureTheme look = figureThemes().front();
};

/// The height in millimetres at which no chart of the page has to make its text smaller.
double comfortablePageHeight(const std::vector<DashboardTile> &tiles,
                             const std::vector<ChartSpec> &specs, const DashboardPage &page);

/// Writes every chart (one spec per tile) at its place into one page: svg or pdf as vectors with
/// text, png as a picture. Where the page is too narrow for tiles side by side they stand one below
/// the other. Errors: NotComputable where no chart has anything to draw, InvalidArgument (suffix,
/// size, dpi), OutputFailed.
Result<void> exportDashboard(const std::vector<DashboardTile> &tiles,
                             const std::vector<ChartSpec> &specs, const DashboardPage &page,
                             const QString &path);
} // namespace gapscope
