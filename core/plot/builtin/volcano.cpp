// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/plot_parts.h"

#include <algorithm>
#include <cmath>

namespace gapscope::charts {
namespace {
using namespace plot;

ChartSetting effectSetting()
{
    return {"effect", "Effect", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"cliffs_delta", "Cliff's δ"},
                                                {"hedges_g", "Hedges' g"}};
            }};
}

constexpr double foundAt = 0.05;

struct Builder
{
    ChartSpec spec;
    bool isDelta = true;
    double widest = 0.5;
    double highest = 1.5;
    int unknown = 0;
    int found = 0;
    int open = 0;

    void add(const SimulatorEffects &of, const FeatureEffect &effect, const Look &look,
             bool isSelected)
    {
        const std::optional<double> x = isDelta ? effect.cliffsDelta : effect.hedgesG;
        const FeatureInfo &feature = info(effect.feature);
        const std::optional<double> y =
            effect.q && *effect.q > 0.0 ? std::optional(-std::log10(*effect.q)) : std::nullopt;
        const int row = static_cast<int>(spec.table.rows.size());
        addRow(of, effect, feature, y);
        if (!x || !y) {
            unknown += isSelected ? 1 : 0;
            return;
        }
        const bool isFew = effect.fewEvents();
        open += isFew ? 1 : 0;
        found += isSelected && !isFew && *effect.q < foundAt ? 1 : 0;
        widest = std::max(widest, std::abs(*x));
        highest = std::max(highest, *y);
        const MarkShape shape = isFew                           ? MarkShape::Ring
                                : look.shape == MarkShape::Ring ? MarkShape::Circle
                                                                : look.shape;
        spec.points.push_back(
            {*x,
             *y,
             {},
             {},
             shape,
             isSelected       ? 1.0
             : look.prominent ? 0.6
                              : 0.25,
             isSelected && !isFew && *effect.q < foundAt ? std::string(feature.title) : "",
             {look.ink, tipOf(of, effect, feature),
              toText({of.name, std::string(feature.key), {}, {}}), row}});
    }

    std::string tipOf(const SimulatorEffects &of, const FeatureEffect &effect,
                      const FeatureInfo &feature) const
    {
        const char *unit = feature.isRate ? " %" : "";
        std::string tip = of.name + ", " + std::string(feature.title);
        if (effect.people && effect.sim)
            tip += text({"\npeople ", fixed(*effect.people, 2), unit, ", simulated ",
                         fixed(*effect.sim, 2), unit});
        if (effect.cliffsDelta)
            tip += "\nCliff's δ " + fixed(*effect.cliffsDelta, 3);
        if (effect.cliffsInterval)
            tip += text({", 95 % interval ", fixed(effect.cliffsInterval->low, 3), " to ",
                         fixed(effect.cliffsInterval->high, 3)});
        if (effect.hedgesG)
            tip += "\nHedges' g " + fixed(*effect.hedgesG, 3);
        if (effect.difference)
            tip += text({"\ndifference by task ", fixed(*effect.difference, 2), unit});
        if (effect.interval)
            tip += text({", 95 % interval ", fixed(effect.interval->low, 2), " to ",
                         fixed(effect.interval->high, 2)});
        tip += text({"\np ", fixed(effect.p.value_or(NAN), 4), ", q ",
                     fixed(effect.q.value_or(NAN), 4), ", ", std::to_string(effect.tasks),
                     " tasks\nabove zero in ", std::to_string(effect.peopleEvents), " and ",
                     std::to_string(effect.simEvents), " dialogues"});
        return tip;
    }

    void addRow(const SimulatorEffects &of, const FeatureEffect &effect, const FeatureInfo &feature,
                const std::optional<double> &y)
    {
        const auto low = [](const std::optional<ConfidenceInterval> &range) {
            return range ? TableCell(range->low) : TableCell();
        };
        const auto high = [](const std::optional<ConfidenceInterval> &range) {
            return range ? TableCell(range->high) : TableCell();
        };
        spec.table.rows.push_back({of.name, feature.key, effect.tasks, effect.people, effect.sim,
                                   effect.difference, low(effect.interval), high(effect.interval),
                                   effect.cliffsDelta, low(effect.cliffsInterval),
                                   high(effect.cliffsInterval), effect.hedgesG, effect.p, effect.q,
                                   y, effect.peopleEvents, effect.simEvents});
    }

