// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"
#include "core/stats/linkage.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gapscope::charts {
namespace {
using namespace plot;

/// The colour scale ends at a ratio of 8 to 1; the printed values do not.
constexpr double scaleEnd = 3.0;
/// Up to here simulators are columns and features rows with readable names.
constexpr std::size_t maxColumns = 6;

/// log2(sim / real); 0 where both are 0, infinite where one is, none where one is unknown.
std::optional<double> logRatio(const FeatureGap &gap)
{
    if (!gap.real || !gap.sim)
        return {};
    if (*gap.real == *gap.sim)
        return 0.0;
    if (*gap.real <= 0.0)
        return std::numeric_limits<double>::infinity();
    if (*gap.sim <= 0.0)
        return -std::numeric_limits<double>::infinity();
    return std::log2(*gap.sim / *gap.real);
}

/// People are as far apart among themselves.
bool isWithinFloor(const FeatureGap &gap)
{
    return gap.dice && gap.floor && *gap.dice >= *gap.floor;
}

std::string ratioText(double ratio)
{
    if (std::isinf(ratio))
        return ratio > 0 ? "+∞" : "−∞";
    const std::string text = fixed(ratio, 1);
    return ratio > 0 && text != "0.0" ? "+" + text : text;
}

std::string floorText(const FeatureGap &gap)
{
    if (!gap.dice || !gap.floor)
        return {};
    return "\nsimilarity (Dice) " + fixed(*gap.dice, 3) + ", people among themselves " +
           fixed(*gap.floor, 3);
}

ChartSetting orderSetting()
{
    return {"order", "Order", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"dimension", "by dimension"},
                                                {"clustered", "like beside like"}};
            }};
}

ChartSetting valuesSetting()
{
    return {"values", "Values", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"printed", "printed"}, {"hidden", "hidden"}};
            }};
}

struct Cells
{
    ChartSpec spec;
    bool isPrinted = true;
    bool featuresAreRows = true;
    int unknown = 0;
    int oneSided = 0;
    int within = 0;

    void add(const SimulatorDetail &detail, const FeatureGap &gap, double feature, double simulator)
    {
        const FeatureInfo &of = info(gap.feature);
        const std::optional<double> ratio = logRatio(gap);
        const int row = static_cast<int>(spec.table.rows.size());
        const bool isFinite = ratio && std::isfinite(*ratio);
        spec.table.rows.push_back({detail.name, of.key, gap.real, gap.sim,
                                   isFinite ? TableCell(*ratio) : TableCell(), gap.dice,
                                   gap.floor});
        const double x = featuresAreRows ? simulator : feature;
        const double y = featuresAreRows ? feature : simulator;
        if (!ratio) {
            ++unknown;
            spec.texts.push_back({x, y, "–", {InkRole::Context}});
            return;
        }
        oneSided += std::isinf(*ratio) ? 1 : 0;
        const double value = std::clamp(*ratio / scaleEnd, -1.0, 1.0);
        const char *unit = of.isRate ? " %" : "";
        const bool isWithin = isWithinFloor(gap);
        within += isWithin ? 1 : 0;
        const std::string label = ratioText(*ratio);
        spec.bars.push_back({{x - 0.5, x + 0.5},
                             {y - 0.5, y + 0.5},
                             !isPrinted ? ""
                             : isWithin ? "(" + label + ")"
                                        : label,
                             BarMark::LabelPlace::Centre,
                             {{InkRole::Diverging, 0, value},
                              detail.name + ", " + std::string(of.title) + "\nreal " +
                                  fixed(*gap.real, 2) + unit + ", simulated " + fixed(*gap.sim, 2) +
                                  unit + "\nlog₂(sim / real) " + label + floorText(gap),
                              toText({detail.name, std::string(of.key), {}, {}}),
                              row}});
    }
};

/// The features of the index in the order of its dimensions.
std::vector<Feature> orderedFeatures()
{
    std::vector<Feature> order;
    for (const Dimension dimension : {Dimension::Conversation, Dimension::Information,
                                      Dimension::Clarification, Dimension::Reaction})
        for (const FeatureInfo &one : featureTable())
            if (one.dimension == dimension)
                order.push_back(one.feature);
    return order;
}

std::string featureLabel(Feature feature)
{
    const FeatureInfo &of = info(feature);
    return std::string(code(of.dimension)) + " " + std::string(of.title);
}
/// What a cell's colour shows, −1 to 1; none for an unknown cell.
std::optional<double> shade(const SimulatorDetail &detail, Feature feature)
{
    for (const FeatureGap &gap : detail.features) {
        if (gap.feature != feature)
            continue;
        const std::optional<double> ratio = logRatio(gap);
        return ratio ? std::optional(std::clamp(*ratio / scaleEnd, -1.0, 1.0)) : std::nullopt;
    }
    return {};
}

