// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

namespace gapscope {
/// The plots of a chart side by side and below each other. Plots of a column have common left and
/// right edges, plots of a row common upper and lower ones.
class PanelGridLayout
{
public:
    /// `figure` is the width that shares of the width are counted from.
    PanelGridLayout(const ChartSpec &spec, double base, double width, double figure);

    /// At which every row of categories has room and panels of numbers are `least` high.
    double neededHeight(double least) const;
    std::vector<PlotLayout> place(QPointF topLeft, double height);

private:
    struct Track
    {
        double before = 0.0;
        double after = 0.0;
        double weight = 1.0;
    };

    double edges(const std::vector<Track> &tracks, double gap) const;
    std::size_t rowOf(std::size_t plot) const { return plot / m_columns.size(); }
    std::size_t columnOf(std::size_t plot) const { return plot % m_columns.size(); }

    double m_base = 0.0;
    double m_width = 0.0;
    double m_plotWidth = 0.0;
    std::vector<PlotMeasure> m_plots;
    std::vector<Track> m_columns;
    std::vector<Track> m_rows;
};
} // namespace gapscope
