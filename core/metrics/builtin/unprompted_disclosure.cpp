// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"
#include "core/metrics/task_comparison.h"

namespace gapscope::metrics {
namespace {
constexpr MetricInfo about{"unprompted_disclosure",
                           "Unprompted disclosure",
                           "How much the simulator says before it is asked, beside people.",
                           "share of facts whose first mention follows no word for that kind of "
                           "fact in the last two agent "
                           "turns; mean over tasks. Facts as in frontload_area. value = sim − real",
                           "−1–1 (real, sim 0–1); 0 = same",
                           "methods B5",
                           "dialogues",
                           MetricGroup::Disclosure};

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    return compareDialogues(
        [&input](const Dialogue &dialogue) {
            return unpromptedShare(unitsOf(disclosuresOf(dialogue, cardOf(input, dialogue.task))));
        },
        "no task has a fact on both sides", input, job);
}
} // namespace

std::unique_ptr<Metric> unprompted_disclosure()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
