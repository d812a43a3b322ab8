// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/report.h"

#include <cstddef>

namespace gapscope {
/// Draws the picture of one figure, in light colours and, where the report's theme needs it, in
/// dark ones. A chart with nothing to draw stays without. On the GUI thread; some tens of
/// milliseconds.
void drawFigure(Report &report, std::size_t figure);
void drawFigures(Report &report);
} // namespace gapscope
