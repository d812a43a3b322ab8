// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plot/chart_spec.h"
#include "ui/charts/figure_style.h"

#include <QByteArray>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace gapscope {
/// A chart at its place on a page, in millimetres from the page's top left corner.
struct PageFigure
{
    ChartSpec spec;
    QRectF place;
};

/// Charts on one page, under one title. Where they come from is printed once, at the foot; a figure
/// whose origin is another prints its own.
struct FigurePage
{
    QString title;
    ChartProvenance provenance;
    /// Millimetres.
    QSizeF size;
    std::vector<PageFigure> figures;
};

/// What title and foot leave of a page of `page.size`, in millimetres.
QRectF pageBody(const FigurePage &page, double textScale = 1.0);

/// Writes the page; the form follows the suffix of `path`: svg or pdf, all of it vectors and text,
/// or png at `dpi`. A chart with nothing to draw says why. SVG and PNG of equal pages are equal
/// bytes. Errors: InvalidArgument (suffix, size, dpi), NotComputable (no figure has anything to
/// draw), OutputFailed.
Result<void> exportPage(const FigurePage &page, const FigureTheme &look, const QString &path,
                        int dpi = 300);

/// The same figures in memory.
QByteArray pageSvg(const FigurePage &page, const FigureTheme &look);
} // namespace gapscope
