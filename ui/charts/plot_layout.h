// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_ink.h"

#include <QRectF>

#include <vector>

namespace gapscope {
struct TextBlock
{
    WrappedText text;
    QRectF box;
};

/// What is drawn along the edges of a plot.
struct PlotEdges
{
    /// One of several: has its own title.
    bool isPanel = false;
    /// Without labels and title where another plot of the row or column shows them.
    bool labelsX = true;
    bool labelsY = true;
};

/// Where everything around the marks of one plot goes, in scene units.
struct PlotLayout
{
    double base = 12.0;
    PlotEdges edges;
    QFont titleFont;
    QFont textFont;
    QFont smallFont;
    QFont rowFont;
    QFont headingFont;
    QFont columnFont;

    struct Column
    {
        double left = 0.0;
        double width = 0.0;
        int index = 0;
    };

    /// Everything of the plot; no text of it reaches beyond.
    QRectF cell;
    QRectF plot;
    TextBlock title;
    TextBlock xTitle;
    TextBlock yTitle;
    std::vector<WrappedText> rows;
    std::vector<Column> columns;
    /// Labels of a categorical x axis stand upright where they fit, else turned by 90°.
    bool turned = false;
    std::vector<WrappedText> columnsBelow;
};

/// Measures one plot step by step, so that plots of a grid can agree on common edges.
class PlotMeasure
{
public:
    PlotMeasure(const ChartSpec &spec, double base, PlotEdges edges);

    /// The room from edge to edge; `figure` is what shares of the width are counted from.
    void setWidth(double cell, double figure);
    double left() const { return m_left; }
    double right() const { return m_right; }
    bool isSquare() const { return m_spec.square; }
    /// Follows setWidth(); `width` is what the plot gets from edge to edge in the end.
    void wrapTitles(double width);
    /// Follows wrapTitles().
    void setPlotWidth(double width);
    /// Whether titles, labels and marks have the room they need; follows setPlotWidth().
    bool fits() const;
    double bottom() const { return m_bottom; }
    double top() const { return titleHeight() + headHeight(); }
    /// At which every row has room for its label, and a plot of numbers is `least` high; a square
    /// as wide as the plot where it is `grown`. Follows setPlotWidth().
    double neededHeight(double least, bool grown) const;
    PlotLayout place(const QRectF &cell, const QRectF &plot);

private:
    double titleHeight() const;
    double headHeight() const;
    double headGap() const;
    double numbersWidth() const;
    double leastPlotWidth() const;
    void measureColumns(double cell, double figure);
    void wrapColumnsBelow(double width);
    void makeSquare();
    void fitRows();
    void placeTitles();

    const ChartSpec &m_spec;
    PlotLayout m_out;
    double m_left = 0.0;
    double m_right = 0.0;
    double m_bottom = 0.0;
    double m_plotWidth = 0.0;
    double m_rowLabelWidth = 0.0;
    double m_widestRowLabel = 0.0;
};

/// Tick step of a numeric axis of `pixels` length: 1, 2 or 5 times a power of ten.
double tickStep(double from, double to, double pixels, double base, double minimum);
int decimalsOf(double step);
/// A number of an axis with such steps: with a minus sign, and never "−0.0".
QString tickLabel(double value, double step);
/// Title with its unit, as printed along the axis.
QString axisTitle(const PlotAxis &axis);
} // namespace gapscope
