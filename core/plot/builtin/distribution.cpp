// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/distribution_rows.h"
#include "core/plot/sample_parts.h"

#include <algorithm>
#include <map>

namespace gapscope::charts {
namespace {
using namespace plot;
using metrics::Comparison;

ChartSetting formSetting()
{
    return {"form", "Form", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"ecdf", "cumulative curves"},
                                                {"box", "box per simulator"},
                                                {"violin", "violin per simulator"},
                                                {"ridgeline", "ridgeline per simulator"}};
            }};
}

using SideOf = std::vector<const MetricDialogue *> Comparison::*;

/// The dialogues of a side with the same value.
struct Step
{
    double value = 0.0;
    std::vector<DialogueId> dialogues;
};

std::vector<Step> stepsOf(const std::vector<const MetricDialogue *> &dialogues, Feature feature)
{
    std::map<double, Step> steps;
    for (const MetricDialogue *one : dialogues) {
        const double value = (*one->features)[feature];
        Step &step = steps[value];
        step.value = value;
        step.dialogues.push_back(one->dialogue->id);
    }
    std::vector<Step> all;
    for (auto &[value, step] : steps)
        all.push_back(std::move(step));
    return all;
}

/// What people's curve may be at the values of `steps`: the range of their batches, or, of one
/// batch, 95 % by drawing tasks. Error: only Cancelled.
Result<std::vector<std::optional<Interval>>> peopleBand(const Comparison &comparison,
                                                        const std::vector<Step> &steps,
                                                        Feature feature, const MetricInput &sample,
                                                        JobContext &job)
{
    std::map<int, std::vector<double>> batches;
    std::vector<std::pair<double, int>> values;
    std::vector<double> perTask(comparison.tasks.size(), 0.0);
    for (std::size_t i = 0; i < comparison.real.size(); ++i) {
        const double value = (*comparison.real[i]->features)[feature];
        batches[comparison.real[i]->dialogue->run].push_back(value);
        values.emplace_back(value, comparison.realTask[i]);
        perTask[static_cast<std::size_t>(comparison.realTask[i])] += 1.0;
    }
    std::vector<std::optional<Interval>> band;
    if (batches.size() > 1) {
        for (const Step &step : steps) {
            Interval range{1.0, 0.0};
            for (const auto &[run, of] : batches) {
                const auto below = std::count_if(of.begin(), of.end(),
                                                 [&](double value) { return value <= step.value; });
                const double share = static_cast<double>(below) / static_cast<double>(of.size());
                range = {std::min(range.from, share), std::max(range.to, share)};
            }
            band.emplace_back(range);
        }
        return band;
    }
    std::sort(values.begin(), values.end());
    const metrics::TaskBootstrap bootstrap(perTask.size(), sample.draws, sample.seed);
    std::vector<double> below(perTask.size(), 0.0);
    std::size_t next = 0;
    for (const Step &step : steps) {
        for (; next < values.size() && values[next].first <= step.value; ++next)
            below[static_cast<std::size_t>(values[next].second)] += 1.0;
        const auto interval =
            bootstrap.interval(static_cast<double>(next) / static_cast<double>(values.size()), job,
                               [&](std::span<const int> weights) -> std::optional<double> {
                                   double part = 0.0;
                                   double all = 0.0;
                                   for (std::size_t task = 0; task < weights.size(); ++task) {
                                       part += weights[task] * below[task];
                                       all += weights[task] * perTask[task];
                                   }
                                   return all > 0.0 ? std::optional(part / all) : std::nullopt;
                               },
                               {});
        if (!interval)
            return interval.error();
        band.push_back(*interval ? std::optional(Interval{(*interval)->low, (*interval)->high})
                                 : std::nullopt);
    }
    return band;
}

struct Curves
{
    const ChartInput &input;
    const FeatureInfo &feature;
    double scale = 1.0;
    ChartSpec spec;
    Interval seen{0.0, 0.0};

