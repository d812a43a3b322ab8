// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

namespace gapscope {
/// The plots of a chart side by side and below each other, in fewer columns than the chart wants
/// where its panels would be too narrow for what they say. Plots of a column have a common left
/// edge, and a right one where they share the x axis; plots of a row common upper and lower ones.
class PanelGridLayout
{
public:
    /// `figure` is the width that shares of the width are counted from.
    PanelGridLayout(const ChartSpec &spec, double base, double width, double figure);

    /// At which every row of categories has room and panels of numbers are `least` high; squares as
    /// high as their width allows where they are `grown`.
    double neededHeight(double least, bool grown) const;
    std::vector<PlotLayout> place(QPointF topLeft, double height);

private:
    struct Track
    {
        double before = 0.0;
        double after = 0.0;
        double weight = 1.0;
    };

    bool build(const ChartSpec &spec, std::size_t columns, double figure);
    void weighRows(const ChartSpec &spec);
    std::vector<double> widths(double highestRow);
    double edges(const std::vector<Track> &tracks, double gap) const;
    double spare(std::size_t plot) const;
    std::size_t rowOf(std::size_t plot) const { return plot / m_columns.size(); }
    std::size_t columnOf(std::size_t plot) const { return plot % m_columns.size(); }

    double m_base = 0.0;
    double m_width = 0.0;
    bool m_areInLine = true;
    double m_plotWidth = 0.0;
    std::vector<PlotMeasure> m_plots;
    std::vector<Track> m_columns;
    std::vector<Track> m_rows;
};
} // namespace gapscope
