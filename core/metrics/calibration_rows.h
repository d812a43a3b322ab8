// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"
#include "core/metrics/outcome_tables.h"

#include <functional>
#include <vector>

namespace gapscope {
using DialogueTest = std::function<bool(const Dialogue &dialogue)>;

/// Successes and dialogues of one side of a task.
struct SuccessCount
{
    int successes = 0;
    int dialogues = 0;

    double share() const { return static_cast<double>(successes) / dialogues; }
};

/// A task with a difficulty and an outcome on both sides.
struct CalibrationPair
{
    TaskKey task;
    double difficulty = 0.0;
    SuccessCount real;
    SuccessCount sim;
};

/// The tasks of the dialogues that pass the tests, ascending by task.
std::vector<CalibrationPair> calibrationPairs(const std::vector<MetricDialogue> &real,
                                              const DialogueTest &realTest,
                                              const std::vector<MetricDialogue> &sim,
                                              const DialogueTest &simTest,
                                              const std::map<TaskKey, double> &difficulty);
std::optional<Calibration> calibrationOf(const std::vector<CalibrationPair> &pairs);
/// value = ece with its interval; real and sim = mean success over tasks; n = tasks. Missing where
/// there is no such task.
MetricRow calibrationRow(const std::vector<CalibrationPair> &pairs, const MetricInput &input,
                         const JobContext &job);
/// Mean ece over pairs of people's batches; none below two batches with a common task.
std::optional<double> calibrationFloor(const std::vector<MetricDialogue> &people,
                                       const std::map<TaskKey, double> &difficulty);
/// Lets everything through.
bool everyDialogue(const Dialogue &dialogue);
} // namespace gapscope
