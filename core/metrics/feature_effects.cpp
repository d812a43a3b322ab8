// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/feature_effects.h"

#include "core/stats/cliffs_interval.h"
#include "core/stats/effect_size.h"
#include "core/stats/intervals.h"
#include "core/stats/power.h"
#include "core/stats/tests.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gapscope {
namespace {
/// One feature of one side: every dialogue, and the mean of each task.
struct Sample
{
    std::vector<double> values;
    std::map<int, std::pair<double, int>> byTask;
    int events = 0;

    std::optional<double> mean() const
    {
        double sum = 0.0;
        for (const double value : values)
            sum += value;
        return values.empty() ? std::nullopt
                              : std::optional(sum / static_cast<double>(values.size()));
    }
};

/// Of `columns`, the dialogues that have a counterpart in `others`.
Sample sampleOf(const std::vector<DialogueColumn> &columns,
                const std::vector<DialogueColumn> &others, const std::vector<int> &clusters,
                const FeatureInfo &entry)
{
    const auto feature = static_cast<std::size_t>(entry.feature);
    const double unit = entry.isRate ? 100.0 : 1.0;
    Sample sample;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const auto has = [i](const DialogueColumn &column) {
            return column.state[i] == DialogueColumn::Present;
        };
        if (std::none_of(others.begin(), others.end(), has))
            continue;
        for (const DialogueColumn &column : columns) {
            if (!has(column))
                continue;
            const double value = unit * column.values[i][feature];
            sample.values.push_back(value);
            auto &[sum, count] = sample.byTask[clusters[i]];
            sum += value;
            ++count;
            sample.events += value > 0.0 ? 1 : 0;
        }
    }
    return sample;
}

std::vector<double> taskDifferences(const Sample &people, const Sample &sim)
{
    std::vector<double> differences;
    for (const auto &[task, total] : sim.byTask)
        if (const auto real = people.byTask.find(task); real != people.byTask.end())
            differences.push_back(total.first / total.second -
                                  real->second.first / real->second.second);
    return differences;
}

double meanOf(const std::vector<double> &values)
{
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double sdOf(const std::vector<double> &values)
{
    const double mean = meanOf(values);
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<ConfidenceInterval> intervalOf(const std::vector<double> &differences,
                                             std::uint64_t seed)
{
    const auto count = static_cast<std::uint32_t>(differences.size());
    if (count < 2)
        return std::nullopt;
    std::vector<double> draws;
    draws.reserve(static_cast<std::size_t>(defaultDraws));
    for (int draw = 0; draw < defaultDraws; ++draw) {
        RandomStream random(seed, static_cast<std::uint64_t>(draw));
        double sum = 0.0;
        for (std::uint32_t i = 0; i < count; ++i)
            sum += differences[random.below(count)];
        draws.push_back(sum / count);
    }
    return stats::percentileInterval(draws);
}

FeatureEffect effectOf(const SimulatorProblem &problem, const FeatureInfo &entry,
                       std::uint64_t seed, int flips)
{
    const Sample people = sampleOf(problem.batches, problem.runs, problem.clusters, entry);
    const Sample sim = sampleOf(problem.runs, problem.batches, problem.clusters, entry);
    FeatureEffect effect;
    effect.feature = entry.feature;
    effect.people = people.mean();
    effect.sim = sim.mean();
    effect.peopleEvents = people.events;
    effect.simEvents = sim.events;
    effect.cliffsDelta = stats::cliffsDelta(people.values, sim.values);
    effect.cliffsInterval = stats::cliffsInterval(people.values, sim.values);
    effect.hedgesG = stats::hedgesG(people.values, sim.values);
    const std::vector<double> differences = taskDifferences(people, sim);
    effect.tasks = static_cast<int>(differences.size());
    if (differences.empty())
        return effect;
    effect.difference = meanOf(differences);
    effect.interval = intervalOf(differences, seed);
    if (const auto test = stats::signFlip(differences, seed, flips))
        effect.p = test->p;
    if (differences.size() > 1)
        effect.smallestDetectable =
            stats::detectablePairedDifference(sdOf(differences), effect.tasks);
    return effect;
}
} // namespace

Result<FeatureEffects> featureEffects(const UsiProblem &problem, JobContext &job,
                                      std::uint64_t seed, int flips)
{
    FeatureEffects result;
    result.seed = seed;
    result.flips = flips;
    std::vector<double> p;
    for (const SimulatorProblem &simulator : problem.simulators) {
        SimulatorEffects &effects = result.simulators.emplace_back();
        effects.name = simulator.name;
        for (const FeatureInfo &entry : featureTable()) {
            if (entry.dimension == Dimension::None)
                continue;
            if (job.cancelled())
                return Error{ErrorCode::Cancelled, simulator.name, {}};
            effects.features.push_back(effectOf(simulator, entry, seed, flips));
            if (effects.features.back().p)
                p.push_back(*effects.features.back().p);
        }
        job.report(static_cast<std::int64_t>(result.simulators.size()),
                   static_cast<std::int64_t>(problem.simulators.size()));
    }
    const std::vector<double> q = stats::benjaminiHochberg(p);
    std::size_t next = 0;
    for (SimulatorEffects &effects : result.simulators)
        for (FeatureEffect &effect : effects.features)
            if (effect.p)
                effect.q = q[next++];
    return result;
}
} // namespace gapscope
