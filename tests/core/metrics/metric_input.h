// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"

#include <charconv>
#include <cmath>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gapscope::test {
/// "user: hello", "agent: …" or "tool: …", one turn each.
inline Dialogue dialogue(std::string_view task, int run, std::initializer_list<std::string> turns)
{
    Dialogue result;
    result.task = TaskKey{std::string(task)};
    result.run = run;
    for (const std::string &line : turns) {
        const std::size_t colon = line.find(": ");
        const std::string role = line.substr(0, colon);
        Turn turn;
        turn.role = role == "user" ? Role::User : role == "tool" ? Role::Tool : Role::Agent;
        turn.text = line.substr(colon + 2);
        result.turns.push_back(std::move(turn));
    }
    return result;
}

/// Gives every dialogue an id of its own.
class InputBuilder
{
public:
    MetricInput input;

    InputBuilder() { input.draws = 50; }

    void person(Dialogue dialogue) { input.people.push_back(made(std::move(dialogue))); }
    void sim(Dialogue dialogue, const std::string &name = "sim")
    {
        if (input.simulators.empty() || input.simulators.back().name != name)
            input.simulators.push_back({name, {}, {}, {}});
        input.simulators.back().dialogues.push_back(made(std::move(dialogue)));
    }
    void card(std::string_view task, const std::string &instruction)
    {
        Task entry;
        entry.key = TaskKey{std::string(task)};
        entry.instruction = instruction;
        input.tasks[entry.key] = entry;
    }

private:
    MetricDialogue made(Dialogue dialogue)
    {
        dialogue.id = DialogueId{"d" + std::to_string(m_count++)};
        return {std::make_shared<const Dialogue>(std::move(dialogue)), std::nullopt};
    }

    int m_count = 0;
};

/// Three decimals, "-" for none.
inline std::string shown(const std::optional<double> &value)
{
    if (!value)
        return "-";
    char buffer[32];
    const double rounded = std::round(*value * 1000.0) / 1000.0;
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, rounded == 0.0 ? 0.0 : rounded,
                                   std::chars_format::fixed, 3);
    return {buffer, end.ptr};
}

/// "sim|item|task value real sim n missing", one row a line.
inline std::string printed(const std::vector<MetricRow> &rows)
{
    std::string out;
    for (const MetricRow &row : rows) {
        out += row.simulator + "|" + row.item + "|" + row.task + " " + shown(row.value) + " " +
               shown(row.real) + " " + shown(row.sim) + " " + std::to_string(row.n) +
               (row.missing.empty() ? "" : " " + row.missing) + "\n";
    }
    return out;
}

/// The rows of a builtin metric; an empty list where it fails.
inline std::vector<MetricRow> rowsOf(std::string_view id, const MetricInput &input)
{
    const auto metrics = builtinMetrics();
    const Metric *metric = findMetric(metrics, id);
    JobContext job;
    Result<std::vector<MetricRow>> rows = metric ? metric->compute(input, job) : Error{};
    return rows ? std::move(*rows) : std::vector<MetricRow>();
}

/// The row of an item that is of no task; a row of simulator "none" where there is none.
inline MetricRow rowOf(const std::vector<MetricRow> &rows, std::string_view item,
                       std::string_view simulator = "sim")
{
    for (const MetricRow &row : rows)
        if (row.item == item && row.simulator == simulator && row.task.empty())
            return row;
    MetricRow none;
    none.simulator = "none";
    return none;
}
} // namespace gapscope::test
