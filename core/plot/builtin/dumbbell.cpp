// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"

namespace gapscope::charts {
namespace {
using namespace plot;

struct Builder
{
    const ChartInput &input;
    ChartSpec spec;
    const UsiRow *top = nullptr;
    const UsiRow *selected = nullptr;
    std::vector<const UsiRow *> rows;
    std::vector<double> seen;
    bool hasFloor = false;

    void addCeiling(const Measure &measure, double y)
    {
        const std::optional<Spread> mean = top ? score(*top, measure) : std::nullopt;
        if (!mean)
            return;
        const std::string tip =
            text({peopleName(*top), ", ", measure.title, ": ", withSpread(*mean, 2),
                  intervalText(input, *top, measure), "\npeople against other people, ",
                  std::to_string(mean->n), " comparisons"});
        const MarkInfo info{{InkRole::Ceiling}, tip, {}, static_cast<int>(spec.table.rows.size())};
        const Interval height{y - 0.38, y + 0.38};
        if (const std::optional<Interval> range = errorBar(input, *top, measure)) {
            spec.bars.push_back({*range, height, {}, BarMark::LabelPlace::Beside, info});
            seen.insert(seen.end(), {range->from, range->to});
        }
        spec.segments.push_back({mean->mean, height.from, mean->mean, height.to, false, info});
        seen.push_back(mean->mean);
        addRow(*top, measure, *mean);
    }

    /// What the simulator scores against itself: no score can be told apart from it.
    void addFloor(const Measure &measure, double y)
    {
        const SimulatorDetail *detail = selectedDetail(input);
        const std::optional<Spread> mean = detail ? score(detail->reruns, measure) : std::nullopt;
        if (!mean)
            return;
        hasFloor = true;
        seen.push_back(mean->mean);
        spec.points.push_back(
            {mean->mean,
             y,
             {},
             {},
             MarkShape::Cross,
             0.8,
             {},
             {{InkRole::Floor},
              text({selected->name, " against its own runs, ", measure.title, ": ",
                    withSpread(*mean, 2), "\n", std::to_string(mean->n), " comparisons"}),
              {},
              static_cast<int>(spec.table.rows.size())}});
        spec.table.rows.push_back({measure.key, selected->name + " (own runs)", mean->mean,
                                   sdOf(*mean), mean->n, belowCeiling(top, measure, mean->mean)});
    }

    void addSimulator(const UsiRow &row, const Measure &measure, double y, const Look &look)
    {
        const std::optional<Spread> mean = score(row, measure);
        if (!mean)
            return;
        const std::optional<double> gap = belowCeiling(top, measure, mean->mean);
        std::string tip = text({row.name, ", ", measure.title, ": ", withSpread(*mean, 2),
                                intervalText(input, row, measure), "\n"});
        if (gap)
            tip += text({fixed(*gap, 2), " below the ", peopleName(*top), "\n"});
        tip += text(
            {std::to_string(row.tasks), " tasks, ", std::to_string(row.dialogues), " dialogues"});
        const bool isSelected = &row == selected;
        MarkInfo info{look.ink, tip, toText({row.name, std::string(measure.key), {}, {}}),
                      static_cast<int>(spec.table.rows.size())};
        if (isSelected && gap)
            spec.segments.push_back(
                {mean->mean, y, mean->mean + *gap, y, true, {look.ink, {}, {}, -1}});
        PointMark point{mean->mean, y, {}, {}, look.shape, 1.0, {}, std::move(info)};
        if (look.prominent) {
            point.xError = errorBar(input, row, measure);
            if (point.xError)
                seen.insert(seen.end(), {point.xError->from, point.xError->to});
        } else {
            point.area = 0.6;
        }
        seen.push_back(mean->mean);
        spec.points.push_back(std::move(point));
        addRow(row, measure, *mean);
    }

    void addRow(const UsiRow &row, const Measure &measure, const Spread &mean)
    {
        spec.table.rows.push_back({measure.key, row.name, mean.mean, sdOf(mean), mean.n,
                                   belowCeiling(top, measure, mean.mean)});
    }

    void addMeasure(const Measure &measure)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.emplace_back(measure.label);
        addCeiling(measure, y);
        addFloor(measure, y);
        const int count = static_cast<int>(rows.size());
        const int others = count - 1;
        // Few simulators stand side by side in the row; many share its middle.
        const double step = count <= maxDistinct ? 0.6 / std::max(count, 3) : 0.0;
        int other = 0;
        for (int i = 0; i < count; ++i) {
            const UsiRow &row = *rows[static_cast<std::size_t>(i)];
            if (&row == selected)
                continue;
            addSimulator(row, measure, y + step * (i - (count - 1) / 2.0),
                         look(other++, others, false));
        }
        int index = 0;
        while (rows[static_cast<std::size_t>(index)] != selected)
            ++index;
        addSimulator(*selected, measure, y + step * (index - (count - 1) / 2.0),
                     look(0, others, true));

