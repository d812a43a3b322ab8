// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/report_figures.h"

#include "ui/base/theme.h"
#include "ui/charts/export.h"

#include <algorithm>

namespace gapscope {
namespace {
/// As wide as a page between its margins, and no higher than fits one with its caption.
constexpr double widthMm = 180.0;
constexpr double leastHeightMm = 80.0;
constexpr double mostHeightMm = 230.0;
} // namespace

void drawFigure(Report &report, std::size_t figure)
{
    ReportFigure &one = report.figures.at(figure);
    if (one.spec.isEmpty())
        return;
    const double height =
        std::clamp(comfortableMillimetres(one.spec, widthMm), leastHeightMm, mostHeightMm);
    const QSizeF size(widthMm, height);
    one.light = chartSvg(one.spec, Theme::light(), size).toStdString();
    if (report.theme != ReportTheme::Light)
        one.dark = chartSvg(one.spec, Theme::dark(), size).toStdString();
}

void drawFigures(Report &report)
{
    for (std::size_t i = 0; i < report.figures.size(); ++i)
        drawFigure(report, i);
}
} // namespace gapscope
