// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/metrics/weighted_levels.h"
#include "core/stats/classifier.h"

#include <memory>

namespace gapscope::metrics {
namespace {
constexpr int folds = 5;

std::vector<VectorValue> evaluate(const VectorSides &sides, std::uint64_t seed)
{
    stats::Points all = sides.real;
    for (std::size_t i = 0; i < sides.sim.size(); ++i)
        all.add(sides.sim[i]);
    std::vector<bool> isReal(sides.real.size(), true);
    isReal.resize(all.size(), false);
    std::vector<int> taskOf = sides.realTask;
    taskOf.insert(taskOf.end(), sides.simTask.begin(), sides.simTask.end());

    VectorValue found;
    const auto scores = stats::heldOutScores(all, isReal, taskOf, folds, seed);
    if (!scores) {
        found.missing = "too few tasks to leave some out";
        return {found};
    }
    Samples samples;
    for (std::size_t i = 0; i < scores->size(); ++i)
        (isReal[i] ? samples.real : samples.sim).push_back({(*scores)[i], taskOf[i]});
    // Cliff's delta counts the simulator's higher scores; the area those of people.
    const auto areaOf = [](std::optional<double> delta) {
        return delta ? std::optional((1.0 - *delta) / 2.0) : std::nullopt;
    };
    const auto levels = std::make_shared<WeightedLevels>(samples);
    found.value = areaOf(stats::cliffsDelta(levels->plain()));
    found.weighted = [=](std::span<const int> weights) {
        return areaOf(stats::cliffsDelta(levels->weighted(weights)));
    };
    return {found};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    VectorMeasure measure;
    measure.evaluate = evaluate;
    measure.note = "never the headline: it does not predict whether a simulator ranks systems "
                   "as people do (r = .09, arXiv 2604.27878)";
    return compareVectors(input, job, measure);
}
} // namespace

std::unique_ptr<Metric> c2st()
{
    return std::make_unique<Metric>(
        MetricInfo{"c2st", "Classifier two-sample test",
                   "How well a simple classifier tells simulated from real dialogues by their 19 "
                   "features.",
                   "area under the ROC curve of logistic regression (l2 = 1) on tasks it was not "
                   "trained on, 5 folds by task; the interval draws held-out scores, models are "
                   "not trained anew",
                   "0–1; .5 = indistinguishable, 1 = always told apart", "Lopez-Paz and Oquab 2017",
                   "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
