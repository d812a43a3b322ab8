// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_ink.h"

#include <QRectF>

#include <vector>

namespace gapscope {
class ChartPlot;
class LabelPlaces;

/// The texts inside a plot: of points, bars and reference lines, and those on their own.
class MarkLabels
{
public:
    /// Both are borrowed; `painted` are the points that can be seen.
    MarkLabels(const ChartPlot &plot, const std::vector<std::size_t> &painted);

    void draw(QPainter &painter) const;

private:
    void takeMarks(LabelPlaces &places) const;
    void drawTexts(QPainter &painter, LabelPlaces &places) const;
    void drawBarLabels(QPainter &painter, LabelPlaces &places) const;
    void drawReferenceLabels(QPainter &painter, LabelPlaces &places) const;
    void drawPointLabels(QPainter &painter, LabelPlaces &places) const;
    void drawLabel(QPainter &painter, const WrappedText &text, const QFont &font,
                   const QRectF &place, const QColor &colour) const;

    const ChartPlot &m_plot;
    QRectF m_bounds;
    const std::vector<std::size_t> &m_painted;
};
} // namespace gapscope
