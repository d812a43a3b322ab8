// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/metric_rows.h"
#include "core/plot/plot_parts.h"
#include "core/stats/outlines.h"
#include "core/stats/principal_components.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gapscope::charts {
namespace {
using namespace plot;

constexpr double ellipseShare = 0.9;
/// Below this, the plane leaves out more than it shows.
constexpr double poorPlane = 0.5;

ChartSetting outlineSetting()
{
    return {"outline", "Outline", [](const ChartInput &) {
                return std::vector<ChartChoice>{
                    {"ellipse", "ellipse of 90 %"}, {"hull", "convex hull"}, {"none", "none"}};
            }};
}

/// "PC1, 24.1 % of people's variance: words per turn +, short replies −"
std::string axisTitle(const stats::PrincipalComponents::Axis &axis, int number)
{
    std::vector<const FeatureInfo *> features;
    for (const FeatureInfo &one : featureTable())
        if (one.dimension != Dimension::None)
            features.push_back(&one);
    std::vector<std::size_t> order(axis.direction.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(axis.direction[a]) > std::abs(axis.direction[b]);
    });
    std::string title = text({"PC", std::to_string(number), ", ", fixed(100.0 * axis.share, 1),
                              " % of people's variance: "});
    for (std::size_t i = 0; i < 2; ++i)
        title += text({i > 0 ? ", " : "", axis.direction[order[i]] < 0.0 ? "− " : "+ ",
                       features[order[i]]->title});
    return title;
}

struct Builder
{
    ChartSpec spec;
    std::string outline;
    std::vector<double> xs;
    std::vector<double> ys;

    void add(const std::string &name, const std::string &simulator,
             const std::vector<const MetricDialogue *> &dialogues, const stats::Points &places,
             const Look &look)
    {
        std::vector<stats::PlanePoint> cloud;
        for (std::size_t i = 0; i < dialogues.size(); ++i) {
            const Dialogue &dialogue = *dialogues[i]->dialogue;
            const double x = places[i][0];
            const double y = places[i][1];
            cloud.emplace_back(x, y);
            xs.push_back(x);
            ys.push_back(y);
            const int row = static_cast<int>(spec.table.rows.size());
            spec.table.rows.push_back(
                {name, dialogue.task.value(), dialogue.run, dialogue.id.value(), x, y});
            spec.points.push_back(
                {x,
                 y,
                 {},
                 {},
                 look.shape,
                 0.35,
                 {},
                 {look.ink,
                  text({name, ", ", dialogue.task.value(), ", run ", std::to_string(dialogue.run),
                        "\nPC1 ", fixed(x, 2), ", PC2 ", fixed(y, 2)}),
                  simulator.empty() ? "" : toText({simulator, {}, {}, {}}),
                  row,
                  {dialogue.id}}});
        }
        addOutline(name, cloud, look);
    }

    void addOutline(const std::string &name, const std::vector<stats::PlanePoint> &cloud,
                    const Look &look)
    {
        if (outline == "none")
            return;
        PolygonMark mark;
        mark.points = outline == "hull" ? stats::convexHull(cloud)
                                        : stats::densityEllipse(cloud, ellipseShare);
        if (mark.points.size() < 3) {
            spec.warnings.push_back(name + ": too few different dialogues for an outline.");
            return;
        }
        mark.filled = false;
        mark.dash = look.dash;
        mark.info.ink = look.ink;
        for (const auto &[x, y] : mark.points) {
            xs.push_back(x);
            ys.push_back(y);
        }
        spec.polygons.push_back(std::move(mark));
    }

    void setRanges(const stats::PrincipalComponents &components)
    {
        const auto range = [](const std::vector<double> &values) {
            const auto [low, high] = std::minmax_element(values.begin(), values.end());
            const double pad = std::max(0.05 * (*high - *low), 0.1);
            return Interval{*low - pad, *high + pad};
        };
        spec.x = {axisTitle(components.axes[0], 1), "", range(xs), {}, {}};
        spec.y = {axisTitle(components.axes[1], 2), "", range(ys), {}, {}};
    }
};

