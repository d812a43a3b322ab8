// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets.h"

#include "core/stats/intervals.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gapscope {
namespace {
/// Keeps the draws of the bootstrap apart from those of the split.
constexpr std::uint64_t gapStream = 0x67617073;

/// The parts of one task on both sides; a side without values has n = 0.
struct TaskParts
{
    Figure::Part people;
    Figure::Part simulator;
};

std::vector<TaskParts> taskParts(const Figure &people, const Figure &simulator)
{
    std::map<TaskKey, TaskParts> parts;
    for (const auto &[task, part] : people.byTask)
        parts[task].people = part;
    for (const auto &[task, part] : simulator.byTask)
        parts[task].simulator = part;
    std::vector<TaskParts> result;
    for (const auto &[task, part] : parts)
        result.push_back(part);
    return result;
}

/// Tasks are drawn with replacement, all dialogues of a task together.
std::optional<ConfidenceInterval> bootstrap(const std::vector<TaskParts> &tasks, int draws,
                                            std::uint64_t seed)
{
    const auto both = std::count_if(tasks.begin(), tasks.end(), [](const TaskParts &task) {
        return task.people.n > 0 && task.simulator.n > 0;
    });
    if (both < 2)
        return std::nullopt;
    RandomStream random(seed, gapStream);
    std::vector<double> changes;
    for (int draw = 0; draw < draws; ++draw) {
        TaskParts sum;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const TaskParts &task = tasks[random.below(static_cast<std::uint32_t>(tasks.size()))];
            sum.people.sum += task.people.sum;
            sum.people.n += task.people.n;
            sum.simulator.sum += task.simulator.sum;
            sum.simulator.n += task.simulator.n;
        }
        if (sum.people.n > 0 && sum.simulator.n > 0)
            changes.push_back(sum.people.sum / sum.people.n - sum.simulator.sum / sum.simulator.n);
    }
    return stats::percentileInterval(changes);
}

double effectOf(const Figure &people, const Figure &simulator)
{
    if (people.info.unit == FigureUnit::Share) {
        const auto angle = [](double share) {
            return 2.0 * std::asin(std::sqrt(std::clamp(share, 0.0, 1.0)));
        };
        return std::abs(angle(people.mean) - angle(simulator.mean));
    }
    const double change = std::abs(people.mean - simulator.mean);
    const double sd = people.quantiles ? people.quantiles->sd : 0.0;
    return sd > 0.0 ? change / sd : change;
}

TargetGap gapOf(const Figure &people, const Figure &simulator, const MetricInput &input)
{
    TargetGap gap{people,       simulator,     people.mean - simulator.mean,
                  std::nullopt, Move::Unclear, 0.0};
    if (people.n == 0 || simulator.n == 0)
        return gap;
    gap.interval = bootstrap(taskParts(people, simulator), input.draws, input.seed);
    gap.effect = effectOf(people, simulator);
    if (!gap.interval || (people.few() && simulator.few()))
        return gap;
    if (gap.interval->low > 0.0)
        gap.move = Move::Up;
    else if (gap.interval->high < 0.0)
        gap.move = Move::Down;
    return gap;
}

std::set<TaskKey> tasksOf(const std::vector<MetricDialogue> &dialogues,
                          const std::set<TaskKey> &among)
{
    std::set<TaskKey> tasks;
    for (const MetricDialogue &each : dialogues)
        if (among.contains(each.dialogue->task))
            tasks.insert(each.dialogue->task);
    return tasks;
}

Result<SimulatorTargets> simulatorTargets(const MetricInput &input,
                                          const MetricSimulator &simulator,
                                          const std::set<TaskKey> &tuning, JobContext &job)
{
    const std::set<TaskKey> shared = tasksOf(simulator.dialogues, tuning);
    SimulatorTargets result;
    result.name = simulator.name;
    result.sharedTasks = static_cast<int>(shared.size());
    Result<UserProfile> own = profileOf(simulator.dialogues, Source::Llm, shared, job);
    if (!own)
        return own.error();
    const Result<UserProfile> people = profileOf(input.people, Source::Human, shared, job);
    if (!people)
        return people.error();
    for (std::size_t i = 0; i < people->figures.size(); ++i) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, "", ""};
        result.gaps.push_back(gapOf(people->figures[i], own->figures[i], input));
    }
    std::stable_sort(
        result.gaps.begin(), result.gaps.end(), [](const TargetGap &a, const TargetGap &b) {
            const bool unclear = a.move == Move::Unclear;
            return unclear != (b.move == Move::Unclear) ? !unclear : a.effect > b.effect;
        });
    result.profile = std::move(*own);
    return result;
}

std::vector<Targets::DomainSize> domainSizes(const std::map<TaskKey, std::string> &domains,
                                             const std::set<TaskKey> &tuning)
{
    std::map<std::string, Targets::DomainSize> sizes;
    for (const auto &[key, domain] : domains) {
        Targets::DomainSize &size = sizes[domain];
        size.domain = domain;
        ++(tuning.contains(key) ? size.tuning : size.heldOut);
    }
    std::vector<Targets::DomainSize> result;
    for (auto &entry : sizes)
        result.push_back(std::move(entry.second));
    return result;
}
} // namespace

Result<Targets> computeTargets(const MetricInput &input, double share, JobContext &job)
{
    Targets targets;
    std::map<TaskKey, std::string> domains;
    for (const MetricDialogue &each : input.people) {
        const TaskKey &task = each.dialogue->task;
        if (task.empty()) {
            ++targets.withoutTask;
            continue;
        }
        const auto known = input.tasks.find(task);
        domains[task] = known != input.tasks.end() && !known->second.domain.empty()
                            ? known->second.domain
                            : domainOfKey(task);
    }
    if (domains.empty()) {
        return Error{ErrorCode::NotComputable, "targets",
                     "there are no dialogues of real users that have a task"};
    }
    Result<TaskSplit> split = splitTasks(domains, share, input.seed);
    if (!split)
        return split.error();
    const std::set<TaskKey> tuning(split->tuning.begin(), split->tuning.end());
    targets.split = std::move(*split);
    targets.domains = domainSizes(domains, tuning);
    targets.lexiconVersion = referenceLexicon().version();
    targets.draws = input.draws;

    const auto total = static_cast<std::int64_t>(input.simulators.size()) + 1;
    Result<UserProfile> people = profileOf(input.people, Source::Human, tuning, job);
    if (!people)
        return people.error();
    targets.people = std::move(*people);
    job.report(1, total);
    for (const MetricSimulator &simulator : input.simulators) {
        Result<SimulatorTargets> own = simulatorTargets(input, simulator, tuning, job);
        if (!own)
            return own.error();
        targets.simulators.push_back(std::move(*own));
        job.report(static_cast<std::int64_t>(targets.simulators.size()) + 1, total);
    }
    return targets;
}
} // namespace gapscope
