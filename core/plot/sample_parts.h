// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"
#include "core/plot/metric_rows.h"
#include "core/plot/plot_parts.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What charts of the dialogues themselves share. ChartInput::sample must be there.
namespace gapscope::plot {
/// One line of such a chart: people, the selected simulator, the one it is compared with.
struct SampleSide
{
    std::string name;
    /// Null: people.
    const MetricSimulator *simulator = nullptr;
    Look look;
};

/// People first; empty where the sample does not have the selected simulator.
std::vector<SampleSide> sampleSides(const ChartInput &input);
/// Why sampleSides() is empty.
std::string noSidesReason(const ChartInput &input);
/// Says that the simulator to compare with has no dialogue here, where that is so.
void warnOfAbsentOther(const ChartInput &input, ChartSpec &spec);
/// Says that people have one batch, and what is therefore not known.
void warnOfOneBatch(const MetricInput &sample, std::string_view consequence, ChartSpec &spec);

/// The tasks that people and the simulator have.
std::set<TaskKey> commonTasks(const MetricInput &sample, const MetricSimulator &simulator);
std::vector<MetricDialogue> onTasks(const std::vector<MetricDialogue> &dialogues,
                                    const std::set<TaskKey> &tasks);

/// The sample with the simulators of these sides only; dialogues are shared, not copied.
MetricInput sampleOf(const MetricInput &sample, const std::vector<SampleSide> &sides);
/// What `gapscope metrics` prints of this sample. Error: only Cancelled.
Result<std::vector<MetricRow>> metricRows(std::string_view metric, const MetricInput &sample,
                                          const ChartInput &input);
/// Warnings for what a metric says of its row: its notes, and that it is within the noise floor.
/// `what` begins the sentence: "gpt-4o, KS".
void warnOf(const MetricRow &row, const std::string &what, ChartSpec &spec);

/// "1.20 [0.90, 1.50]"; values are multiplied by `scale` first.
std::string estimateText(const MetricRow &row, int decimals, double scale = 1.0);
/// "p < 0.001", "p = 0.013".
std::string pText(double p);
/// "1 dialogue", "12 dialogues".
std::string counted(std::size_t n, std::string_view one, std::string_view many);

/// Points as a step curve, each value holding until the next place and the last one until `last`.
std::vector<std::pair<double, double>>
stepCurve(const std::vector<std::pair<double, double>> &points, double last);

inline constexpr const char *cancelledReason = "The computation was stopped.";
} // namespace gapscope::plot