/// Mean difference of two rows of shades over the cells both have; the farthest for none.
double distance(const std::vector<std::optional<double>> &a,
                const std::vector<std::optional<double>> &b)
{
    double sum = 0.0;
    int n = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!a[i] || !b[i])
            continue;
        sum += std::abs(*a[i] - *b[i]);
        ++n;
    }
    return n > 0 ? sum / n : 2.0;
}

std::vector<std::size_t> clustered(const std::vector<std::vector<std::optional<double>>> &rows)
{
    std::vector<double> distances;
    for (const auto &a : rows)
        for (const auto &b : rows)
            distances.push_back(distance(a, b));
    return stats::averageLinkageOrder(distances, rows.size());
}

template <class T>
std::vector<T> arranged(const std::vector<T> &things, const std::vector<std::size_t> &order)
{
    std::vector<T> out;
    for (const std::size_t at : order)
        out.push_back(things[at]);
    return out;
}

/// Both axes so that what behaves alike stands side by side.
void cluster(std::vector<const SimulatorDetail *> &details, std::vector<Feature> &features)
{
    std::vector<std::vector<std::optional<double>>> bySimulator(details.size());
    std::vector<std::vector<std::optional<double>>> byFeature(features.size());
    for (std::size_t s = 0; s < details.size(); ++s)
        for (std::size_t f = 0; f < features.size(); ++f) {
            bySimulator[s].push_back(shade(*details[s], features[f]));
            byFeature[f].push_back(bySimulator[s].back());
        }
    details = arranged(details, clustered(bySimulator));
    features = arranged(features, clustered(byFeature));
}
} // namespace

static ChartSpec buildHeatmap(const ChartInput &input)
{
    std::vector<const SimulatorDetail *> details;
    for (const SimulatorDetail &one : input.table.details)
        if (!one.features.empty())
            details.push_back(&one);
    if (details.empty())
        return empty("No simulator has features to compare with people.");

    Cells cells;
    ChartSpec &spec = cells.spec;
    cells.featuresAreRows = details.size() <= maxColumns;
    PlotAxis &featureAxis = cells.featuresAreRows ? spec.y : spec.x;
    PlotAxis &simulatorAxis = cells.featuresAreRows ? spec.x : spec.y;
    std::vector<Feature> order = orderedFeatures();
    if (chosen(input, orderSetting()) == "clustered")
        cluster(details, order);
    cells.isPrinted = chosen(input, valuesSetting()) == "printed";
    for (const Feature feature : order)
        featureAxis.categories.push_back(featureLabel(feature));
    spec.subtitle = "log₂(simulated / real): +1 is twice as much as people, −1 half as much";
    spec.table.header = {"simulator", "feature", "real", "sim", "log2_ratio", "dice", "floor"};
    for (std::size_t s = 0; s < details.size(); ++s) {
        simulatorAxis.categories.push_back(details[s]->name);
        for (std::size_t f = 0; f < order.size(); ++f)
            for (const FeatureGap &gap : details[s]->features)
                if (gap.feature == order[f])
                    cells.add(*details[s], gap, double(f), double(s));
    }
    if (spec.bars.empty())
        return empty("No feature could be computed on both sides.");
    if (cells.unknown > 0)
        spec.warnings.push_back(cells.unknown == 1 ? "One cell without a value is shown as –."
                                                   : std::to_string(cells.unknown) +
                                                         " cells without a value are shown as –.");
    if (cells.oneSided > 0 && cells.isPrinted)
        spec.labelNotes.push_back("±∞: only one side ever does it.");
    if (cells.within > 0 && cells.isPrinted)
        spec.labelNotes.push_back("( ): no further apart than people are among themselves.");
    using Kind = LegendEntry::Kind;
    const auto step = [](const char *label, double value) {
        return LegendEntry{label, Kind::Bar, MarkShape::Square, 0, {InkRole::Diverging, 0, value}};
    };
    spec.legend = {step("1/8 or less", -1.0), step("half", -1.0 / scaleEnd), step("equal", 0.0),
                   step("twice", 1.0 / scaleEnd), step("8 times or more", 1.0)};
    return std::move(cells.spec);
}

std::unique_ptr<Chart> heatmap()
{
    return std::make_unique<Chart>(
        ChartInfo{"heatmap",
                  "Simulators by features",
                  "For every simulator and feature, how much more or less it does it than people.",
                  "Orange cells: the simulator does it more often than people; blue cells: less "
                  "often. A column or row of one colour is a common trait.",
                  "Signed log ratio of the feature means of the User-Sim Index; order by average "
                  "linkage",
                  {},
                  {orderSetting(), valuesSetting()},
                  false,
                  ChartGroup::Features},
        buildHeatmap);
}
} // namespace gapscope::charts
