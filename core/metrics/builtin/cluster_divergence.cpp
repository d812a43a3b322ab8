// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/stats/clusters.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace gapscope::metrics {
namespace {
/// Which cluster each dialogue of both sides is in.
struct Filling
{
    std::vector<std::size_t> real;
    std::vector<std::size_t> sim;
    std::size_t clusters = 0;
};

std::vector<double> counted(const std::vector<std::size_t> &clusterOf,
                            const std::vector<int> &taskOf, std::span<const int> weights,
                            std::size_t clusters)
{
    std::vector<double> counts(clusters, 0.0);
    for (std::size_t i = 0; i < clusterOf.size(); ++i)
        counts[clusterOf[i]] += weights[static_cast<std::size_t>(taskOf[i])];
    return counts;
}

std::vector<VectorValue> evaluate(const VectorSides &sides, std::uint64_t seed)
{
    stats::Points all = sides.real;
    for (std::size_t i = 0; i < sides.sim.size(); ++i)
        all.add(sides.sim[i]);
    const auto clusterOf = *stats::kMeans(all, stats::clusterCount(all.size()), seed);
    const auto split = clusterOf.begin() + static_cast<std::ptrdiff_t>(sides.real.size());
    const auto filling = std::make_shared<Filling>(
        Filling{{clusterOf.begin(), split},
                {split, clusterOf.end()},
                *std::max_element(clusterOf.begin(), clusterOf.end()) + 1});

    const auto divergenceOf = [filling, realTask = sides.realTask,
                               simTask = sides.simTask](std::span<const int> weights) {
        return stats::clusterDivergence(
            counted(filling->real, realTask, weights, filling->clusters),
            counted(filling->sim, simTask, weights, filling->clusters));
    };
    const std::vector<int> once(sides.tasks, 1);
    const auto valueOf = [&](const char *item, double stats::ClusterDivergence::*part,
                             double most) {
        VectorValue found;
        found.item = item;
        found.mostDistance = most;
        found.weighted = [=](std::span<const int> weights) -> std::optional<double> {
            const auto divergence = divergenceOf(weights);
            return divergence ? std::optional((*divergence).*part) : std::nullopt;
        };
        found.value = found.weighted(once);
        return found;
    };
    constexpr double unbounded = std::numeric_limits<double>::max();
    return {valueOf("missed", &stats::ClusterDivergence::forward, unbounded),
            valueOf("invented", &stats::ClusterDivergence::backward, unbounded),
            valueOf("jsd", &stats::ClusterDivergence::jensenShannon, 1.0)};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    VectorMeasure measure;
    measure.evaluate = evaluate;
    measure.byBatch = true;
    return compareVectors(input, job, measure);
}
} // namespace

std::unique_ptr<Metric> cluster_divergence()
{
    return std::make_unique<Metric>(
        MetricInfo{"cluster_divergence", "Divergence over clusters",
                   "Which kinds of dialogue the simulator misses or invents, the kinds being "
                   "clusters in all 19 features.",
                   "k-means of both sides together, features scaled by people, k = √n/2 (2 or "
                   "more), n dialogues; P real, Q sim shares of the clusters with ½ added to every "
                   "count; missed: Σ P log2(P/Q), invented: Σ Q log2(Q/P), jsd: their "
                   "Jensen–Shannon divergence; mean over pairs of batch and run; the interval "
                   "keeps clusters",
                   "bits, 0 or more (jsd 0–1); 0 = same",
                   "arXiv 2605.07847, with k-means on features for its language models", "tasks"},
        compute);
}
} // namespace gapscope::metrics
