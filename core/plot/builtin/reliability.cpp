// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Success means over fewer tasks than this are mostly noise.
constexpr int fewTasks = 10;

std::string binName(const CalibrationBin &bin)
{
    return fixed(bin.from, 1) + "–" + fixed(bin.to, 1);
}
} // namespace

static ChartSpec buildReliability(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    const SimulatorDetail *detail = selectedDetail(input);
    if (!row)
        return empty("There is no simulator to compare with people.");
    int tasks = 0;
    if (detail)
        for (const CalibrationBin &bin : detail->bins)
            tasks += bin.tasks;
    if (tasks == 0)
        return empty("The calibration of " + row->name +
                     " could not be computed: " + missingReason(*row, "ece") + ".");

    ChartSpec spec;
    spec.square = true;
    spec.subtitle = text({"Agent success with ", row->name, " against success with people"});
    if (row->ece)
        spec.subtitle += text({", ECE ", withSpread(*row->ece, 3)});
    spec.table.header = {"bin", "from", "to", "tasks", "real_success", "sim_success", "ece_share"};
    LineMark path;
    path.ink = {InkRole::Sim};
    std::vector<std::string> thin;
    for (std::size_t i = 0; i < detail->bins.size(); ++i) {
        const CalibrationBin &bin = detail->bins[i];
        const double share = double(bin.tasks) / tasks * std::abs(bin.sim - bin.real);
        const int tableRow = static_cast<int>(spec.table.rows.size());
        const auto known = [&](double value) {
            return bin.tasks > 0 ? TableCell(value) : TableCell();
        };
        spec.table.rows.push_back({static_cast<int>(i), bin.from, bin.to, bin.tasks,
                                   known(bin.real), known(bin.sim), known(share)});
        if (bin.tasks == 0)
            continue;
        const bool isThin = bin.tasks < fewTasks;
        if (isThin)
            thin.push_back(binName(bin) + " (" + std::to_string(bin.tasks) + ")");
        const std::string tip =
            text({"Task difficulty ", binName(bin), ", ", std::to_string(bin.tasks),
                  " tasks\nsuccess with people ", fixed(100 * bin.real, 1), " %\nsuccess with ",
                  row->name, " ", fixed(100 * bin.sim, 1), " %\nadds ", fixed(share, 4),
                  " to the calibration error"});
        spec.points.push_back(
            {100 * bin.real,
             100 * bin.sim,
             {},
             {},
             isThin ? MarkShape::Ring : MarkShape::Circle,
             std::max(0.4, 5.0 * bin.tasks / tasks),
             binName(bin) + ", n " + std::to_string(bin.tasks),
             {{InkRole::Sim}, tip, toText({row->name, "ece", static_cast<int>(i), {}}), tableRow}});
        path.points.emplace_back(100 * bin.real, 100 * bin.sim);
    }
    spec.lines.push_back({{{0, 0}, {100, 100}}, false, 1, {InkRole::Guide}});
    spec.lines.push_back(std::move(path));
    if (!thin.empty())
        spec.warnings.push_back("Fewer than " + std::to_string(fewTasks) +
                                " tasks, read as noise (open marks): difficulty " + joined(thin) +
                                ".");
    spec.legend = {{"difficulty bins, area = tasks",
                    LegendEntry::Kind::Point,
                    MarkShape::Circle,
                    0,
                    {InkRole::Sim}},
                   {"same success with both",
                    LegendEntry::Kind::Line,
                    MarkShape::Circle,
                    1,
                    {InkRole::Guide}}};
    spec.x = {"Success with people", "%", {-4, 104}, {}, {}, 10.0};
    spec.y = {"Success with the simulator", "%", {-4, 104}, {}, {}, 10.0};
    return spec;
}

std::unique_ptr<Chart> reliability()
{
    return std::make_unique<Chart>(
        ChartInfo{"reliability",
                  "Outcome calibration",
                  "How often the agent succeeds with the simulator and with people, for tasks of "
                  "equal difficulty.",
                  "Above the diagonal the simulator makes the agent look better than people do; "
                  "the calibration error is the mean distance, weighted by tasks.",
                  "User-Sim Index: difficulty-binned calibration error (ECE)",
                  {},
                  {},
                  false,
                  ChartGroup::Outcome},
        buildReliability);
}
} // namespace gapscope::charts
