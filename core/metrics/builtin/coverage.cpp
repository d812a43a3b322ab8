// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/stats/multivariate.h"

#include <utility>

namespace gapscope::metrics {
namespace {
constexpr int neighbours = 5;

VectorValue shareOf(std::string item, const std::vector<bool> &flags, std::vector<int> taskOf)
{
    std::vector<double> values(flags.begin(), flags.end());
    VectorValue found;
    found.item = std::move(item);
    found.weighted = [values = std::move(values), tasks = std::move(taskOf)](
                         std::span<const int> weights) { return taskMean(values, tasks, weights); };
    return found;
}

std::vector<VectorValue> evaluate(const VectorSides &sides, std::uint64_t)
{
    const auto found = stats::nearestNeighbourCoverage(sides.real, sides.sim, neighbours);
    if (!found) {
        const std::string reason = "fewer than 6 dialogues of people in a batch";
        return {{"coverage", {}, {}, reason}, {"precision", {}, {}, reason}};
    }
    VectorValue coverage = shareOf("coverage", found->covered, sides.realTask);
    VectorValue precision = shareOf("precision", found->precise, sides.simTask);
    coverage.value = found->coverage();
    precision.value = found->precision();
    return {coverage, precision};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    VectorMeasure measure;
    measure.evaluate = evaluate;
    measure.byBatch = true;
    return compareVectors(input, job, measure);
}
} // namespace

std::unique_ptr<Metric> coverage()
{
    return std::make_unique<Metric>(
        MetricInfo{"coverage", "Coverage and precision",
                   "What share of people have a simulated dialogue near them, and what share of "
                   "simulated dialogues are near a person.",
                   "coverage = share of real dialogues whose ball (to the 5th nearest real one, 19 "
                   "features scaled by people) holds a simulated one; precision = share of "
                   "simulated ones in such a ball; mean over pairs of batch and run; the interval "
                   "keeps the balls",
                   "0–1; read it against the floor, people among themselves",
                   "Naeem et al. 2020; Kynkäänniemi et al. 2019", "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
