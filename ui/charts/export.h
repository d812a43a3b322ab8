// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plot/chart_spec.h"
#include "ui/base/theme.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

class QPrinter;

namespace gapscope {
/// Writes a figure of exactly `millimetres`; the form follows the suffix of `path`: svg, pdf, png
/// (at `dpi`), or csv or json for the numbers alone. Title, caption
/// and provenance are stored in the file.
/// SVG, PNG, CSV and JSON of equal specs are equal bytes. `textScale` enlarges all text, for
/// slides. Needs a QApplication (the offscreen platform will do). Errors: InvalidArgument (suffix,
/// size, dpi), NotComputable (nothing to draw, with the reason), OutputFailed.
Result<void> exportChart(const ChartSpec &spec, const Theme &theme, QSizeF millimetres,
                         const QString &path, int dpi = 300, double textScale = 1.0);

/// The height in millimetres at which every row of the chart has room for its label.
double comfortableMillimetres(const ChartSpec &spec, double widthMillimetres,
                              double textScale = 1.0);

/// Draws the figure on a printer's page, as large as it fits, as vectors.
void printChart(const ChartSpec &spec, QPrinter &printer);

class ChartScene;

/// The scene as it stands, zoomed or not, in its own size.
QByteArray chartSvg(ChartScene &scene);
/// The same figures in memory.
QByteArray chartSvg(const ChartSpec &spec, const Theme &theme, QSizeF millimetres,
                    double textScale = 1.0);
QImage chartImage(const ChartSpec &spec, const Theme &theme, QSizeF millimetres, int dpi,
                  double textScale = 1.0);
} // namespace gapscope
