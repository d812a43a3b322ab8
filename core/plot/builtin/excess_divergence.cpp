// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_settings.h"
#include "core/plot/course_parts.h"

namespace gapscope::charts {
static ChartSpec buildExcessDivergence(const ChartInput &input)
{
    return plot::courseChart(input, plot::CourseMeasure::Excess);
}

std::unique_ptr<Chart> excess_divergence()
{
    return std::make_unique<Chart>(
        ChartInfo{"excess_divergence",
                  "Excess divergence by turn",
                  "How much more often a simulated dialogue is apart from a real one at a user "
                  "turn than two real ones are.",
                  "Above zero the simulator adds divergence of its own; where the band reaches "
                  "zero, people part as often from one another. The strip counts the pairs that "
                  "have the turn.",
                  "P(apart at k | simulator–human) − P(apart at k | floor); task-cluster bootstrap",
                  {.courses = true},
                  {plot::otherSetting()},
                  true},
        buildExcessDivergence);
}
} // namespace gapscope::charts
