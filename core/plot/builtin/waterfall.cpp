// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

/// Owners beyond this many are drawn as one bar; the table still has every one of them.
constexpr std::size_t maxOwners = 12;

InkRole ownerInk(const LostPoints &lost)
{
    if (lost.dimension != Dimension::None)
        return inkRole(lost.dimension);
    return lost.id == "ece" ? InkRole::Calibration : InkRole::Evaluation;
}

std::string ownerLabel(const LostPoints &lost)
{
    const std::string_view prefix = code(lost.dimension);
    return prefix.empty() ? lost.title : lost.title + " · " + std::string(prefix);
}

struct Builder
{
    ChartSpec spec;
    std::string simulator;
    double running = 100.0;

    void addEnd(const std::string &label, double value, const std::string &tip,
                const std::string &measure, InkRole role)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(label);
        const int row = static_cast<int>(spec.table.rows.size());
        PointMark point{value, y, {}, {}, MarkShape::Diamond, 1.3, fixed(value, 1), {}};
        point.info = {{role},
                      tip,
                      measure.empty() ? "" : toText({simulator, measure, {}, {}}),
                      measure.empty() ? -1 : row};
        spec.points.push_back(std::move(point));
    }

    void addStep(const std::string &label, double points, const std::string &tip,
                 const std::string &key, InkRole role, int row)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(label);
        spec.segments.push_back({running, y - 1, running, y, true, {{InkRole::Guide}, {}, {}, -1}});
        spec.bars.push_back({{running - points, running},
                             {y - 0.34, y + 0.34},
                             "−" + fixed(points, 2),
                             BarMark::LabelPlace::Beside,
                             {{role}, tip, key, row}});
        running -= points;
    }
};

void addLegend(ChartSpec &spec, const std::vector<LostPoints> &lost)
{
    const auto has = [&](InkRole role) {
        return std::any_of(lost.begin(), lost.end(),
                           [&](const LostPoints &one) { return ownerInk(one) == role; });
    };
    for (const Measure &one : measures())
        if (one.role != InkRole::Total && has(one.role))
            spec.legend.push_back(
                {std::string(one.label), LegendEntry::Kind::Bar, MarkShape::Square, 0, {one.role}});
}
} // namespace

static ChartSpec buildWaterfall(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    const SimulatorDetail *detail = selectedDetail(input);
    if (!row)
        return empty("There is no simulator to explain.");
    if (!row->usi || !detail || detail->lost.empty())
        return empty("The index of " + row->name +
                     " could not be computed: " + missingReason(*row, "usi") + ".");
    std::vector<LostPoints> lost = detail->lost;
    std::stable_sort(lost.begin(), lost.end(),
                     [](const auto &a, const auto &b) { return a.points > b.points; });

    Builder builder;
    builder.simulator = row->name;
    ChartSpec &spec = builder.spec;
    spec.subtitle = row->name + ": from 100 to " + fixed(row->usi->mean, 1) +
                    ", every lost point has one owner";
    spec.table.header = {"owner", "title", "dimension", "points", "left_after"};
    builder.addEnd("Perfect score", 100.0, "100: no difference to people", {}, InkRole::Total);

    double left = 100.0;
    for (const LostPoints &one : lost) {
        left -= one.points;
        spec.table.rows.push_back({one.id, one.title, code(one.dimension), one.points, left});
    }
    const std::size_t shown = lost.size() > maxOwners + 1 ? maxOwners : lost.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const LostPoints &one = lost[i];
        builder.addStep(ownerLabel(one), one.points,
                        one.title + ": " + fixed(one.points, 3) + " points lost\nwithout it " +
                            row->name + " would reach " + fixed(row->usi->mean + one.points, 2),
                        toText({row->name, one.id, {}, {}}), ownerInk(one), static_cast<int>(i));
    }
    if (shown < lost.size()) {
        double points = 0.0;
        std::string tip;
        for (std::size_t i = shown; i < lost.size(); ++i) {
            points += lost[i].points;
            tip += "\n" + lost[i].title + " " + fixed(lost[i].points, 3);
        }
        const std::string count = std::to_string(lost.size() - shown);
        builder.addStep(count + " smaller ones", points,
                        count + " smaller ones together: " + fixed(points, 3) + " points" + tip, {},
                        InkRole::Context, static_cast<int>(shown));
    }
    const auto last = static_cast<double>(spec.y.categories.size());
    spec.segments.push_back(
        {builder.running, last - 1, builder.running, last, true, {{InkRole::Guide}, {}, {}, -1}});
    spec.table.rows.push_back(
        {"usi", "User-Sim Index", "", 100.0 - row->usi->mean, row->usi->mean});
    builder.addEnd("User-Sim Index", row->usi->mean,
                   row->name + ", User-Sim Index: " + withSpread(*row->usi, 2), "usi",
                   InkRole::Sim);
    spec.points.back().info.row = static_cast<int>(lost.size());
    if (std::abs(builder.running - row->usi->mean) > 1e-6)
        spec.warnings.push_back("The lost points add up to " + fixed(100.0 - builder.running, 3) +
                                ", not to 100 − USI = " + fixed(100.0 - row->usi->mean, 3) + ".");

    double low = row->usi->mean;
    const UsiRow *top = ceiling(input.table);
    if (top && top->usi) {
        spec.references.push_back({ReferenceLine::Axis::X,
                                   top->usi->mean,
                                   "people " + fixed(top->usi->mean, 1),
                                   true,
                                   {InkRole::Ceiling}});
        low = std::min(low, top->usi->mean);
        if (top->terms != row->terms)
            spec.warnings.push_back("The ceiling has " + std::to_string(top->terms) +
                                    " parts, this simulator " + std::to_string(row->terms) +
                                    ": compare with care.");
    } else {
        spec.warnings.push_back(top ? "No ceiling: " + missingReason(*top, "usi") + "."
                                    : "No ceiling: one human batch.");
    }
    addLegend(spec, lost);
    spec.x = {"Index left after each loss",
              "points of 100",
              scoreRange({low, 100.0}, {0, 100}),
              {},
              {},
              1.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> waterfall()
{
    return std::make_unique<Chart>(
        ChartInfo{"waterfall", "Where the points are lost",
                  "How the index of one simulator falls from 100 to its value, one bar per "
                  "feature, calibration and survey agreement.",
                  "Read from top to bottom; a wide bar is worth repairing first. People among "
                  "themselves lose points as well: they end at the dashed line.",
                  "User-Sim Index: exact additive loss shares"},
        buildWaterfall);
}
} // namespace gapscope::charts
