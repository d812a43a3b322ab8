// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"

#include <cmath>
#include <numbers>

namespace gapscope::charts {
namespace {
using namespace plot;

/// One closed outline and its row of dots.
struct Profile
{
    const UsiRow *row = nullptr;
    std::string name;
    Look look;
};

std::pair<double, double> onSpoke(std::size_t spoke, std::size_t spokes, double radius)
{
    const double angle =
        std::numbers::pi * (0.5 - 2.0 * static_cast<double>(spoke) / static_cast<double>(spokes));
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

struct Builder
{
    const ChartInput &input;
    std::vector<const Measure *> spokes{};
    std::vector<Profile> profiles{};
    ChartSpec spec{};
    ChartSpec radar{};
    ChartSpec dots{};
    std::vector<double> seen{};

    void addPlane()
    {
        radar.square = true;
        radar.x.range = {-150, 150};
        radar.y.range = {-130, 130};
        radar.x.hidden = radar.y.hidden = true;
        for (const int radius : {20, 40, 60, 80, 100}) {
            LineMark ring;
            for (std::size_t i = 0; i <= spokes.size(); ++i)
                ring.points.push_back(onSpoke(i % spokes.size(), spokes.size(), radius));
            ring.dash = radius < 100 ? 1 : 0;
            ring.ink = {InkRole::Guide};
            radar.lines.push_back(std::move(ring));
            if (radius % 40 == 20 || radius == 100)
                radar.texts.push_back(
                    {9.0, radius - 8.0, std::to_string(radius), {InkRole::Context}});
        }
        for (std::size_t i = 0; i < spokes.size(); ++i) {
            const auto [x, y] = onSpoke(i, spokes.size(), 100.0);
            radar.segments.push_back({0, 0, x, y, false, {{InkRole::Guide}, {}, {}, -1}});
            const auto [labelX, labelY] = onSpoke(i, spokes.size(), 118.0);
            radar.texts.push_back({labelX, labelY, std::string(spokes[i]->code), {InkRole::Total}});
        }
    }

    int addRow(const Measure &measure, const Profile &profile, const Spread &mean)
    {
        const std::optional<Interval> error = errorBar(input, *profile.row, measure);
        spec.table.rows.push_back({measure.key, profile.name, name(profile.row->kind), mean.mean,
                                   error ? TableCell(error->from) : TableCell(),
                                   error ? TableCell(error->to) : TableCell(), mean.n});
        return static_cast<int>(spec.table.rows.size()) - 1;
    }

    void add(const Profile &profile, double offset)
    {
        const bool isCeiling = profile.row->kind != UsiRow::Kind::Simulator;
        PolygonMark outline;
        outline.filled = profile.look.ink.role == InkRole::Sim;
        outline.dash = profile.look.dash;
        outline.info.ink = profile.look.ink;
        std::vector<std::string> missing;
        for (std::size_t i = 0; i < spokes.size(); ++i) {
            const Measure &measure = *spokes[i];
            const std::optional<Spread> mean = score(*profile.row, measure);
            if (!mean) {
                missing.push_back(
                    text({measure.title, " (", missingReason(*profile.row, measure.key), ")"}));
                continue;
            }
            const auto [x, y] = onSpoke(i, spokes.size(), mean->mean);
            outline.points.emplace_back(x, y);
            const MarkInfo info{
                profile.look.ink,
                text({profile.name, ", ", measure.title, ": ", withSpread(*mean, 2),
                      intervalText(input, *profile.row, measure), "\n", std::to_string(mean->n),
                      mean->n == 1 ? " comparison" : " comparisons"}),
                isCeiling ? "" : toText({profile.name, std::string(measure.key), {}, {}}),
                addRow(measure, profile, *mean)};
            radar.points.push_back({x, y, {}, {}, profile.look.shape, 0.5, {}, info});
            const std::optional<Interval> error = errorBar(input, *profile.row, measure);
            seen.push_back(mean->mean);
            if (error)
                seen.insert(seen.end(), {error->from, error->to});
            dots.points.push_back({mean->mean,
                                   static_cast<double>(i) + offset,
                                   error,
                                   {},
                                   profile.look.shape,
                                   0.8,
                                   {},
                                   info});
        }
        if (missing.empty())
            radar.polygons.push_back(std::move(outline));
        else
            spec.warnings.push_back(profile.name + " has no outline, for it lacks " +
                                    joined(missing) + ".");
        spec.legend.push_back({profile.name, LegendEntry::Kind::Point, profile.look.shape,
                               profile.look.dash, profile.look.ink});
    }
};
} // namespace

static ChartSpec buildRadar(const ChartInput &input)
{
    const UsiRow *selected = selectedRow(input);
    if (!selected)
        return empty("There is no simulator to compare with people.");
    Builder builder{input};
    for (const Measure &one : measures())
        if (one.role != InkRole::Total && score(*selected, one))
            builder.spokes.push_back(&one);
    if (builder.spokes.size() < 3)
        return empty("The profile of " + selected->name +
                     " has fewer than three parts: " + missingReason(*selected, "D1_conv") + ".");
    if (const UsiRow *top = peopleRow(input.table))
        builder.profiles.push_back({top,
                                    std::string(peopleName(*top)),
                                    {{InkRole::Ceiling}, MarkShape::Diamond, 1, true}});
    else
        builder.spec.warnings.push_back("No ceiling: one human batch.");
    const std::string other = otherSimulator(input);
    int series = 0;
    std::vector<const UsiRow *> others;
    for (const UsiRow &row : input.table.rows)
        if (row.kind == UsiRow::Kind::Simulator && &row != selected &&
            (other.empty() || row.name == other))
            others.push_back(&row);
    const int count = static_cast<int>(others.size());
    if (count < maxDistinct)
        for (const UsiRow *row : others) {
            const Look how = look(series++, count, false);
            builder.profiles.push_back({row, row->name, how});
        }
    else
        builder.spec.warnings.push_back("The other " + std::to_string(count) +
                                        " simulators are not drawn; choose one to compare with.");
    builder.profiles.push_back({selected, selected->name, look(0, count, true)});

    builder.addPlane();
    const double step =
        0.6 / static_cast<double>(std::max<std::size_t>(builder.profiles.size(), 3));
    for (std::size_t i = 0; i < builder.profiles.size(); ++i)
        builder.add(builder.profiles[i],
                    step * (static_cast<double>(i) -
                            (static_cast<double>(builder.profiles.size()) - 1.0) / 2.0));
    ChartSpec &spec = builder.spec;
    spec.subtitle = text({selected->name, ", rings at 20 … 100 points; bars: ", barName(input)});
    spec.table.header = {"measure", "name", "kind", "score", "low", "high", "batches"};
    for (const Measure *one : builder.spokes)
        builder.dots.y.categories.emplace_back(one->label);
    builder.dots.x = {
        "Similarity to people", "points of 100", scoreRange(builder.seen, {0, 100}), {}, {}, 5.0};
    spec.panels = {std::move(builder.radar), std::move(builder.dots)};
    spec.grid.columns = 2;
    spec.grid.rowWeights = {0.6, 0.4}; // below each other
    return std::move(builder.spec);
}

std::unique_ptr<Chart> radar()
{
    return std::make_unique<Chart>(
        ChartInfo{"radar",
                  "Profile of a simulator",
                  "The parts of the index of one simulator as a shape, with the same numbers as "
                  "dots beside it.",
                  "The closer the shape to the dashed one, the more like people. The area means "
                  "nothing: it depends on the order of the spokes. Read values from the dots.",
                  "User-Sim Index: D1–D4, evaluation agreement, outcome calibration",
                  {.intervals = true},
                  {otherSetting()}},
        buildRadar);
}
} // namespace gapscope::charts