    /// Of names that would cover each other only the first stays; every mark keeps its tip.
    void thinLabels()
    {
        std::vector<const PointMark *> named;
        for (PointMark &point : spec.points) {
            if (point.label.empty())
                continue;
            const bool covered = std::any_of(named.begin(), named.end(), [&](const auto *other) {
                return std::abs(other->x - point.x) < 0.5 * widest &&
                       std::abs(other->y - point.y) < 0.08 * highest;
            });
            if (covered)
                point.label.clear();
            else
                named.push_back(&point);
        }
    }

    /// Thresholds of Romano et al. 2006; g has none that are agreed on.
    void addThresholds()
    {
        spec.references.push_back(
            {ReferenceLine::Axis::Y, -std::log10(foundAt), "q = .05", true, {InkRole::Guide}});
        if (!isDelta)
            return;
        // Names on alternating sides, for they would overlap on one.
        static constexpr std::pair<double, const char *> steps[] = {
            {0.147, "small"},  {-0.147, ""},     {0.33, ""},
            {-0.33, "medium"}, {0.474, "large"}, {-0.474, ""}};
        for (const auto &[value, label] : steps)
            spec.references.push_back(
                {ReferenceLine::Axis::X, value, label, true, {InkRole::Guide}});
    }
};
} // namespace

static ChartSpec buildVolcano(const ChartInput &input)
{
    const auto &simulators = input.effects->simulators;
    const SimulatorEffects *selected = nullptr;
    if (const UsiRow *row = selectedRow(input))
        for (const SimulatorEffects &one : simulators)
            if (one.name == row->name)
                selected = &one;
    if (!selected)
        return empty("There is no simulator whose features can be held against people's.");
    Builder builder;
    builder.isDelta = chosen(input, effectSetting()) == "cliffs_delta";
    ChartSpec &spec = builder.spec;
    spec.table.header = {
        "simulator", "feature", "tasks",         "people",        "sim",           "difference",
        "low_95",    "high_95", "cliffs_delta",  "delta_low_95",  "delta_high_95", "hedges_g",
        "p",         "q",       "minus_log10_q", "people_events", "sim_events"};
    using Kind = LegendEntry::Kind;
    const int others = static_cast<int>(simulators.size()) - 1;
    std::vector<LegendEntry> rest;
    int other = 0;
    for (const SimulatorEffects &one : simulators) {
        if (&one == selected)
            continue;
        const Look how = look(other++, others, false);
        for (const FeatureEffect &effect : one.features)
            builder.add(one, effect, how, false);
        if (how.prominent)
            rest.push_back({one.name, Kind::Point, how.shape, 0, how.ink});
    }
    if (others >= maxDistinct)
        rest.push_back({"the other " + std::to_string(others) + " simulators",
                        Kind::Point,
                        MarkShape::Circle,
                        0,
                        {InkRole::Context}});
    for (const FeatureEffect &effect : selected->features)
        builder.add(*selected, effect, look(0, others, true), true);
    if (spec.points.empty())
        return empty("No feature could be compared: people and simulators share no task.");
    builder.addThresholds();
    builder.thinLabels();
    spec.subtitle = text({selected->name, ": ", std::to_string(builder.found), " of ",
                          std::to_string(selected->features.size()),
                          " features differ from people at q < .05"});
    spec.legend.push_back({selected->name, Kind::Point, MarkShape::Circle, 0, {InkRole::Sim}});
    spec.legend.insert(spec.legend.end(), rest.begin(), rest.end());
    if (builder.open > 0)
        spec.warnings.push_back("Open marks: above zero in fewer than " +
                                std::to_string(leastEvents) +
                                " dialogues of both sides together; read as noise.");
    if (builder.unknown > 0)
        spec.warnings.push_back(std::to_string(builder.unknown) + " features of " + selected->name +
                                " have no effect or no q and are not drawn.");
    const double edge =
        builder.isDelta ? std::min(1.0, 1.1 * builder.widest) : 1.1 * builder.widest;
    const double pad = 0.03 * edge;
    spec.x = {builder.isDelta ? "Cliff's δ, simulator − people" : "Hedges' g, simulator − people",
              "",
              {-edge - pad, edge + pad},
              {},
              {}};
    spec.y = {"−log₁₀ q", "", {-0.05 * builder.highest, 1.12 * builder.highest}, {}, {}};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> volcano()
{
    return std::make_unique<Chart>(
        ChartInfo{"volcano",
                  "Effects and their certainty",
                  "Which of the differences to people are large, and which of them are more than "
                  "chance.",
                  "High is certain, far from the middle is large; to the right the simulator does "
                  "it more. What lies below the dashed line is not shown to differ.",
                  "Sign-flip test by task, Benjamini–Hochberg q over all features and simulators; "
                  "Cliff 1993",
                  {.effects = true},
                  {effectSetting()}},
        buildVolcano);
}
} // namespace gapscope::charts