    void add(const SampleSide &side, const std::vector<Step> &steps,
             const std::vector<std::optional<Interval>> &band)
    {
        std::size_t all = 0;
        for (const Step &step : steps)
            all += step.dialogues.size();
        LineMark line;
        line.ink = side.look.ink;
        line.dash = side.look.dash;
        line.emphasised = true;
        std::vector<std::pair<double, double>> points{{scale * steps.front().value, 0.0}};
        std::size_t below = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Step &step = steps[i];
            below += step.dialogues.size();
            const double share = 100.0 * static_cast<double>(below) / static_cast<double>(all);
            points.emplace_back(scale * step.value, share);
            const Interval *range = i < band.size() && band[i] ? &*band[i] : nullptr;
            std::string tip =
                text({side.name, ", ", feature.title, " ", fixed(scale * step.value, 2),
                      feature.isRate ? " %" : "", " or less: ", fixed(share, 1), " % of ",
                      counted(all, "dialogue", "dialogues"), "\n",
                      counted(step.dialogues.size(), "dialogue", "dialogues"), " with this value"});
            if (range)
                tip += text({"\nband of people ", fixed(100.0 * range->from, 1), "–",
                             fixed(100.0 * range->to, 1), " %"});
            spec.points.push_back(
                {scale * step.value,
                 share,
                 {},
                 {},
                 MarkShape::None,
                 0.5,
                 {},
                 {side.look.ink, tip,
                  side.simulator ? toText({side.name, std::string(feature.key), {}, {}}) : "",
                  static_cast<int>(spec.table.rows.size()), step.dialogues}});
            spec.table.rows.push_back({"curve", side.name, step.value, share / 100.0,
                                       range ? TableCell(range->from) : TableCell(),
                                       range ? TableCell(range->to) : TableCell(),
                                       static_cast<int>(step.dialogues.size()), TableCell(),
                                       TableCell()});
        }
        seen = {std::min(seen.from, points.front().first), std::max(seen.to, points.back().first)};
        line.points = std::move(points);
        spec.lines.push_back(std::move(line));
        spec.legend.push_back({text({side.name, ", n ", std::to_string(all)}),
                               LegendEntry::Kind::Line, MarkShape::None, side.look.dash,
                               side.look.ink});
    }

    void addBand(const std::vector<Step> &steps, const std::vector<std::optional<Interval>> &band,
                 double last)
    {
        std::vector<std::pair<double, double>> lower;
        std::vector<std::pair<double, double>> upper;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (!band[i])
                continue;
            lower.emplace_back(scale * steps[i].value, 100.0 * band[i]->from);
            upper.emplace_back(scale * steps[i].value, 100.0 * band[i]->to);
        }
        if (lower.empty())
            return;
        BandMark mark;
        mark.ink = {InkRole::Real};
        for (const auto &[x, y] : stepCurve(lower, last)) {
            mark.x.push_back(x);
            mark.lower.push_back(y);
        }
        for (const auto &[x, y] : stepCurve(upper, last))
            mark.upper.push_back(y);
        spec.bands.push_back(std::move(mark));
    }

    void addStatistic(const char *part, const MetricRow &row)
    {
        spec.table.rows.push_back({part, row.simulator, row.value, TableCell(),
                                   row.interval ? TableCell(row.interval->low) : TableCell(),
                                   row.interval ? TableCell(row.interval->high) : TableCell(),
                                   row.n, row.p, row.floor});
    }
};

/// KS and W1 of the sides against people: subtitle, warnings and table rows. Error: Cancelled.
Result<void> addStatistics(Curves &curves, const std::vector<SampleSide> &sides)
{
    const MetricInput sample = sampleOf(*curves.input.sample, sides);
    JobContext own;
    JobContext &job = curves.input.job ? *curves.input.job : own;
    const Result<DistanceRows> rows = distanceRows(sample, curves.feature.feature, true, job);
    if (!rows)
        return rows.error();
    for (const SampleSide &side : sides) {
        const MetricRow *ks = rowOf(rows->ks, side.name, curves.feature.key);
        const MetricRow *w1 = rowOf(rows->wasserstein, side.name, curves.feature.key);
        if (!side.simulator || !ks || !w1)
            continue;
        curves.spec.subtitle +=
            text({curves.spec.subtitle.empty() ? "" : "; ", side.name, ": KS ",
                  estimateText(*ks, 2), ks->p ? " (" + pText(*ks->p) + ")" : "", ", W1 ",
                  estimateText(*w1, curves.feature.isRate ? 1 : 2, curves.scale),
                  curves.feature.isRate ? " points" : ""});
        warnOf(*ks, side.name + ", KS", curves.spec);
        curves.addStatistic("ks", *ks);
        curves.addStatistic("wasserstein", *w1);
    }
    return {};
}

