// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"

#include "core/stats/summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace gapscope::metrics {
namespace {
constexpr std::size_t dimensions = featureCount - 1;

VectorSides sidesOf(const Comparison &comparison, const stats::Scaling &scaling)
{
    return {scaling.applied(featurePoints(comparison.real)),
            scaling.applied(featurePoints(comparison.sim)), comparison.realTask, comparison.simTask,
            comparison.tasks.size()};
}

std::map<int, std::set<int>> tasksByRun(const std::vector<const MetricDialogue *> &dialogues,
                                        const std::vector<int> &taskOf)
{
    std::map<int, std::set<int>> runs;
    for (std::size_t i = 0; i < dialogues.size(); ++i)
        runs[dialogues[i]->dialogue->run].insert(taskOf[i]);
    return runs;
}

/// One pair of a batch and a run on the tasks that both have; tasks keep their numbers.
Comparison onRuns(const Comparison &whole, int batch, const std::set<int> &batchTasks, int run,
                  const std::set<int> &runTasks)
{
    Comparison part;
    part.tasks = whole.tasks;
    for (std::size_t i = 0; i < whole.real.size(); ++i) {
        if (whole.real[i]->dialogue->run == batch && runTasks.contains(whole.realTask[i])) {
            part.real.push_back(whole.real[i]);
            part.realTask.push_back(whole.realTask[i]);
        }
    }
    for (std::size_t i = 0; i < whole.sim.size(); ++i) {
        if (whole.sim[i]->dialogue->run == run && batchTasks.contains(whole.simTask[i])) {
            part.sim.push_back(whole.sim[i]);
            part.simTask.push_back(whole.simTask[i]);
        }
    }
    return part;
}

std::vector<Comparison> pairsOf(const Comparison &whole, bool byBatch)
{
    if (!byBatch)
        return {whole};
    std::vector<Comparison> pairs;
    for (const auto &[batch, batchTasks] : tasksByRun(whole.real, whole.realTask))
        for (const auto &[run, runTasks] : tasksByRun(whole.sim, whole.simTask))
            pairs.push_back(onRuns(whole, batch, batchTasks, run, runTasks));
    return pairs;
}

/// The values of one item over all pairs.
struct Pooled
{
    std::vector<double> values;
    std::vector<std::function<std::optional<double>(std::span<const int>)>> weighted;
    std::string missing;
    std::optional<double> mostDistance;
};

Result<std::map<std::string, Pooled>> evaluate(const std::vector<Comparison> &pairs,
                                               const stats::Scaling &scaling,
                                               const MetricInput &input, JobContext &job,
                                               const VectorMeasure &measure)
{
    std::map<std::string, Pooled> items;
    for (const Comparison &pair : pairs) {
        if (job.cancelled())
            return cancelledError();
        if (pair.real.empty() || pair.sim.empty())
            continue;
        for (VectorValue &found : measure.evaluate(sidesOf(pair, scaling), input.seed)) {
            Pooled &item = items[found.item];
            item.mostDistance = found.mostDistance;
            if (!found.value) {
                item.missing = found.missing;
                continue;
            }
            item.values.push_back(*found.value);
            if (found.weighted)
                item.weighted.push_back(std::move(found.weighted));
        }
    }
    return items;
}

std::optional<double> meanOfDraw(const Pooled &item, std::span<const int> weights)
{
    double sum = 0.0;
    int count = 0;
    for (const auto &weighted : item.weighted) {
        if (const std::optional<double> value = weighted(weights)) {
            sum += *value;
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

using FloorByItem = std::map<std::string, double>;

Result<FloorByItem> floorsOn(const MetricInput &input, const std::vector<TaskKey> &tasks,
                             const stats::Scaling &scaling, JobContext &job,
                             const VectorMeasure &measure)
{
    const auto items = evaluate(floorComparisons(input, tasks), scaling, input, job, measure);
    if (!items)
        return items.error();
    FloorByItem floors;
    for (const auto &[item, pooled] : *items)
        if (const std::optional<double> mean = stats::mean(pooled.values))
            floors[item] = *mean;
    return floors;
}

Result<MetricRow> rowOf(const std::string &simulator, const std::string &name, const Pooled &item,
                        std::size_t tasks, const TaskBootstrap &bootstrap, const MetricInput &input,
                        const VectorMeasure &measure, JobContext &job)
{
    if (item.values.empty())
        return missingRow(simulator, name, item.missing);
    MetricRow row;
    row.simulator = simulator;
    row.item = name;
    row.n = static_cast<int>(tasks);
    row.value = stats::mean(item.values);
    if (!measure.note.empty())
        row.notes.emplace_back(measure.note);
    if (item.weighted.empty())
        return row;
    const auto interval = bootstrap.interval(
        *row.value, job, [&](std::span<const int> weights) { return meanOfDraw(item, weights); },
        {measure.mostDraws, item.mostDistance});
    if (!interval)
        return interval.error();
    row.interval = *interval;
    if (row.interval && measure.mostDraws > 0 && input.draws > measure.mostDraws)
        row.notes.push_back("interval from " + std::to_string(measure.mostDraws) + " draws");
    return row;
}
} // namespace

stats::Points featurePoints(const std::vector<const MetricDialogue *> &dialogues)
{
    stats::Points points(dimensions);
    std::array<double, dimensions> point{};
    for (const MetricDialogue *dialogue : dialogues) {
        std::size_t at = 0;
        for (const FeatureInfo &feature : featureTable())
            if (feature.dimension != Dimension::None)
                point[at++] = (*dialogue->features)[feature.feature];
        points.add(point);
    }
    return points;
}

Result<std::vector<MetricRow>> compareVectors(const MetricInput &input, JobContext &job,
                                              const VectorMeasure &measure)
{
    std::vector<MetricRow> rows;
    Bootstraps bootstraps(input);
    std::map<std::vector<TaskKey>, FloorByItem> floors;
    std::int64_t done = 0;
    for (const MetricSimulator &simulator : input.simulators) {
        const Comparison whole = compareOn(input.people, simulator.dialogues);
        const std::string reason = whyNothing(input, simulator, whole);
        if (!reason.empty()) {
            rows.push_back(missingRow(simulator.name, {}, reason));
            continue;
        }
        // One yardstick for the value and its floor: all people on these tasks.
        const stats::Scaling scaling = *stats::scalingOf(featurePoints(whole.real));
        if (!floors.contains(whole.tasks)) {
            const auto found = floorsOn(input, whole.tasks, scaling, job, measure);
            if (!found)
                return found.error();
            floors[whole.tasks] = *found;
        }
        const auto items = evaluate(pairsOf(whole, measure.byBatch), scaling, input, job, measure);
        if (!items)
            return items.error();
        for (const auto &[name, item] : *items) {
            Result<MetricRow> row = rowOf(simulator.name, name, item, whole.tasks.size(),
                                          bootstraps.of(whole.tasks.size()), input, measure, job);
            if (!row)
                return row.error();
            const FloorByItem &floor = floors[whole.tasks];
            if (const auto at = floor.find(name); at != floor.end() && row->value)
                row->floor = at->second;
            rows.push_back(std::move(*row));
        }
        job.report(++done, static_cast<std::int64_t>(input.simulators.size()));
    }
    return rows;
}

std::optional<double> taskMean(std::span<const double> values, std::span<const int> taskOf,
                               std::span<const int> weights)
{
    double sum = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double weight = weights[static_cast<std::size_t>(taskOf[i])];
        sum += weight * values[i];
        all += weight;
    }
    return all > 0.0 ? std::optional(sum / all) : std::nullopt;
}
} // namespace gapscope::metrics
