// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <QString>

class QWidget;

namespace gapscope {
/// What a chart shows, how to read it, its formula and source, what it needs, and the warnings of
/// the picture at hand; plain text.
QString chartHelp(const Chart &chart, const ChartSpec &spec);
/// The same in a popover at `anchor`; Escape or a click beside it closes it.
void popUpChartHelp(const Chart &chart, const ChartSpec &spec, QWidget *anchor);
} // namespace gapscope
