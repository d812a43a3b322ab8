// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_ink.h"

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

/// Where everything around the marks goes, in scene units (1/96 inch). Text never overlaps and is
/// never cut while the size is at least comfortableHeight() high.
struct ChartLayout
{
    double base = 12.0;
    QFont titleFont;
    QFont textFont;
    QFont smallFont;
    QFont rowFont;
    QFont headingFont;
    QFont columnFont;

    struct Block
    {
        WrappedText text;
        QRectF box;
    };
    struct LegendCell
    {
        WrappedText text;
        QRectF box;
        int entry = 0;
    };
    struct Column
    {
        double left = 0.0;
        double width = 0.0;
        int index = 0;
    };

    Block title;
    Block subtitle;
    Block reading;
    Block warnings;
    Block caption;
    Block xTitle;
    Block yTitle;
    std::vector<LegendCell> legend;
    std::vector<WrappedText> rows;
    std::vector<Column> columns;
    /// Labels of a categorical x axis stand upright where they fit, else turned by 90°.
    bool turned = false;
    std::vector<WrappedText> columnsBelow;
    QRectF plot;
};

ChartLayout layOut(const ChartSpec &spec, const ChartStyle &style, QSizeF size);
/// The height at which every row has room for its label.
double comfortableHeight(const ChartSpec &spec, const ChartStyle &style, double width);
/// Tick step of a numeric axis of `pixels` length: 1, 2 or 5 times a power of ten.
double tickStep(double from, double to, double pixels, double base, double minimum);
int decimalsOf(double step);
/// Title with its unit, as printed along the axis.
QString axisTitle(const PlotAxis &axis);
} // namespace gapscope
