// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <set>
#include <string>
#include <vector>

namespace gapscope::plot {
/// A group of tasks that gets a plot of its own.
struct Facet
{
    std::string title;
    std::set<TaskKey> tasks;
};

/// The tasks of the sample, or of the courses, grouped as `by` says (a value of the setting
/// "facet"), in a fixed order; tasks without the property stand last.
std::vector<Facet> facetsOf(const ChartInput &input, const std::string &by);

/// The chart once per group, with common axes; the tables stand one under the other with a column
/// "facet" in front.
ChartSpec faceted(const ChartInput &input, Chart::Builder builder);
} // namespace gapscope::plot
