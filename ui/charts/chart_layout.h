// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"
#include "ui/charts/plot_layout.h"

#include <QRectF>

#include <vector>

namespace gapscope {
struct ChartStyle
{
    Theme theme = Theme::light();
    double textScale = 1.0;
    /// Print how to read the chart under its title; figures leave that to their caption.
    bool withReading = false;
};

/// Where everything goes, in scene units (1/96 inch). Text never overlaps and is never cut while
/// the size is at least comfortableHeight() high.
struct ChartLayout
{
    double base = 12.0;
    QFont titleFont;
    QFont textFont;
    QFont smallFont;
    QFont headingFont;

    struct LegendCell
    {
        WrappedText text;
        QRectF box;
        int entry = 0;
    };

    TextBlock title;
    TextBlock subtitle;
    TextBlock reading;
    TextBlock warnings;
    TextBlock caption;
    std::vector<LegendCell> legend;
    /// What the header and the footer leave.
    QRectF body;
    /// As plotsOf() gives them.
    std::vector<PlotLayout> plots;
};

/// The panels of a chart, or the chart itself as its only plot; none where it is empty.
std::vector<const ChartSpec *> plotsOf(const ChartSpec &spec);
/// Whether plots of the same column (x) or row (y) of the grid have one axis together.
bool shareX(const ChartSpec &spec, std::size_t a, std::size_t b);
bool shareY(const ChartSpec &spec, std::size_t a, std::size_t b);

ChartLayout layOut(const ChartSpec &spec, const ChartStyle &style, QSizeF size);
/// The height at which every row has room for its label and every panel for its marks.
double comfortableHeight(const ChartSpec &spec, const ChartStyle &style, double width);
/// The same for a view that should rather not scroll: squares may be smaller than their width.
double leastHeight(const ChartSpec &spec, const ChartStyle &style, double width);
} // namespace gapscope