        const std::optional<Spread> mean = score(*selected, measure);
        const std::optional<Spread> goal = top ? score(*top, measure) : std::nullopt;
        const std::optional<double> gap =
            mean ? belowCeiling(top, measure, mean->mean) : std::nullopt;
        spec.columns[0].cells.push_back(mean ? withSpread(*mean) : "–");
        spec.columns[1].cells.push_back(goal ? fixed(goal->mean, 1) : "–");
        spec.columns[2].cells.push_back(gap ? fixed(*gap, 1) : "–");
        if (!mean)
            spec.warnings.push_back(std::string(measure.title) + ": " +
                                    missingReason(*selected, measure.key) + ".");
    }

    /// Halves of people have a spread and no interval.
    std::string_view barOf(const UsiRow &row) const
    {
        return row.kind == UsiRow::Kind::Floor ? "± sd over splits" : barName(input);
    }

    void addLegend()
    {
        using Kind = LegendEntry::Kind;
        const int others = static_cast<int>(rows.size()) - 1;
        spec.legend.push_back({selected->name, Kind::Point, MarkShape::Circle, 0, {InkRole::Sim}});
        if (others >= maxDistinct)
            spec.legend.push_back({"the other " + std::to_string(others) + " simulators",
                                   Kind::Point,
                                   MarkShape::Ring,
                                   0,
                                   {InkRole::Context}});
        int other = 0;
        for (const UsiRow *row : rows)
            if (row != selected && others < maxDistinct) {
                const Look one = look(other++, others, false);
                spec.legend.push_back({row->name, Kind::Point, one.shape, 0, one.ink});
            }
        if (hasFloor)
            spec.legend.push_back({selected->name + " against its own runs",
                                   Kind::Point,
                                   MarkShape::Cross,
                                   0,
                                   {InkRole::Floor}});
        if (top)
            spec.legend.push_back({text({peopleName(*top), " (", barOf(*top), ")"}),
                                   Kind::Band,
                                   MarkShape::Circle,
                                   0,
                                   {InkRole::Ceiling}});
    }
};
} // namespace

static ChartSpec buildDumbbell(const ChartInput &input)
{
    const UsiRow *selected = selectedRow(input);
    if (!selected)
        return empty("There is no simulator to compare with people.");
    Builder builder{input, {}, peopleRow(input.table), selected, {}, {}, false};
    const std::string other = otherSimulator(input);
    for (const UsiRow *row : contestants(input.table))
        if (row->kind == UsiRow::Kind::Simulator &&
            (other.empty() || row == selected || row->name == other))
            builder.rows.push_back(row);
    ChartSpec &spec = builder.spec;
    spec.subtitle = selected->name + " against people, by what the index measures";
    spec.columns = {{"Score", {}, false}, {"People", {}, true}, {"Gap", {}, false}};
    spec.table.header = {"measure", "name", "score", "sd", "batches", "below_ceiling"};
    for (const Measure &measure : measures())
        builder.addMeasure(measure);
    if (builder.seen.empty())
        return empty("No part of the index could be computed for " + selected->name + ": " +
                     missingReason(*selected, "usi") + ".");
    builder.addLegend();
    if (!builder.top)
        spec.warnings.insert(spec.warnings.begin(), "No ceiling: one human batch.");
    else
        for (const Measure &measure : measures())
            if (!score(*builder.top, measure))
                spec.warnings.push_back("No ceiling for " + std::string(measure.title) + ": " +
                                        missingReason(*builder.top, measure.key) + ".");
    spec.x = {
        "Similarity to people", "points of 100", scoreRange(builder.seen, {0, 100}), {}, {}, 5.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> dumbbell()
{
    return std::make_unique<Chart>(
        ChartInfo{"dumbbell",
                  "Gap to people by dimension",
                  "Every part of the index for each simulator, against what people reach among "
                  "themselves.",
                  "The dashed line from a simulator to the human ceiling is its gap. People are "
                  "not at 100 either: only the part left of the ceiling is the simulator's.",
                  "User-Sim Index: D1–D4, evaluation agreement, outcome calibration",
                  {.intervals = true},
                  {otherSetting()}},
        buildDumbbell);
}
} // namespace gapscope::charts
