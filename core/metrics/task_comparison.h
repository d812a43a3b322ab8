// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What metrics that compare sides task by task are made of (methods.md B11): runs of one task are
/// not independent, so tasks are what is averaged over and resampled.
namespace gapscope {
/// One number of one dialogue, or of one pair of dialogues, of a task.
struct TaskValue
{
    TaskKey task;
    /// Run or batch; pairs have none.
    int run = 0;
    double value = 0.0;
};

/// Means of both sides over the dialogues of a task that both have.
struct TaskPair
{
    TaskKey task;
    double real = 0.0;
    double sim = 0.0;
};

using DialogueMeasure = std::function<std::optional<double>(const Dialogue &dialogue)>;
std::vector<TaskValue> measured(const std::vector<MetricDialogue> &dialogues,
                                const DialogueMeasure &measure);
using PairMeasure = std::function<std::optional<double>(const Dialogue &real, const Dialogue &sim)>;
/// Every real dialogue with every simulated one of its task.
std::vector<TaskValue> measuredPairs(const std::vector<MetricDialogue> &real,
                                     const std::vector<MetricDialogue> &sim,
                                     const PairMeasure &measure);
/// Every two dialogues of a task, once.
std::vector<TaskValue> measuredPairs(const std::vector<MetricDialogue> &people,
                                     const PairMeasure &measure);

/// Ascending by task.
std::vector<TaskPair> pairedByTask(std::span<const TaskValue> real, std::span<const TaskValue> sim);
/// Mean of each task; ascending by task.
std::vector<TaskValue> meansByTask(std::span<const TaskValue> values);
/// None for no values.
std::optional<double> meanOf(std::span<const TaskValue> values);

/// A figure of some tasks given by their places, repetitions allowed; none where it is undefined.
using TaskStatistic = std::function<std::optional<double>(std::span<const std::size_t> tasks)>;
/// BySize: BCa below 40 tasks, else percentiles. Centred, for distances (≥ 0): drawing tasks twice
/// makes samples less alike, so that draws lie above the estimate and BCa may miss it; percentiles
/// of the draws moved so that their median is the estimate, at least 0.
enum class IntervalKind { BySize, Centred };
/// 95 % by drawing tasks with replacement. None below two tasks, without draws, and when the job is
/// cancelled.
std::optional<ConfidenceInterval> taskInterval(std::size_t tasks, const TaskStatistic &statistic,
                                               const MetricInput &input, const JobContext &job,
                                               IntervalKind kind = IntervalKind::BySize);
/// Of the mean of `values`, each of one task.
std::optional<ConfidenceInterval> meanInterval(std::span<const double> values,
                                               const MetricInput &input, const JobContext &job);

/// Mean over people's pairs of batches of |mean difference over the tasks both have|: how far
/// people are from people by the same measure. None below two batches with a common task.
std::optional<double> peopleFloor(std::span<const TaskValue> people);

/// real, sim, value = sim − real (means over the tasks both have), interval, floor; n = dialogues
/// of the simulator that have a value and a partner. `missing` is the reason where there is none.
MetricRow comparedRow(const std::string &simulator, std::span<const TaskValue> people,
                      std::span<const TaskValue> sim, const std::string &missing,
                      const MetricInput &input, const JobContext &job);
/// One row per task, without interval; n = dialogues of the simulator there.
std::vector<MetricRow> taskRows(const std::string &simulator, std::span<const TaskValue> people,
                                std::span<const TaskValue> sim);
/// A row of a measure of pairs: value = mean over tasks, interval, floor = the same among people's
/// pairs; n = pairs.
MetricRow pairRow(const std::string &simulator, std::span<const TaskValue> values,
                  std::span<const TaskValue> people, const std::string &missing,
                  const MetricInput &input, const JobContext &job);

/// comparedRow() and taskRows() of a measure, for every simulator.
Result<std::vector<MetricRow>> compareDialogues(const DialogueMeasure &measure,
                                                const std::string &missing,
                                                const MetricInput &input, JobContext &job);

/// The task's instruction; empty where it is not known.
std::string_view cardOf(const MetricInput &input, const TaskKey &task);
Error cancelledError(const MetricInfo &info);
} // namespace gapscope
