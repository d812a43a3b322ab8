// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"

#include "core/metrics/weighted_levels.h"
#include "core/stats/distances.h"
#include "core/stats/events.h"
#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>
#include <utility>

namespace gapscope::metrics {
namespace {
std::vector<double> valuesOf(const std::vector<Samples::Number> &numbers)
{
    std::vector<double> values;
    values.reserve(numbers.size());
    for (const Samples::Number &number : numbers)
        values.push_back(number.value);
    return values;
}

int eventsIn(const std::vector<Samples::Number> &numbers)
{
    return static_cast<int>(std::count_if(numbers.begin(), numbers.end(),
                                          [](const auto &number) { return number.value > 0.0; }));
}

/// Floors by item, of one set of tasks.
using FloorByItem = std::map<std::string, double>;

FloorByItem floorsOn(const MetricInput &input, const std::vector<TaskKey> &tasks,
                     const Collect &collect, const SampleMeasure &measure)
{
    std::map<std::string, std::vector<double>> values;
    for (const Comparison &comparison : floorComparisons(input, tasks)) {
        for (const Samples &samples : collect(comparison)) {
            WeightedLevels levels(measure.bins && !samples.categories ? binned(samples) : samples);
            const std::optional<double> value = measure.compare(levels.plain());
            if (!value || (measure.floor == FloorKind::Ratio && *value <= 0.0))
                continue;
            values[samples.item].push_back(measure.floor == FloorKind::Ratio
                                               ? std::abs(std::log(*value))
                                           : measure.floor == FloorKind::MeanSize ? std::abs(*value)
                                                                                  : *value);
        }
    }
    FloorByItem floors;
    for (const auto &[item, of] : values) {
        const double mean = *stats::mean(of);
        floors[item] = measure.floor == FloorKind::Ratio ? std::exp(mean) : mean;
    }
    return floors;
}

Result<MetricRow> rowOf(const std::string &simulator, const Samples &samples, std::size_t tasks,
                        const SampleMeasure &measure, const TaskBootstrap &bootstrap,
                        JobContext &job)
{
    if (samples.real.empty() || samples.sim.empty())
        return missingRow(simulator, samples.item,
                          samples.real.empty() ? "no value among people"
                                               : "no value of the simulator");
    MetricRow row;
    row.simulator = simulator;
    row.item = samples.item;
    row.n = static_cast<int>(tasks);
    WeightedLevels raw(samples);
    if (!samples.categories || measure.ofSide != stats::meanOf) {
        row.real = measure.ofSide(raw.plain(), stats::Side::Real);
        row.sim = measure.ofSide(raw.plain(), stats::Side::Sim);
    }
    WeightedLevels levels =
        measure.bins && !samples.categories ? WeightedLevels(binned(samples)) : std::move(raw);
    row.value = measure.compare(levels.plain());
    if (samples.countsEvents && eventsIn(samples.real) + eventsIn(samples.sim) < leastEvents)
        row.notes.emplace_back("fewer than 10 events");
    if (!row.value) {
        row.missing = measure.undefined;
        return row;
    }
    if (measure.test) {
        const auto test = stats::kolmogorovSmirnov(valuesOf(samples.real), valuesOf(samples.sim));
        row.p = test->p;
        if (!test->exact)
            row.notes.emplace_back("p from the limit distribution");
    }
    if (measure.remark)
        row.notes.push_back(measure.remark(*row.value));
    const auto interval = bootstrap.interval(
        *row.value, job,
        [&](std::span<const int> weights) { return measure.compare(levels.weighted(weights)); },
        {0, measure.mostDistance});
    if (!interval)
        return interval.error();
    row.interval = *interval;
    return row;
}
} // namespace

Result<std::vector<MetricRow>> compareSamples(const MetricInput &input, JobContext &job,
                                              const Collect &collect, const SampleMeasure &measure)
{
    std::vector<MetricRow> rows;
    Bootstraps bootstraps(input);
    std::map<std::vector<TaskKey>, FloorByItem> floors;
    std::int64_t done = 0;
    for (const MetricSimulator &simulator : input.simulators) {
        if (job.cancelled())
            return cancelledError();
        const Comparison comparison = compareOn(input.people, simulator.dialogues);
        const std::string reason = whyNothing(input, simulator, comparison);
        if (!floors.contains(comparison.tasks))
            floors[comparison.tasks] = floorsOn(input, comparison.tasks, collect, measure);
        const FloorByItem &floor = floors[comparison.tasks];
        for (const Samples &samples : collect(comparison)) {
            if (!reason.empty()) {
                rows.push_back(missingRow(simulator.name, samples.item, reason));
                continue;
            }
            Result<MetricRow> row = rowOf(simulator.name, samples, comparison.tasks.size(), measure,
                                          bootstraps.of(comparison.tasks.size()), job);
            if (!row)
                return row.error();
            if (const auto at = floor.find(samples.item); at != floor.end() && row->value)
                row->floor = at->second;
            rows.push_back(std::move(*row));
        }
        job.report(++done, static_cast<std::int64_t>(input.simulators.size()));
    }
    if (measure.test)
        fillQ(rows);
    return rows;
}

std::vector<Samples> featureSamples(const Comparison &comparison)
{
    std::vector<Samples> all;
    for (const FeatureInfo &feature : featureTable()) {
        if (feature.dimension == Dimension::None)
            continue;
        Samples samples{std::string(feature.key), {}, {}, true, false};
        for (std::size_t i = 0; i < comparison.real.size(); ++i)
            samples.real.push_back(
                {(*comparison.real[i]->features)[feature.feature], comparison.realTask[i]});
        for (std::size_t i = 0; i < comparison.sim.size(); ++i)
            samples.sim.push_back(
                {(*comparison.sim[i]->features)[feature.feature], comparison.simTask[i]});
        all.push_back(std::move(samples));
    }
    return all;
}

Result<std::vector<MetricRow>> compareFeatures(const MetricInput &input, JobContext &job,
                                               const SampleMeasure &measure)
{
    return compareSamples(input, job, featureSamples, measure);
}

Collect perTurn(std::string item, std::function<std::vector<double>(const Dialogue &)> numbers)
{
    using Known = std::unordered_map<const Dialogue *, std::vector<double>>;
    return [item = std::move(item), numbers = std::move(numbers),
            known = std::make_shared<Known>()](const Comparison &comparison) {
        const auto add = [&](const MetricDialogue &dialogue, int task,
                             std::vector<Samples::Number> &side) {
            const Dialogue *key = dialogue.dialogue.get();
            auto at = known->find(key);
            if (at == known->end())
                at = known->emplace(key, numbers(*key)).first;
            for (const double value : at->second)
                side.push_back({value, task});
        };
        Samples samples{item, {}, {}, false, false};
        for (std::size_t i = 0; i < comparison.real.size(); ++i)
            add(*comparison.real[i], comparison.realTask[i], samples.real);
        for (std::size_t i = 0; i < comparison.sim.size(); ++i)
            add(*comparison.sim[i], comparison.simTask[i], samples.sim);
        return std::vector<Samples>{std::move(samples)};
    };
}

Collect perDialogue(std::string item, std::function<std::optional<double>(const Dialogue &)> number)
{
    return perTurn(std::move(item), [number = std::move(number)](const Dialogue &dialogue) {
        const std::optional<double> value = number(dialogue);
        return value ? std::vector<double>{*value} : std::vector<double>{};
    });
}

Samples binned(const Samples &samples)
{
    std::vector<double> pooled = valuesOf(samples.real);
    const std::vector<double> sim = valuesOf(samples.sim);
    pooled.insert(pooled.end(), sim.begin(), sim.end());
    std::sort(pooled.begin(), pooled.end());
    std::vector<double> limits;
    for (int decile = 1; decile <= 10 && !pooled.empty(); ++decile) {
        const double limit = *stats::quantileOfSorted(pooled, decile / 10.0);
        if (limits.empty() || limit > limits.back())
            limits.push_back(limit);
    }
    Samples result = samples;
    for (auto *side : {&result.real, &result.sim})
        for (Samples::Number &number : *side)
            number.value = static_cast<double>(
                std::lower_bound(limits.begin(), limits.end(), number.value) - limits.begin());
    return result;
}
} // namespace gapscope::metrics
