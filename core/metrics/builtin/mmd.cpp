// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_vectors.h"
#include "core/stats/multivariate.h"

#include <memory>

namespace gapscope::metrics {
namespace {
/// Sums of the kernel by pair of tasks: what a draw needs, without going over the points again.
class KernelSums
{
public:
    KernelSums(const stats::Points &a, const std::vector<int> &aTask, const stats::Points &b,
               const std::vector<int> &bTask, std::size_t tasks, double sigma, bool same)
        : m_tasks(tasks), m_sums(tasks * tasks, 0.0), m_pairs(tasks * tasks, 0.0), m_same(same)
    {
        const std::vector<double> kernel = stats::gaussianKernel(a, b, sigma);
        for (std::size_t i = 0; i < a.size(); ++i) {
            for (std::size_t j = 0; j < b.size(); ++j) {
                if (same && i == j)
                    continue;
                const std::size_t at =
                    static_cast<std::size_t>(aTask[i]) * tasks + static_cast<std::size_t>(bTask[j]);
                m_sums[at] += kernel[i * b.size() + j];
                m_pairs[at] += 1.0;
            }
        }
    }

    /// Mean of the kernel over the pairs. Copies of one task are not pairs of each other within a
    /// side: a point is no distance from its copy.
    std::optional<double> mean(std::span<const int> weights) const
    {
        double sum = 0.0;
        double pairs = 0.0;
        for (std::size_t t = 0; t < m_tasks; ++t) {
            if (weights[t] == 0)
                continue;
            for (std::size_t u = 0; u < m_tasks; ++u) {
                const double weight = m_same && t == u ? weights[t] : weights[t] * weights[u];
                sum += weight * m_sums[t * m_tasks + u];
                pairs += weight * m_pairs[t * m_tasks + u];
            }
        }
        return pairs > 0.0 ? std::optional(sum / pairs) : std::nullopt;
    }

private:
    std::size_t m_tasks = 0;
    std::vector<double> m_sums;
    std::vector<double> m_pairs;
    bool m_same = false;
};

std::vector<VectorValue> evaluate(const VectorSides &sides, std::uint64_t)
{
    VectorValue found;
    const std::optional<double> sigma = stats::medianDistance(sides.real, sides.sim);
    if (!sigma) {
        found.missing = "more than half of the dialogues are alike";
        return {found};
    }
    const auto within = std::make_shared<KernelSums>(sides.real, sides.realTask, sides.real,
                                                     sides.realTask, sides.tasks, *sigma, true);
    const auto withinSim = std::make_shared<KernelSums>(sides.sim, sides.simTask, sides.sim,
                                                        sides.simTask, sides.tasks, *sigma, true);
    const auto between = std::make_shared<KernelSums>(sides.real, sides.realTask, sides.sim,
                                                      sides.simTask, sides.tasks, *sigma, false);
    found.weighted = [=](std::span<const int> weights) -> std::optional<double> {
        const auto x = within->mean(weights);
        const auto y = withinSim->mean(weights);
        const auto xy = between->mean(weights);
        return x && y && xy ? std::optional(*x + *y - 2.0 * *xy) : std::nullopt;
    };
    found.value = found.weighted(std::vector<int>(sides.tasks, 1));
    if (!found.value)
        found.missing = "a side has fewer than two dialogues";
    return {found};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    VectorMeasure measure;
    measure.evaluate = evaluate;
    measure.mostDraws = 200;
    return compareVectors(input, job, measure);
}
} // namespace

std::unique_ptr<Metric> mmd()
{
    return std::make_unique<Metric>(
        MetricInfo{"mmd", "Maximum mean discrepancy",
                   "How far the clouds of simulated and real dialogues lie apart in all 19 "
                   "features together.",
                   "mean k(X, X') + mean k(Y, Y') - 2 mean k(X, Y), a dialogue not paired with "
                   "itself; k = exp(-d^2/(2 s^2)), s = median distance, features scaled by people",
                   "about 0 to 2; 0 = same, chance may take it below 0", "Gretton et al. 2012",
                   "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
