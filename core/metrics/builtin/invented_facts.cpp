// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"
#include "core/metrics/task_comparison.h"

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{
    "invented_facts",
    "Invented facts",
    "Whether the simulator makes up identifiers and numbers more than people do.",
    "identifiers and numbers in user turns that stand neither in the task card nor in earlier "
    "agent "
    "or tool turns / all of them, each counted once a dialogue; mean over tasks. value = sim − "
    "real",
    "−1–1 (real, sim 0–1); 0 = same",
    "methods B5, hallucinated-fact rate",
    "dialogues",
    MetricGroup::Disclosure};

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    return compareDialogues(
        [&input](const Dialogue &dialogue) {
            return inventedShare(disclosuresOf(dialogue, cardOf(input, dialogue.task)));
        },
        "no task has a card and dialogues with identifiers or numbers on both sides", input, job);
}
} // namespace

std::unique_ptr<Metric> invented_facts()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
