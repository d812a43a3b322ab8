// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/plot_parts.h"
#include "core/stats/events.h"

#include <algorithm>

namespace gapscope::charts {
namespace {
using namespace plot;

std::string shown(const std::optional<double> &value, bool isRate)
{
    if (!value)
        return "–";
    return isRate ? fixed(*value, 1) + " %" : fixed(*value, 2);
}

struct Builder
{
    ChartSpec spec;
    std::string simulator;
    std::vector<std::string> absent;
    std::vector<std::string> rare;

    void addHeading(Dimension dimension, const UsiRow &row, const UsiRow *people)
    {
        const Measure &of = *measure(key(dimension));
        spec.y.headings.push_back(static_cast<int>(spec.y.categories.size()));
        spec.y.categories.emplace_back(of.label);
        const std::optional<Spread> mean = score(row, of);
        for (SideColumn &column : spec.columns)
            column.cells.emplace_back();
        spec.columns[2].cells.back() = mean ? fixed(mean->mean, 1) : "–";
        const std::optional<Spread> goal = people ? score(*people, of) : std::nullopt;
        spec.columns[3].cells.back() = goal ? fixed(goal->mean, 1) : "–";
    }

    void addFeature(const FeatureGap &gap)
    {
        const FeatureInfo &feature = info(gap.feature);
        const std::string title(feature.title);
        const auto y = static_cast<double>(spec.y.categories.size());
        const int row = static_cast<int>(spec.table.rows.size());
        spec.y.categories.push_back(title);
        spec.columns[0].cells.push_back(shown(gap.real, feature.isRate));
        spec.columns[1].cells.push_back(shown(gap.sim, feature.isRate));
        std::string dice = gap.dice ? fixed(*gap.dice, 2) : "–";
        const bool isRare = gap.realEvents + gap.simEvents < leastEvents;
        if (gap.dice && isRare) {
            dice += "*";
            rare.push_back(title);
        }
        spec.columns[2].cells.push_back(dice);
        spec.columns[3].cells.push_back(gap.floor ? fixed(*gap.floor, 2) : "–");
        spec.table.rows.push_back({code(feature.dimension), feature.key, title,
                                   feature.isRate ? "%" : "", gap.real, gap.sim, gap.dice,
                                   gap.floor, gap.realEvents, gap.simEvents});
        if (!gap.real || !gap.sim) {
            absent.push_back(title);
            return;
        }
        // Each row has its own scale: shares, words and ratios share no axis.
        const double largest = std::max(*gap.real, *gap.sim);
        const double scale = largest > 0.0 ? 100.0 / largest : 0.0;
        const double real = *gap.real * scale;
        const double sim = *gap.sim * scale;
        const std::string tip =
            text({title, "\nreal ", shown(gap.real, feature.isRate), ", in ",
                  std::to_string(gap.realEvents), " dialogues\n", simulator, " ",
                  shown(gap.sim, feature.isRate), ", in ", std::to_string(gap.simEvents),
                  " dialogues\nsimilarity (Dice) ", gap.dice ? fixed(*gap.dice, 4) : "–",
                  "\npeople among themselves ", gap.floor ? fixed(*gap.floor, 4) : "–"});
        const std::string target = toText({simulator, std::string(feature.key), {}, {}});
        spec.segments.push_back({real, y, sim, y, false, {{InkRole::Context}, {}, {}, -1}});
        spec.points.push_back(
            {real, y, {}, {}, MarkShape::Square, 1.0, {}, {{InkRole::Real}, tip, target, row}});
        spec.points.push_back(
            {sim, y, {}, {}, MarkShape::Circle, 1.0, {}, {{InkRole::Sim}, tip, target, row}});
    }
};
} // namespace

static ChartSpec buildFeatures(const ChartInput &input)
{
    const UsiRow *row = selectedRow(input);
    const SimulatorDetail *detail = selectedDetail(input);
    if (!row)
        return empty("There is no simulator to compare with people.");
    if (!detail || detail->features.empty())
        return empty("The features of " + row->name +
                     " could not be compared: " + missingReason(*row, "D1_conv") + ".");
    Builder builder;
    builder.simulator = row->name;
    ChartSpec &spec = builder.spec;
    spec.subtitle = row->name + " against people, each row on its own scale";
    spec.columns = {
        {"Real", {}, false}, {"Sim", {}, false}, {"Dice", {}, false}, {"People", {}, true}};
    spec.table.header = {"dimension", "feature", "title", "unit",        "real",
                         "sim",       "dice",    "floor", "real_events", "sim_events"};
    for (const Dimension dimension : {Dimension::Conversation, Dimension::Information,
                                      Dimension::Clarification, Dimension::Reaction}) {
        const auto belongs = [&](const FeatureGap &gap) {
            return info(gap.feature).dimension == dimension;
        };
        if (std::none_of(detail->features.begin(), detail->features.end(), belongs))
            continue;
        builder.addHeading(dimension, *row, peopleRow(input.table));
        for (const FeatureGap &gap : detail->features)
            if (belongs(gap))
                builder.addFeature(gap);
    }
    if (spec.points.empty())
        return empty("No feature of " + row->name + " could be computed on both sides.");
    if (!builder.absent.empty())
        spec.warnings.push_back("Not computed on one side: " + joined(builder.absent) + ".");
    if (!builder.rare.empty())
        spec.warnings.push_back("* in fewer than " + std::to_string(leastEvents) +
                                " dialogues of both sides together: this Dice depends on chance.");
    spec.legend = {{"real users", LegendEntry::Kind::Point, MarkShape::Square, 0, {InkRole::Real}},
                   {row->name, LegendEntry::Kind::Point, MarkShape::Circle, 0, {InkRole::Sim}}};
    spec.x = {"Share of the larger of the two values", "%", {-4.0, 104.0}, {}, {}, 10.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> features()
{
    return std::make_unique<Chart>(
        ChartInfo{"features",
                  "Features, real and simulated",
                  "The 19 features of the index, real users against one simulator, with their "
                  "similarity.",
                  "The farther apart the two marks of a row, the larger the gap; a mark near 0 "
                  "means one side hardly does it. Shares are of user turns or dialogues.",
                  "User-Sim Index: per-feature Dice 2·min/(real + sim)",
                  {},
                  {},
                  false,
                  ChartGroup::Features},
        buildFeatures);
}
} // namespace gapscope::charts
