// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_ink.h"

#include <QRectF>

namespace gapscope {
class ChartPlot;
struct PlotLayout;

/// Whether a heat map, whose axes are both lists of names, has room for the labels in its cells.
bool cellLabelsFit(const ChartSpec &spec, const PlotLayout &layout);

/// Texts in the middle of bars. Cells of one size have them in one size or not at all, for a heat
/// map with some numbers missing misleads; of areas of any size each has its own where it fits.
class CellLabels
{
public:
    explicit CellLabels(const ChartPlot &plot);

    void draw(QPainter &painter, const BarMark &bar, const QRectF &box) const;

private:
    void shrinkToFit();
    bool fits(const WrappedText &text, const QRectF &box) const;

    const ChartPlot &m_plot;
    QFont m_font;
    bool m_areCellsEqual = true;
    bool m_doAllFit = true;
};
} // namespace gapscope
