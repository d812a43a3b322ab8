// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/compare_samples.h"
#include "core/metrics/dialogue_words.h"

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
    measure.compare = stats::entropyDifference;
    measure.ofSide = stats::entropyOf;
    measure.floor = FloorKind::MeanSize;
    return compareSamples(input, job, perTurn({}, actsOf), measure);
}
} // namespace

std::unique_ptr<Metric> act_entropy()
{
    return std::make_unique<Metric>(
        MetricInfo{"act_entropy", "Entropy of dialogue acts",
                   "Whether simulated users do more or fewer different things than people.",
                   "-sum p log2 p over the acts of all user turns, one act a turn; value = sim - "
                   "real; floor = mean size",
                   "-3.8 to 3.8 bits; 0 = same, below 0 = more uniform", "Shannon 1948", "tasks",
                   MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
