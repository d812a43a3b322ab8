// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_settings.h"
#include "core/plot/course_parts.h"

namespace gapscope::charts {
static ChartSpec buildFirstDivergenceHazard(const ChartInput &input)
{
    return plot::courseChart(input, plot::CourseMeasure::Hazard);
}

std::unique_ptr<Chart> first_divergence_hazard()
{
    return std::make_unique<Chart>(
        ChartInfo{"first_divergence_hazard",
                  "Hazard of the first divergence",
                  "At which user turn simulated dialogues part from the real ones for the first "
                  "time.",
                  "Of the pairs still together before a turn, the share that parts there; the "
                  "dashed line is the same among people. A peak is where the simulator loses its "
                  "people.",
                  "Discrete hazard of the first divergence; task-cluster bootstrap",
                  {.courses = true},
                  {plot::otherSetting()},
                  true},
        buildFirstDivergenceHazard);
}
} // namespace gapscope::charts
