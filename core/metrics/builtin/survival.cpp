// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/endings.h"
#include "core/metrics/task_comparison.h"
#include "core/metrics/task_groups.h"
#include "core/stats/events.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace gapscope::metrics {
namespace {
using stats::SurvivalTime;
using Groups = TaskGroups<SurvivalTime>;

/// Fewer ends than this say little about a curve (methods.md B11).
constexpr MetricInfo about{
    "survival",
    "Survival of the dialogue",
    "How long users stay: whether the simulator leaves earlier or later than people.",
    "Kaplan–Meier S(t) = Π(1 − d/n) over user turns; an end by limit or of unknown kind is "
    "censored. The whole: RMST = ∫ S up to the last turn that both sides reach, value = sim − "
    "real, "
    "p = log-rank (dialogues taken as independent). Items S(t), people's own rows without real and "
    "sim",
    "turns; 0 = same (S: 0–1)",
    "Kaplan and Meier 1958; Mantel 1966; methods B6",
    "dialogues (S(t): still going on at t)",
    MetricGroup::Ending};

double lastTime(const std::vector<SurvivalTime> &times)
{
    double last = 0.0;
    for (const SurvivalTime &time : times)
        last = std::max(last, time.time);
    return last;
}

/// The last turn that both sides reach.
double horizonOf(const Groups &groups)
{
    return std::min(lastTime(pooled(groups.real)), lastTime(pooled(groups.sim)));
}

std::optional<double> meanUpTo(const std::vector<SurvivalTime> &times, double horizon)
{
    return stats::restrictedMean(stats::kaplanMeier(times), horizon);
}

std::optional<double> gapUpTo(const std::vector<SurvivalTime> &real,
                              const std::vector<SurvivalTime> &sim, double horizon)
{
    const std::optional<double> first = meanUpTo(real, horizon);
    const std::optional<double> second = meanUpTo(sim, horizon);
    if (!first || !second)
        return std::nullopt;
    return *second - *first;
}

int eventsOf(const std::vector<SurvivalTime> &times)
{
    return static_cast<int>(
        std::count_if(times.begin(), times.end(), [](const auto &time) { return time.event; }));
}

MetricRow wholeRow(const Groups &groups, const MetricInput &input, const JobContext &job)
{
    MetricRow row;
    const std::vector<SurvivalTime> real = pooled(groups.real);
    const std::vector<SurvivalTime> sim = pooled(groups.sim);
    row.n = static_cast<int>(sim.size());
    if (groups.tasks.empty()) {
        row.missing = "no task has dialogues on both sides";
        return row;
    }
    if (eventsOf(real) == 0 || eventsOf(sim) == 0) {
        row.missing = std::string("no end of ") + (eventsOf(real) == 0 ? "people's" : "its") +
                      " dialogues is known";
        return row;
    }
    const double horizon = horizonOf(groups);
    row.real = meanUpTo(real, horizon);
    row.sim = meanUpTo(sim, horizon);
    row.value = gapUpTo(real, sim, horizon);
    row.interval = taskInterval(
        groups.tasks.size(),
        [&](std::span<const std::size_t> places) {
            return gapUpTo(pooled(groups.real, places), pooled(groups.sim, places), horizon);
        },
        input, job);
    row.notes.push_back("up to user turn " + std::to_string(static_cast<int>(horizon)));
    if (const auto test = stats::logRank(real, sim))
        row.p = test->p;
    if (std::min(eventsOf(real), eventsOf(sim)) < leastEvents)
        row.notes.emplace_back("fewer than 10 events");
    return row;
}

/// Going on just before turn t.
int atRisk(const std::vector<SurvivalTime> &times, int turn)
{
    return static_cast<int>(std::count_if(times.begin(), times.end(),
                                          [turn](const auto &time) { return time.time >= turn; }));
}

void addSteps(std::vector<MetricRow> &rows, const std::string &simulator, const Groups &groups)
{
    const std::vector<SurvivalTime> times = pooled(groups.sim);
    const auto real = stats::kaplanMeier(pooled(groups.real));
    const auto sim = stats::kaplanMeier(times);
    for (int turn = 1; turn <= static_cast<int>(horizonOf(groups)); ++turn) {
        MetricRow row;
        row.simulator = simulator;
        row.item = "S(" + std::to_string(turn) + ")";
        row.real = stats::survivalAt(real, turn);
        row.sim = stats::survivalAt(sim, turn);
        row.value = *row.sim - *row.real;
        row.n = atRisk(times, turn);
        rows.push_back(std::move(row));
    }
}

/// People's curve over all their dialogues.
void addPeople(std::vector<MetricRow> &rows, const std::vector<SurvivalTime> &times)
{
    if (eventsOf(times) == 0)
        return;
    const auto curve = stats::kaplanMeier(times);
    for (int turn = 1; turn <= static_cast<int>(lastTime(times)); ++turn) {
        MetricRow row;
        row.item = "S(" + std::to_string(turn) + ")";
        row.value = stats::survivalAt(curve, turn);
        row.n = atRisk(times, turn);
        rows.push_back(std::move(row));
    }
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    const std::function<SurvivalTime(const Dialogue &)> read = survivalTimeOf;
    const auto people = byTask(input.people, read);
    const std::optional<double> floor = batchFloor<SurvivalTime>(
        input.people, read, [](const Groups &groups) -> std::optional<double> {
            const auto gap = gapUpTo(pooled(groups.real), pooled(groups.sim), horizonOf(groups));
            return gap ? std::optional(std::abs(*gap)) : std::nullopt;
        });
    std::vector<MetricRow> rows;
    for (const MetricSimulator &simulator : input.simulators) {
        const Groups groups = groupsOf(people, byTask(simulator.dialogues, read));
        MetricRow whole = wholeRow(groups, input, job);
        const bool known = whole.value.has_value();
        whole.simulator = simulator.name;
        if (known)
            whole.floor = floor;
        rows.push_back(std::move(whole));
        if (known)
            addSteps(rows, simulator.name, groups);
        if (job.cancelled())
            return cancelledError(about);
    }
    std::vector<SurvivalTime> times;
    for (const auto &[task, values] : people)
        times.insert(times.end(), values.begin(), values.end());
    addPeople(rows, times);
    return rows;
}
} // namespace

std::unique_ptr<Metric> survival()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
