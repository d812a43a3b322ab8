// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"
#include "core/metrics/task_comparison.h"

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "frontload_area",
    "Front-loading of facts",
    "Whether the simulator gives its facts away earlier in the dialogue than people do.",
    "mean over facts u of 1 − (t(u) − 1)/(T − 1); t(u) = first user turn with u, T = user turns; "
    "mean over tasks. Facts: identifiers, numbers, dates and times of the task card; without a "
    "card those nobody had said before. value = sim − real",
    "−1–1 (real, sim 0–1; 1 = all in the first turn); 0 = same",
    "methods B5; premature disclosure: UserProxyBench, arXiv 2609.38043",
    "dialogues",
    MetricGroup::Disclosure};

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    return compareDialogues(
        [&input](const Dialogue &dialogue) {
            const DisclosureRecord record = disclosuresOf(dialogue, cardOf(input, dialogue.task));
            std::vector<int> turns;
            for (const Disclosure &one : unitsOf(record))
                turns.push_back(one.turn);
            return frontloadArea(turns, record.userTurns);
        },
        "no task has dialogues of two user turns and a fact on both sides", input, job);
}
} // namespace

std::unique_ptr<Metric> frontload_area()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
