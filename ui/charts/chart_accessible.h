// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gapscope {
/// Makes every ChartCanvas a chart with one child per mark for screen readers; calling it again
/// does nothing. Qt itself exposes a chart as a nameless filler.
void installChartAccessibility();
} // namespace gapscope
