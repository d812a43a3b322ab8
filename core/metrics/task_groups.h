// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace gapscope {
/// What a function says of each dialogue, by task, for the tasks that both sides have; `real[i]`
/// and `sim[i]` are of one task.
template <class T>
struct TaskGroups
{
    std::vector<TaskKey> tasks;
    std::vector<std::vector<T>> real;
    std::vector<std::vector<T>> sim;
};

template <class T>
std::map<TaskKey, std::vector<T>> byTask(const std::vector<MetricDialogue> &dialogues,
                                         const std::function<T(const Dialogue &)> &read)
{
    std::map<TaskKey, std::vector<T>> tasks;
    for (const MetricDialogue &one : dialogues)
        tasks[one.dialogue->task].push_back(read(*one.dialogue));
    return tasks;
}

template <class T>
TaskGroups<T> groupsOf(const std::map<TaskKey, std::vector<T>> &real,
                       const std::map<TaskKey, std::vector<T>> &sim)
{
    TaskGroups<T> groups;
    for (const auto &[task, values] : real) {
        const auto found = sim.find(task);
        if (found == sim.end() || found->second.empty() || values.empty())
            continue;
        groups.tasks.push_back(task);
        groups.real.push_back(values);
        groups.sim.push_back(found->second);
    }
    return groups;
}

/// All values of the tasks at these places, one after the other.
template <class T>
std::vector<T> pooled(const std::vector<std::vector<T>> &groups,
                      std::span<const std::size_t> places)
{
    std::vector<T> all;
    for (const std::size_t place : places)
        all.insert(all.end(), groups[place].begin(), groups[place].end());
    return all;
}

template <class T>
std::vector<T> pooled(const std::vector<std::vector<T>> &groups)
{
    std::vector<T> all;
    for (const std::vector<T> &group : groups)
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

/// People's dialogues by batch.
inline std::map<int, std::vector<MetricDialogue>>
batchesOf(const std::vector<MetricDialogue> &people)
{
    std::map<int, std::vector<MetricDialogue>> batches;
    for (const MetricDialogue &one : people)
        batches[one.dialogue->run].push_back(one);
    return batches;
}

/// Mean of a gap between two samples over all pairs of people's batches, on the tasks both have;
/// none below two batches, or where the gap is never defined.
template <class T>
std::optional<double>
batchFloor(const std::vector<MetricDialogue> &people,
           const std::function<T(const Dialogue &)> &read,
           const std::function<std::optional<double>(const TaskGroups<T> &)> &gap)
{
    std::vector<std::map<TaskKey, std::vector<T>>> batches;
    for (const auto &[run, dialogues] : batchesOf(people))
        batches.push_back(byTask(dialogues, read));
    double sum = 0.0;
    int n = 0;
    for (std::size_t i = 0; i < batches.size(); ++i) {
        for (std::size_t j = i + 1; j < batches.size(); ++j) {
            if (const std::optional<double> value = gap(groupsOf(batches[i], batches[j]))) {
                sum += *value;
                ++n;
            }
        }
    }
    return n > 0 ? std::optional(sum / n) : std::nullopt;
}
} // namespace gapscope