/// "coverage 0.50 [0.41, 0.58], people among themselves 0.93"
std::string shareText(const std::vector<MetricRow> &rows, const std::string &simulator,
                      std::string_view item)
{
    const MetricRow *row = rowOf(rows, simulator, item);
    if (!row || !row->value)
        return text({item, " – (", row ? row->missing : "not computed", ")"});
    std::string out = text({item, " ", fixed(*row->value, 2)});
    if (row->interval)
        out += text({" [", fixed(row->interval->low, 2), ", ", fixed(row->interval->high, 2), "]"});
    if (row->floor)
        out += ", people " + fixed(*row->floor, 2);
    return out;
}
} // namespace

static ChartSpec buildVariationMap(const ChartInput &input)
{
    const MetricSimulator *simulator = sampled(input);
    if (!simulator)
        return empty("There is no simulator to compare with people.");
    const metrics::Comparison sides =
        metrics::compareOn(input.sample->people, simulator->dialogues);
    if (sides.real.empty() || sides.sim.empty())
        return empty("People and " + simulator->name + " share no task with user turns.");
    const stats::Points raw = metrics::featurePoints(sides.real);
    const stats::Scaling scaling = *stats::scalingOf(raw);
    const stats::Points real = scaling.applied(raw);
    const auto components = stats::principalComponents(real);
    if (!components)
        return empty("People's dialogues do not vary: there is nothing to map.");

    Builder builder;
    ChartSpec &spec = builder.spec;
    builder.outline = chosen(input, outlineSetting());
    spec.table.header = {"side", "task", "run", "dialogue", "pc1", "pc2"};
    const auto place = [&](const std::vector<const MetricDialogue *> &dialogues) {
        return components->applied(scaling.applied(metrics::featurePoints(dialogues)), 2);
    };
    using Kind = LegendEntry::Kind;
    const auto entry = [](const std::string &name, std::size_t n, const Look &look) {
        return LegendEntry{text({name, ", n = ", std::to_string(n)}), Kind::Point, look.shape,
                           look.dash, look.ink};
    };
    const Look people{{InkRole::Real}, MarkShape::Square, 0, true};
    builder.add("people", {}, sides.real, place(sides.real), people);
    spec.legend.push_back(entry("people", sides.real.size(), people));
    const std::string otherName = otherSimulator(input);
    if (const MetricSimulator *other = otherName.empty() ? nullptr : sampled(input, otherName)) {
        const metrics::Comparison both = metrics::compareOn(input.sample->people, other->dialogues);
        const Look how = look(0, 1, false);
        builder.add(other->name, other->name, both.sim, place(both.sim), how);
        spec.legend.push_back(entry(other->name, both.sim.size(), how));
    }
    const Look sim = look(0, 0, true);
    builder.add(simulator->name, simulator->name, sides.sim, place(sides.sim), sim);
    spec.legend.push_back(entry(simulator->name, sides.sim.size(), sim));
    const std::vector<MetricRow> rows = metricRows(input, "coverage", {simulator->name});
    spec.subtitle = text({simulator->name, ": ", shareText(rows, simulator->name, "coverage"), "; ",
                          shareText(rows, simulator->name, "precision")});
    const double shown = components->axes[0].share + components->axes[1].share;
    if (shown < poorPlane)
        spec.warnings.push_back(text({"The plane shows ", fixed(100.0 * shown, 1),
                                      " % of how people vary; coverage and precision count all 19 "
                                      "features."}));
    builder.setRanges(*components);
    return std::move(builder.spec);
}

std::unique_ptr<Chart> variation_map()
{
    return std::make_unique<Chart>(
        ChartInfo{"variation_map",
                  "Map of human variation",
                  "Whether simulated dialogues spread over the same ground as those of people; "
                  "one mark per dialogue.",
                  "Ground with people and without simulated dialogues: nobody simulates such "
                  "users. Coverage is the share of people with a simulated dialogue near them, "
                  "precision the share of simulated dialogues near a person.",
                  "Principal components of the 19 features, fitted on people; Naeem et al. 2020",
                  {.sample = true},
                  {outlineSetting(), otherSetting()}},
        buildVariationMap);
}
} // namespace gapscope::charts
