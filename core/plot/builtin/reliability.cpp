// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/calibration_rows.h"
#include "core/plot/chart_key.h"
#include "core/plot/sample_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Success means over fewer tasks than this are mostly noise.
constexpr int fewTasks = 10;

std::string nameOf(const CalibrationBin &bin)
{
    return fixed(bin.from, 1) + "–" + fixed(bin.to, 1);
}

/// What the dialogues say of a bin: Wilson intervals of both sides' success, and whose they are.
struct BinSample
{
    std::optional<ConfidenceInterval> real;
    std::optional<ConfidenceInterval> sim;
    std::vector<DialogueId> dialogues;
};

std::vector<BinSample> binSamples(const MetricInput &sample, const MetricSimulator &simulator,
                                  const std::vector<MetricRow> &rows)
{
    std::vector<std::set<TaskKey>> tasks(difficultyBins);
    for (const CalibrationPair &pair : calibrationPairs(
             sample.people, everyDialogue, simulator.dialogues, everyDialogue, sample.difficulty))
        tasks[difficultyBin(pair.difficulty)].insert(pair.task);
    std::vector<BinSample> bins(difficultyBins);
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const std::string name = binName(i);
        if (const MetricRow *row = rowOf(rows, simulator.name, name + " real"))
            bins[i].real = row->interval;
        if (const MetricRow *row = rowOf(rows, simulator.name, name + " sim"))
            bins[i].sim = row->interval;
        for (const auto *side : {&sample.people, &simulator.dialogues})
            for (const MetricDialogue &one : onTasks(*side, tasks[i]))
                if (succeeded(*one.dialogue))
                    bins[i].dialogues.push_back(one.dialogue->id);
    }
    return bins;
}

std::optional<Interval> percent(const std::optional<ConfidenceInterval> &interval)
{
    if (!interval)
        return {};
    return Interval{100.0 * interval->low, 100.0 * interval->high};
}

std::string rangeText(const std::optional<ConfidenceInterval> &interval)
{
    if (!interval)
        return {};
    return text(
        {" [", fixed(100.0 * interval->low, 1), ", ", fixed(100.0 * interval->high, 1), "]"});
}

/// ", over 0.081 and under 0.012": what the simulator makes look better and worse.
std::string signedParts(const std::vector<MetricRow> &rows, const std::string &simulator)
{
    const MetricRow *over = rowOf(rows, simulator, "over");
    const MetricRow *under = rowOf(rows, simulator, "under");
    if (!over || !under || !over->value || !under->value)
        return {};
    return text({"; by task over +", fixed(*over->value, 3), ", under −", fixed(*under->value, 3)});
}

struct Builder
{
    ChartSpec whole;
    ChartSpec diagram;
    ChartSpec strip;
    std::string simulator;
    int tasks = 0;
    LineMark path;
    std::vector<std::string> thin;

    void add(std::size_t i, const CalibrationBin &bin, const BinSample &sample)
    {
        const double share = double(bin.tasks) / tasks * std::abs(bin.sim - bin.real);
        const int tableRow = static_cast<int>(whole.table.rows.size());
        const auto known = [&](double value) {
            return bin.tasks > 0 ? TableCell(value) : TableCell();
        };
        const auto low = [](const auto &range) {
            return range ? TableCell(range->low) : TableCell();
        };
        const auto high = [](const auto &range) {
            return range ? TableCell(range->high) : TableCell();
        };
        whole.table.rows.push_back({static_cast<int>(i), bin.from, bin.to, bin.tasks,
                                    known(bin.real), known(bin.sim), known(share), low(sample.real),
                                    high(sample.real), low(sample.sim), high(sample.sim),
                                    static_cast<int>(sample.dialogues.size())});
        strip.y.range.to = std::max(strip.y.range.to, 1.35 * bin.tasks);
        strip.x.categories.push_back(nameOf(bin));
        if (bin.tasks == 0)
            return;
        const bool isThin = bin.tasks < fewTasks;
        if (isThin)
            thin.push_back(nameOf(bin) + " (" + std::to_string(bin.tasks) + ")");
        const MarkInfo info{
            {InkRole::Sim},
            text({"Task difficulty ", nameOf(bin), ", ", std::to_string(bin.tasks), " tasks, ",
                  counted(sample.dialogues.size(), "dialogue", "dialogues"),
                  "\nsuccess with people ", fixed(100 * bin.real, 1), " %", rangeText(sample.real),
                  "\nsuccess with ", simulator, " ", fixed(100 * bin.sim, 1), " %",
                  rangeText(sample.sim), "\nadds ", fixed(share, 4), " to the calibration error"}),
            toText({simulator, "ece", static_cast<int>(i), {}}),
            tableRow,
            sample.dialogues};
        diagram.points.push_back({100 * bin.real, 100 * bin.sim, percent(sample.real),
                                  percent(sample.sim), isThin ? MarkShape::Ring : MarkShape::Circle,
                                  std::max(0.4, 5.0 * bin.tasks / tasks), nameOf(bin), info});
        path.points.emplace_back(100 * bin.real, 100 * bin.sim);
        const auto x = static_cast<double>(i);
        strip.bars.push_back({{x - 0.35, x + 0.35},
                              {0.0, double(bin.tasks)},
                              std::to_string(bin.tasks),
                              BarMark::LabelPlace::Beside,
                              info,
                              isThin});
    }
};
} // namespace

