// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/theme.h"

#include <QFont>
#include <QFontMetricsF>

namespace gapscope {
/// Fonts, colours and distances of the comparison at one zoom; every distance follows the font.
struct CompareStyle
{
    Theme theme;
    QFont text;
    QFont caption;
    QFont fixed;
    /// Of `text`: height of a line and mean width of a character.
    double line = 0.0;
    double character = 0.0;
    /// Height of a folded line, of a line of captions.
    double fold = 0.0;
    double captionLine = 0.0;
    /// Width between the two columns.
    double gutter = 0.0;
    /// Of the speakers' lane with whole and with short names.
    double laneWhole = 0.0;
    double laneShort = 0.0;
    /// Inside a cell: to its edges; between blocks; between stacked rows.
    double padX = 10.0;
    double padY = 7.0;
    double blockGap = 5.0;
    double rowGap = 6.0;
    double radius = 4.0;
    double edge = 3.0;

    /// `zoom` in points on top of `base`.
    static CompareStyle make(const Theme &theme, const QFont &base, int zoom);
    /// Width of the speakers' lane of a cell this wide; narrow cells get short names ("u3").
    double lane(double cellWidth) const { return shortNames(cellWidth) ? laneShort : laneWhole; }
    bool shortNames(double cellWidth) const { return cellWidth < 46.0 * character; }
    /// Diameter of a row's sign in the gutter.
    double sign() const { return captionLine + 3.0; }
};
} // namespace gapscope