ChartSpec buildCurves(const ChartInput &input, const FeatureInfo &feature)
{
    const std::vector<SampleSide> sides = sampleSides(input);
    if (sides.empty())
        return empty(noSidesReason(input));
    const Comparison first =
        metrics::compareOn(input.sample->people, sides[1].simulator->dialogues);
    if (const std::string reason = metrics::whyNothing(*input.sample, *sides[1].simulator, first);
        !reason.empty())
        return empty(sides[1].name + ": " + reason + ".");
    Curves curves{input, feature, feature.isRate ? 100.0 : 1.0, {}, {}};
    curves.spec.table.header = {"part", "name", "value", "share", "low", "high", "n", "p", "floor"};
    JobContext own;
    const std::vector<Step> people = stepsOf(first.real, feature.feature);
    const auto band =
        peopleBand(first, people, feature.feature, *input.sample, input.job ? *input.job : own);
    if (!band)
        return empty(cancelledReason);
    curves.seen = {curves.scale * people.front().value, curves.scale * people.back().value};
    curves.add(sides[0], people, *band);
    std::vector<SampleSide> drawn{sides[0]};
    for (std::size_t i = 1; i < sides.size(); ++i) {
        const Comparison comparison =
            metrics::compareOn(input.sample->people, sides[i].simulator->dialogues);
        if (comparison.sim.empty()) {
            curves.spec.warnings.push_back(sides[i].name + " has no dialogue to compare.");
            continue;
        }
        if (comparison.tasks != first.tasks)
            curves.spec.warnings.push_back(sides[i].name + " is compared on " +
                                           counted(comparison.tasks.size(), "task", "tasks") +
                                           ", not the tasks of the curve of people.");
        curves.add(sides[i], stepsOf(comparison.sim, feature.feature), {});
        drawn.push_back(sides[i]);
    }
    // Every curve goes on to the end of the longest.
    const double last = curves.seen.to;
    for (LineMark &line : curves.spec.lines)
        line.points = stepCurve(line.points, last);
    curves.addBand(people, *band, last);
    if (!addStatistics(curves, drawn))
        return empty(cancelledReason);
    warnOfAbsentOther(input, curves.spec);
    std::set<int> batches;
    for (const MetricDialogue *one : first.real)
        batches.insert(one->dialogue->run);
    ChartSpec &spec = curves.spec;
    spec.legend.push_back({batches.size() > 1
                               ? "range of " + std::to_string(batches.size()) + " batches of people"
                               : "95 % interval of people",
                           LegendEntry::Kind::Band,
                           MarkShape::Circle,
                           0,
                           {InkRole::Real}});
    warnOfOneBatch(*input.sample, "the band is an interval over resampled tasks", spec);
    const double pad = std::max(0.02 * (curves.seen.to - curves.seen.from), 1e-3);
    spec.x = {std::string(feature.title),
              feature.isRate ? "%" : "",
              {curves.seen.from - pad, curves.seen.to + pad},
              {},
              {},
              0.0};
    spec.y = {"Dialogues at or below", "%", {-2.0, 102.0}, {}, {}, 10.0};
    return std::move(curves.spec);
}
} // namespace

static ChartSpec buildDistribution(const ChartInput &input)
{
    const FeatureInfo &feature = info(chosenFeature(input));
    const std::string form = chosen(input, formSetting());
    if (form == "ecdf")
        return buildCurves(input, feature);
    return distributionRows(input, feature,
                            form == "box"      ? RowForm::Box
                            : form == "violin" ? RowForm::Violin
                                               : RowForm::Ridgeline);
}

std::unique_ptr<Chart> distribution()
{
    return std::make_unique<Chart>(
        ChartInfo{
            "distribution",
            "Distribution of a feature",
            "How a feature spreads over the dialogues of people and of simulators, not only "
            "its mean.",
            "Curves farther right have larger values, steeper ones less variation; KS is the "
            "largest vertical distance, W1 the area between two curves. What stays within the "
            "band of people is as people are among themselves.",
            "Empirical distribution functions; Kolmogorov–Smirnov; Wasserstein-1; "
            "task-cluster bootstrap",
            {.sample = true},
            {featureSetting(), formSetting(), otherSetting()},
            true},
        buildDistribution);
}
} // namespace gapscope::charts
