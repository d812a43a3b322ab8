// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <optional>

/// What the charts of aligned pairs' courses share.
namespace gapscope::plot {
/// Which figure of TurnExcess a chart draws.
enum class CourseMeasure {
    /// Share apart at a turn, less the floor's.
    Excess,
    /// Share that parts at a turn for the first time.
    Hazard,
};

/// ChartInput::courses must be there. A counts strip under the plot, unless there are facets.
ChartSpec courseChart(const ChartInput &input, CourseMeasure measure);
} // namespace gapscope::plot