static ChartSpec buildReliability(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    const SimulatorDetail *detail = selectedDetail(input);
    if (!row)
        return empty("There is no simulator to compare with people.");
    Builder builder;
    builder.simulator = row->name;
    if (detail)
        for (const CalibrationBin &bin : detail->bins)
            builder.tasks += bin.tasks;
    if (builder.tasks == 0)
        return empty("The calibration of " + row->name +
                     " could not be computed: " + missingReason(*row, "ece") + ".");
    const std::vector<SampleSide> sides = sampleSides(input);
    std::vector<BinSample> bins(detail->bins.size());
    ChartSpec &spec = builder.whole;
    spec.subtitle = text({"Agent success with ", row->name, " against success with people"});
    if (row->ece)
        spec.subtitle += text({", ECE ", withSpread(*row->ece, 3)});
    if (sides.empty()) {
        spec.warnings.push_back("No intervals: " + noSidesReason(input));
    } else {
        const auto rows = metricRows("calibration", sampleOf(*input.sample, {sides[1]}), input);
        if (!rows)
            return empty(cancelledReason);
        bins = binSamples(*input.sample, *sides[1].simulator, *rows);
        bins.resize(detail->bins.size());
        spec.subtitle += signedParts(*rows, row->name);
    }
    spec.table.header = {"bin",          "from",        "to",        "tasks",
                         "real_success", "sim_success", "ece_share", "real_low",
                         "real_high",    "sim_low",     "sim_high",  "dialogues"};
    builder.path.ink = {InkRole::Sim};
    for (std::size_t i = 0; i < detail->bins.size(); ++i)
        builder.add(i, detail->bins[i], bins[i]);
    builder.diagram.square = true;
    builder.diagram.lines.push_back({{{0, 0}, {100, 100}}, false, 1, {InkRole::Guide}});
    builder.diagram.lines.push_back(std::move(builder.path));
    builder.diagram.x = {"Success with people", "%", {-4, 104}, {}, {}, 10.0};
    builder.diagram.y = {"Success with the simulator", "%", {-4, 104}, {}, {}, 10.0};
    builder.strip.x.title = "Task difficulty: success with people";
    builder.strip.y.title = "Tasks";
    builder.strip.y.minimumStep = 1.0;
    if (!builder.thin.empty())
        spec.warnings.push_back("Fewer than " + std::to_string(fewTasks) +
                                " tasks, read as noise (open marks): difficulty " +
                                joined(builder.thin) + ".");
    spec.legend = {{"difficulty bins, area = tasks, 95 % intervals",
                    LegendEntry::Kind::Point,
                    MarkShape::Circle,
                    0,
                    {InkRole::Sim}},
                   {"same success with both",
                    LegendEntry::Kind::Line,
                    MarkShape::Circle,
                    1,
                    {InkRole::Guide}}};
    spec.panels = {std::move(builder.diagram), std::move(builder.strip)};
    spec.grid.columns = 2;
    spec.grid.rowWeights = {0.76, 0.24}; // below each other
    return std::move(builder.whole);
}

std::unique_ptr<Chart> reliability()
{
    return std::make_unique<Chart>(
        ChartInfo{
            "reliability",
            "Outcome calibration",
            "How often the agent succeeds with the simulator and with people, for tasks of "
            "equal difficulty.",
            "Above the diagonal the simulator makes the agent look better than people do; "
            "the calibration error is the mean distance, weighted by tasks.",
            "User-Sim Index: difficulty-binned calibration error (ECE); Wilson intervals over "
            "dialogues",
            {.sample = true},
            {},
            false,
            ChartGroup::Outcome},
        buildReliability);
}
} // namespace gapscope::charts
