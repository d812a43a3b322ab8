// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

#include <utility>

namespace gapscope::metrics {
namespace {
std::vector<double> actsOf(const Dialogue &dialogue)
{
    std::vector<double> acts;
    for (const Act act : userTurnActs(dialogue))
        acts.push_back(static_cast<double>(act));
    return acts;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    SampleMeasure measure;
    measure.compare = stats::jensenShannonDivergence;
    measure.mostDistance = 1.0;
    measure.bins = true;
    const Collect acts = perTurn("acts", actsOf);
    const Collect all = [&](const Comparison &comparison) {
        std::vector<Samples> samples = featureSamples(comparison);
        samples.push_back(std::move(acts(comparison).front()));
        samples.back().categories = true;
        return samples;
    };
    return compareSamples(input, job, all, measure);
}
} // namespace

std::unique_ptr<Metric> jensen_shannon()
{
    return std::make_unique<Metric>(
        MetricInfo{"jensen_shannon", "Jensen–Shannon divergence",
                   "How well a dialogue's side could be told from one feature alone, or a turn's "
                   "from its act.",
                   "H((P + Q)/2) - (H(P) + H(Q))/2 in bits; features on shared bins whose limits "
                   "are the deciles of the pooled dialogues, equal limits once; acts of user turns "
                   "as they are",
                   "0–1; 0 = same", "Lin 1991", "tasks", MetricGroup::Distance},
        compute);
}
} // namespace gapscope::metrics
