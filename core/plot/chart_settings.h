// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <string>

namespace gapscope::plot {
/// The value chosen; where none of its choices is, the first. Empty where there is nothing to
/// choose.
std::string chosen(const ChartInput &input, const ChartSetting &setting);

/// "feature": one of the 19 of the index.
ChartSetting featureSetting();
Feature chosenFeature(const ChartInput &input);

/// "other": a second simulator to compare with, or none.
ChartSetting otherSetting();
/// Its label; empty: none.
std::string otherSimulator(const ChartInput &input);

/// "facet": none, or what the tasks are grouped by.
ChartSetting facetSetting();
inline constexpr const char *noFacet = "none";

/// The simulator of the sample with this label, the selected one for an empty label; null where the
/// sample has none.
const MetricSimulator *sampled(const ChartInput &input, const std::string &label = {});
const SimulatorCourses *coursesOf(const ChartInput &input, const std::string &label = {});
} // namespace gapscope::plot
