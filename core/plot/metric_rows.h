// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"
#include "core/plot/chart.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope::plot {
/// The rows of a built-in metric of the sample, as `gapscope metrics` has them; empty where the job
/// is cancelled. With `simulators`, of these only: for metrics whose figures do not depend on what
/// other simulators there are (those with a q over all of them do).
std::vector<MetricRow> metricRows(const ChartInput &input, std::string_view metric,
                                  const std::vector<std::string> &simulators = {});

/// The row of an item that is of no task; null where there is none. An empty simulator: people's.
const MetricRow *rowOf(const std::vector<MetricRow> &rows, std::string_view simulator,
                       std::string_view item = {});

/// ", 95 % interval 0.12 to 0.40", in units of 1/scale, or nothing.
std::string intervalText(const MetricRow &row, double scale, int decimals);
} // namespace gapscope::plot
