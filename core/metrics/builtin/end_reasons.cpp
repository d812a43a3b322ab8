// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/endings.h"
#include "core/metrics/task_comparison.h"
#include "core/metrics/task_groups.h"
#include "core/stats/distances.h"
#include "core/stats/events.h"

#include <algorithm>
#include <array>

namespace gapscope::metrics {
namespace {
using Groups = TaskGroups<Ending>;
using Counts = std::array<double, endingCount>;

constexpr MetricInfo about{
    "end_reasons",
    "How dialogues end",
    "Whether the simulator ends for the reasons people end for.",
    "Jensen–Shannon divergence (bits) of the shares of {done, gave_up, transfer, loop, cap}; a "
    "reason is read from the source's termination, else from a transfer tool, three equal last "
    "turns, words of giving up, a stop signal, thanks or goodbye. Items: share of each reason "
    "among "
    "the known ones, and unknown among all; value = sim − real",
    "0–1; 0 = same (items −1–1)",
    "Lin 1991; methods B6",
    "dialogues",
    MetricGroup::Ending};

Counts countsOf(const std::vector<Ending> &endings)
{
    Counts counts{};
    for (const Ending ending : endings)
        counts[static_cast<std::size_t>(ending)] += 1.0;
    return counts;
}

/// Of the known reasons; none where there are none.
std::optional<std::vector<double>> mixOf(const Counts &counts)
{
    return stats::shares(std::span(counts).first(knownEndingCount));
}

std::optional<double> divergenceOf(const std::vector<Ending> &real, const std::vector<Ending> &sim)
{
    const auto first = mixOf(countsOf(real));
    const auto second = mixOf(countsOf(sim));
    if (!first || !second)
        return std::nullopt;
    return stats::jensenShannonDivergence(*first, *second);
}

MetricRow itemRow(Ending ending, const Counts &real, const Counts &sim)
{
    MetricRow row;
    row.item = name(ending);
    const auto at = static_cast<std::size_t>(ending);
    const std::size_t base = ending == Ending::Unknown ? endingCount : knownEndingCount;
    const auto realShares = stats::shares(std::span(real).first(base));
    const auto simShares = stats::shares(std::span(sim).first(base));
    if (!realShares || !simShares) {
        row.missing = "no end of one side is known";
        return row;
    }
    row.real = (*realShares)[at];
    row.sim = (*simShares)[at];
    row.value = *row.sim - *row.real;
    row.n = static_cast<int>(sim[at]);
    if (real[at] + sim[at] < leastEvents)
        row.notes.emplace_back("fewer than 10 events");
    return row;
}

void addSimulator(std::vector<MetricRow> &rows, const std::string &simulator, const Groups &groups,
                  const std::optional<double> &floor, const MetricInput &input,
                  const JobContext &job)
{
    const std::vector<Ending> real = pooled(groups.real);
    const std::vector<Ending> sim = pooled(groups.sim);
    MetricRow whole;
    whole.simulator = simulator;
    whole.n = static_cast<int>(std::count_if(
        sim.begin(), sim.end(), [](Ending ending) { return ending != Ending::Unknown; }));
    whole.value = divergenceOf(real, sim);
    if (!whole.value) {
        whole.missing = "no end of one side is known";
    } else {
        whole.interval = taskInterval(
            groups.tasks.size(),
            [&](std::span<const std::size_t> places) {
                return divergenceOf(pooled(groups.real, places), pooled(groups.sim, places));
            },
            input, job, IntervalKind::Centred);
        whole.floor = floor;
    }
    rows.push_back(std::move(whole));
    if (groups.tasks.empty())
        return;
    for (int ending = 0; ending < endingCount; ++ending) {
        rows.push_back(itemRow(static_cast<Ending>(ending), countsOf(real), countsOf(sim)));
        rows.back().simulator = simulator;
    }
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const std::function<Ending(const Dialogue &)> read = endingOf;
    const auto people = byTask(input.people, read);
    const std::optional<double> floor =
        batchFloor<Ending>(input.people, read, [](const Groups &groups) {
            return divergenceOf(pooled(groups.real), pooled(groups.sim));
        });
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        addSimulator(rows, simulator.name, groupsOf(people, byTask(simulator.dialogues, read)),
                     floor, input, job);
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> end_reasons()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
