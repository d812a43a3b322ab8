// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"
#include "core/stats/random.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace gapscope::test {
/// A dialogue of a few turns whose features are set by hand: all features but n_turns are `level`
/// plus a little that differs by feature.
inline MetricDialogue metricDialogue(const std::string &task, int run, double level,
                                     const std::vector<std::string> &userTexts)
{
    auto dialogue = std::make_shared<Dialogue>();
    dialogue->id = DialogueId{task + "/" + std::to_string(run) + "/" + std::to_string(level)};
    dialogue->task = TaskKey{task};
    dialogue->run = run;
    for (const std::string &text : userTexts) {
        Turn turn;
        turn.text = text;
        dialogue->turns.push_back(turn);
        Turn answer;
        answer.role = Role::Agent;
        answer.text = "One moment.";
        dialogue->turns.push_back(answer);
    }
    FeatureVector features;
    for (std::size_t i = 0; i < featureCount; ++i)
        features.values[i] = level * (1.0 + 0.01 * static_cast<double>(i));
    return {dialogue, features};
}

/// `batches` batches of people and `runs` runs of one simulator on `tasks` tasks, with levels
/// uniform in [0, 1), the simulator's higher by `shift`.
inline MetricInput randomInput(int tasks, int batches, int runs, double shift)
{
    MetricInput input;
    input.draws = 200;
    RandomStream random(5);
    MetricSimulator simulator;
    simulator.name = "sim";
    for (int task = 0; task < tasks; ++task) {
        const std::string key = "tau1:retail:" + std::to_string(100 + task);
        input.tasks[TaskKey{key}].key = TaskKey{key};
        for (int run = 1; run <= batches; ++run)
            input.people.push_back(
                metricDialogue(key, run, random.unit(),
                               {"cancel my order please number " + std::to_string(run), "yes",
                                "why can't you do it"}));
        for (int run = 1; run <= runs; ++run)
            simulator.dialogues.push_back(
                metricDialogue(key, run, random.unit() + shift,
                               {"I would like to cancel my order, please.", "Thank you so much!"}));
    }
    input.simulators.push_back(simulator);
    return input;
}

/// A simulator that says and does exactly what people do.
inline MetricInput identicalInput(int tasks, int batches)
{
    MetricInput input = randomInput(tasks, batches, 0, 0.0);
    input.simulators.front().dialogues = input.people;
    return input;
}

inline std::vector<MetricRow> computed(const Metric &metric, const MetricInput &input)
{
    JobContext job;
    const Result<std::vector<MetricRow>> rows = metric.compute(input, job);
    return rows ? *rows : std::vector<MetricRow>{};
}

inline std::vector<MetricRow> computed(std::string_view id, const MetricInput &input)
{
    const auto metrics = builtinMetrics();
    const Metric *metric = findMetric(metrics, id);
    return metric ? computed(*metric, input) : std::vector<MetricRow>{};
}

/// The row of an item; one without a value where there is none.
inline MetricRow rowOf(const std::vector<MetricRow> &rows, std::string_view item)
{
    for (const MetricRow &row : rows)
        if (row.item == item)
            return row;
    return {};
}

inline bool isFinite(const MetricRow &row)
{
    for (const auto &number : {row.value, row.real, row.sim, row.floor, row.p, row.q})
        if (number && !std::isfinite(*number))
            return false;
    return !row.interval || (std::isfinite(row.interval->low) && std::isfinite(row.interval->high));
}

/// All of a row as text, for comparing.
inline std::string printed(const MetricRow &row)
{
    std::string text = row.simulator + "|" + row.item + "|" + row.task;
    for (const auto &number : {row.value, row.real, row.sim, row.floor, row.p, row.q})
        text += "|" + (number ? std::to_string(*number) : std::string("-"));
    if (row.interval)
        text += "|" + std::to_string(row.interval->low) + "…" + std::to_string(row.interval->high);
    text += "|" + std::to_string(row.n) + "|" + row.missing;
    for (const std::string &note : row.notes)
        text += "|" + note;
    return text;
}
} // namespace gapscope::test
