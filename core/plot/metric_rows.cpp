// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/metric_rows.h"

#include "core/plot/plot_parts.h"

#include <algorithm>

namespace gapscope::plot {
std::vector<MetricRow> metricRows(const ChartInput &input, std::string_view metric,
                                  const std::vector<std::string> &simulators)
{
    const std::vector<std::unique_ptr<Metric>> metrics = builtinMetrics();
    const Metric *found = findMetric(metrics, metric);
    if (!found || !input.sample)
        return {};
    JobContext own;
    JobContext &job = input.job ? *input.job : own;
    const auto computed = [&](const MetricInput &sample) {
        Result<std::vector<MetricRow>> rows = found->compute(sample, job);
        return rows ? std::move(*rows) : std::vector<MetricRow>();
    };
    if (simulators.empty())
        return computed(*input.sample);
    MetricInput part = *input.sample;
    std::erase_if(part.simulators, [&](const MetricSimulator &one) {
        return std::find(simulators.begin(), simulators.end(), one.name) == simulators.end();
    });
    return computed(part);
}

const MetricRow *rowOf(const std::vector<MetricRow> &rows, std::string_view simulator,
                       std::string_view item)
{
    for (const MetricRow &row : rows)
        if (row.simulator == simulator && row.item == item && row.task.empty())
            return &row;
    return nullptr;
}

std::string intervalText(const MetricRow &row, double scale, int decimals)
{
    if (!row.interval)
        return {};
    return text({", 95 % interval ", fixed(scale * row.interval->low, decimals), " to ",
                 fixed(scale * row.interval->high, decimals)});
}
} // namespace gapscope::plot
