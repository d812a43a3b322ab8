// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/stats/classifier.h"
#include "core/stats/summary.h"

#include <memory>
#include <utility>

namespace gapscope::metrics {
namespace {
constexpr int folds = 5;

VectorValue meanOf(std::string item, std::vector<double> chances, std::vector<int> taskOf)
{
    VectorValue found;
    found.item = std::move(item);
    found.value = stats::mean(chances);
    found.weighted = [chances = std::move(chances),
                      tasks = std::move(taskOf)](std::span<const int> weights) {
        return taskMean(chances, tasks, weights);
    };
    return found;
}

std::vector<VectorValue> evaluate(const VectorSides &sides, std::uint64_t seed)
{
    stats::Points all = sides.real;
    for (std::size_t i = 0; i < sides.sim.size(); ++i)
        all.add(sides.sim[i]);
    std::vector<bool> isReal(sides.real.size(), true);
    isReal.resize(all.size(), false);
    std::vector<int> taskOf = sides.realTask;
    taskOf.insert(taskOf.end(), sides.simTask.begin(), sides.simTask.end());

    const auto scores = stats::heldOutScores(all, isReal, taskOf, folds, seed);
    if (!scores) {
        const std::string reason = "too few tasks to leave some out";
        return {{"", {}, {}, reason}, {"people", {}, {}, reason}};
    }
    std::vector<double> real;
    std::vector<double> sim;
    for (std::size_t i = 0; i < scores->size(); ++i)
        (isReal[i] ? real : sim)
            .push_back(
                stats::balancedProbability((*scores)[i], sides.real.size(), sides.sim.size()));
    return {meanOf("", std::move(sim), sides.simTask),
            meanOf("people", std::move(real), sides.realTask)};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    VectorMeasure measure;
    measure.evaluate = evaluate;
    return compareVectors(input, job, measure);
}
} // namespace

std::unique_ptr<Metric> p_human()
{
    return std::make_unique<Metric>(
        MetricInfo{"p_human", "P(human)",
                   "How human a simple classifier takes the simulated dialogues to be, beside "
                   "those of people.",
                   "mean probability of human over simulated dialogues (item people: over real "
                   "ones) by the models of c2st, on tasks they were not trained on, as if both "
                   "sides had as many dialogues",
                   "0–1; .5 = indistinguishable, 0 = always told apart",
                   "PPol, arXiv 2605.12894, with logistic regression for its random forest",
                   "tasks"},
        compute);
}
} // namespace gapscope::metrics
