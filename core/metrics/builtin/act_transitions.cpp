// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/act_chain.h"
#include "core/metrics/task_comparison.h"
#include "core/metrics/task_groups.h"
#include "core/stats/events.h"

#include <string>

namespace gapscope::metrics {
namespace {
using Groups = TaskGroups<ActCounts>;

constexpr MetricInfo about{
    "act_transitions",
    "Act transitions",
    "Whether the simulator's turns follow each other as people's do.",
    "Σ π_real(i)·JSD(P_i, Q_i) in bits; P, Q = transition shares between the acts of successive "
    "user turns, (count + ½)/row over the acts that occur. Items: an act = JSD of its row, real "
    "and "
    "sim = share of transitions that leave it; act>act = the transition's share in its row, value "
    "= "
    "sim − real, only where it was seen",
    "0–1; 0 = same (act>act −1–1)",
    "methods B8",
    "transitions of the simulator",
    MetricGroup::Acts};

ActCounts countsOf(const Dialogue &dialogue)
{
    ActCounts counts;
    counts.add(actsOf(dialogue));
    return counts;
}

ActCounts summed(const std::vector<std::vector<ActCounts>> &groups,
                 std::span<const std::size_t> places)
{
    ActCounts sum;
    for (const std::size_t place : places)
        for (const ActCounts &one : groups[place])
            sum.add(one);
    return sum;
}

ActCounts summed(const std::vector<std::vector<ActCounts>> &groups)
{
    ActCounts sum;
    for (const auto &group : groups)
        for (const ActCounts &one : group)
            sum.add(one);
    return sum;
}

/// One sum per task, so that drawing tasks is cheap.
void sumTasks(std::vector<std::vector<ActCounts>> &groups)
{
    for (std::vector<ActCounts> &group : groups)
        group = {summed({group})};
}

void noteFew(MetricRow &row, double events)
{
    if (events < leastEvents)
        row.notes.emplace_back("fewer than 10 events");
}

void addStates(std::vector<MetricRow> &rows, const std::string &simulator, const ActCounts &real,
               const ActCounts &sim, std::span<const Act> states)
{
    for (const Act from : states) {
        const double people = real.outgoing(from);
        const double simulated = sim.outgoing(from);
        if (people + simulated == 0.0)
            continue;
        MetricRow row;
        row.simulator = simulator;
        row.item = name(from);
        row.value = rowDivergence(real, sim, from, states);
        row.real = people / real.total();
        row.sim = simulated / sim.total();
        row.n = static_cast<int>(simulated);
        noteFew(row, std::min(people, simulated));
        rows.push_back(std::move(row));
        const std::vector<double> realRow = transitionRow(real, from, states);
        const std::vector<double> simRow = transitionRow(sim, from, states);
        for (std::size_t i = 0; i < states.size(); ++i) {
            const double seen = real.count(from, states[i]) + sim.count(from, states[i]);
            if (seen == 0.0)
                continue;
            MetricRow cell;
            cell.simulator = simulator;
            cell.item = std::string(name(from)) + ">" + name(states[i]);
            cell.real = realRow[i];
            cell.sim = simRow[i];
            cell.value = *cell.sim - *cell.real;
            cell.n = static_cast<int>(sim.count(from, states[i]));
            noteFew(cell, seen);
            rows.push_back(std::move(cell));
        }
    }
}

/// Over everything, so that all simulators are measured over the same acts.
std::vector<Act> allStates(const std::map<TaskKey, std::vector<ActCounts>> &people,
                           const std::vector<std::map<TaskKey, std::vector<ActCounts>>> &sims)
{
    std::vector<const ActCounts *> all;
    const auto add = [&all](const auto &tasks) {
        for (const auto &[task, counts] : tasks)
            for (const ActCounts &one : counts)
                all.push_back(&one);
    };
    add(people);
    for (const auto &sim : sims)
        add(sim);
    return statesOf(all);
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const std::function<ActCounts(const Dialogue &)> read = countsOf;
    const auto people = byTask(input.people, read);
    std::vector<std::map<TaskKey, std::vector<ActCounts>>> sims;
    for (const MetricSimulator &simulator : input.simulators) {
        sims.push_back(byTask(simulator.dialogues, read));
        if (job.cancelled())
            return cancelledError(about);
    }
    const std::vector<Act> states = allStates(people, sims);
    const std::optional<double> floor =
        batchFloor<ActCounts>(input.people, read, [&states](const Groups &groups) {
            return chainDivergence(summed(groups.real), summed(groups.sim), states);
        });
    std::vector<MetricRow> rows;
    for (std::size_t i = 0; i < sims.size(); ++i) {
        Groups groups = groupsOf(people, sims[i]);
        sumTasks(groups.real);
        sumTasks(groups.sim);
        const ActCounts real = summed(groups.real);
        const ActCounts sim = summed(groups.sim);
        MetricRow whole;
        whole.simulator = input.simulators[i].name;
        whole.n = static_cast<int>(sim.total());
        whole.value = chainDivergence(real, sim, states);
        if (!whole.value) {
            whole.missing = "no dialogue of a common task has two user turns on both sides";
            rows.push_back(std::move(whole));
            continue;
        }
        whole.floor = floor;
        whole.interval = taskInterval(
            groups.tasks.size(),
            [&](std::span<const std::size_t> places) {
                return chainDivergence(summed(groups.real, places), summed(groups.sim, places),
                                       states);
            },
            input, job, IntervalKind::Centred);
        rows.push_back(std::move(whole));
        addStates(rows, input.simulators[i].name, real, sim, states);
        if (job.cancelled())
            return cancelledError(about);
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> act_transitions()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
