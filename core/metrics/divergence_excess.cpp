// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/divergence_excess.h"

#include "core/metrics/alignment_rates.h"
#include "core/stats/intervals.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace gapscope {
namespace {
/// Counts of one turn over pairs.
struct Counts
{
    double pairs = 0;
    double apart = 0;
    double atRisk = 0;
    double parted = 0;

    void add(const Counts &other, double weight)
    {
        pairs += weight * other.pairs;
        apart += weight * other.apart;
        atRisk += weight * other.atRisk;
        parted += weight * other.parted;
    }
    std::optional<double> share() const { return ratio(apart, pairs); }
    std::optional<double> hazard() const { return ratio(parted, atRisk); }

private:
    static std::optional<double> ratio(double part, double all)
    {
        return all > 0 ? std::optional(part / all) : std::nullopt;
    }
};
using ByTurn = std::vector<Counts>;

/// One task's pairs of both sides.
struct TaskCounts
{
    ByTurn sim;
    ByTurn floor;
};

void count(ByTurn &turns, const PairCourse &course)
{
    const auto spoken = static_cast<int>(course.apart.size());
    const int last = std::max(spoken, course.first.value_or(0));
    if (static_cast<int>(turns.size()) < last)
        turns.resize(static_cast<std::size_t>(last));
    for (int turn = 1; turn <= last; ++turn) {
        const auto at = static_cast<std::size_t>(turn - 1);
        if (turn <= spoken) {
            turns[at].pairs += 1;
            turns[at].apart += course.apart[at] ? 1 : 0;
        }
        if (!course.first || turn <= *course.first) {
            turns[at].atRisk += 1;
            turns[at].parted += course.first == turn ? 1 : 0;
        }
    }
}

struct Totals
{
    ByTurn sim;
    ByTurn floor;
};

Totals totalsOf(const std::vector<TaskCounts> &tasks, std::span<const int> weights,
                std::size_t turns)
{
    Totals totals{ByTurn(turns), ByTurn(turns)};
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        if (weights[task] == 0)
            continue;
        for (std::size_t i = 0; i < tasks[task].sim.size(); ++i)
            totals.sim[i].add(tasks[task].sim[i], weights[task]);
        for (std::size_t i = 0; i < tasks[task].floor.size(); ++i)
            totals.floor[i].add(tasks[task].floor[i], weights[task]);
    }
    return totals;
}

std::optional<double> difference(const std::optional<double> &sim,
                                 const std::optional<double> &floor)
{
    return sim && floor ? std::optional(*sim - *floor) : std::nullopt;
}
} // namespace

PairCourse courseOf(const Alignment &alignment, const TaskKey &task)
{
    std::vector<std::pair<int, bool>> turns;
    for (const AlignedRow &row : alignment.rows) {
        if (isStopRow(row))
            continue;
        const bool apart = row.kind == RowKind::Divergent || row.kind == RowKind::Missing ||
                           row.kind == RowKind::Moved;
        for (const int position : row.real)
            turns.emplace_back(position, apart);
    }
    std::sort(turns.begin(), turns.end());
    PairCourse course;
    course.task = task;
    course.real = alignment.realDialogue;
    course.sim = alignment.simDialogue;
    for (const auto &[position, apart] : turns)
        course.apart.push_back(apart);
    course.first = alignmentRates(alignment).firstTurn;
    return course;
}

std::vector<SimulatorCourses> restricted(const std::vector<SimulatorCourses> &courses,
                                         const std::unordered_set<DialogueId> &excluded,
                                         const std::set<TaskKey> *tasks)
{
    const auto kept = [&](const std::vector<PairCourse> &pairs) {
        std::vector<PairCourse> out;
        std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(out), [&](const auto &pair) {
            return !excluded.contains(pair.real) && !excluded.contains(pair.sim) &&
                   (!tasks || tasks->contains(pair.task));
        });
        return out;
    };
    std::map<const void *, std::shared_ptr<const std::vector<PairCourse>>> floors;
    std::vector<SimulatorCourses> out;
    for (const SimulatorCourses &one : courses) {
        auto &floor = floors[one.floor.get()];
        if (!floor)
            floor = std::make_shared<const std::vector<PairCourse>>(kept(*one.floor));
        out.push_back({one.simulator, kept(one.pairs), one.floorName, floor});
    }
    return out;
}

Result<std::vector<TurnExcess>> excessDivergence(std::span<const PairCourse> sim,
                                                 std::span<const PairCourse> floor,
                                                 const ExcessOptions &options, JobContext &job)
{
    std::map<TaskKey, TaskCounts> byTask;
    for (const PairCourse &course : sim)
        count(byTask[course.task].sim, course);
    for (const PairCourse &course : floor)
        count(byTask[course.task].floor, course);
    std::vector<TaskCounts> tasks;
    std::size_t turns = 0;
    for (auto &[key, counts] : byTask) {
        turns = std::max(turns, counts.sim.size());
        tasks.push_back(std::move(counts));
    }
    // What only people have is no turn of the simulator's curve.
    for (TaskCounts &task : tasks)
        task.floor.resize(std::min(task.floor.size(), turns));

    std::vector<int> weights(tasks.size(), 1);
    const Totals all = totalsOf(tasks, weights, turns);
    std::vector<std::vector<double>> excesses(turns);
    std::vector<std::vector<double>> hazards(turns);
    for (int draw = 0; draw < options.draws && tasks.size() >= 2; ++draw) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, "excess divergence", ""};
        RandomStream random(options.seed, static_cast<std::uint64_t>(draw));
        std::fill(weights.begin(), weights.end(), 0);
        for (std::size_t i = 0; i < tasks.size(); ++i)
            ++weights[random.below(static_cast<std::uint32_t>(tasks.size()))];
        const Totals drawn = totalsOf(tasks, weights, turns);
        for (std::size_t i = 0; i < turns; ++i) {
            if (const auto value = difference(drawn.sim[i].share(), drawn.floor[i].share()))
                excesses[i].push_back(*value);
            if (const auto value = drawn.sim[i].hazard())
                hazards[i].push_back(*value);
        }
    }
    std::vector<TurnExcess> curve;
    for (std::size_t i = 0; i < turns; ++i) {
        TurnExcess one;
        one.turn = static_cast<int>(i) + 1;
        one.simPairs = static_cast<int>(all.sim[i].pairs);
        one.floorPairs = static_cast<int>(all.floor[i].pairs);
        one.sim = all.sim[i].share();
        one.floor = all.floor[i].share();
        one.excess = difference(one.sim, one.floor);
        if (one.excess)
            one.band = stats::percentileInterval(excesses[i]);
        one.atRisk = static_cast<int>(all.sim[i].atRisk);
        one.parted = static_cast<int>(all.sim[i].parted);
        one.hazard = all.sim[i].hazard();
        one.floorHazard = all.floor[i].hazard();
        if (one.hazard)
            one.hazardBand = stats::percentileInterval(hazards[i]);
        curve.push_back(one);
    }
    return curve;
}
} // namespace gapscope
