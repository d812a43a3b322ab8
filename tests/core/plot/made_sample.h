// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"
#include "tests/core/metrics/metric_input.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace gapscope::test {
/// A table with one row per simulator of the sample and nothing in it.
inline UsiTable tableOf(const MetricInput &sample)
{
    UsiTable table;
    for (const MetricSimulator &one : sample.simulators) {
        UsiRow row;
        row.name = one.name;
        table.rows.push_back(row);
    }
    return table;
}

using Settings = std::map<std::string, std::string, std::less<>>;

inline ChartSpec buildSampleChart(std::string_view id, const MetricInput &sample,
                                  const Settings &settings = {}, const std::string &simulator = {})
{
    const UsiTable table = tableOf(sample);
    ChartInput input{table, simulator, {}, {}};
    input.sample = &sample;
    input.settings = settings;
    const auto charts = builtinCharts();
    return findChart(charts, id)->build(input);
}

/// "text|text|number" of one row of a table.
inline std::string line(const ChartSpec &spec, std::size_t row)
{
    std::string out;
    for (const TableCell &cell : spec.table.rows.at(row))
        out += (out.empty() ? "" : "|") + cellText(cell);
    return out;
}

inline const std::vector<TableCell> *tableRow(const ChartSpec &spec, const std::string &first,
                                              const std::string &second)
{
    for (const auto &row : spec.table.rows)
        if (row.size() > 1 && row[0].text == first && row[1].text == second)
            return &row;
    return nullptr;
}

/// Every mark of a spec and its panels.
inline std::vector<MarkInfo> marksOf(const ChartSpec &spec)
{
    std::vector<MarkInfo> marks;
    const auto take = [&](const auto &of) {
        for (const auto &mark : of)
            if (!mark.info.tip.empty())
                marks.push_back(mark.info);
    };
    take(spec.points);
    take(spec.bars);
    take(spec.polygons);
    take(spec.segments);
    for (const ChartSpec &panel : spec.panels)
        for (MarkInfo &mark : marksOf(panel))
            marks.push_back(std::move(mark));
    return marks;
}

/// Why a mark has no row of the table or names a dialogue that is none; empty: all have.
inline std::string brokenMark(const ChartSpec &spec, const MetricInput &sample)
{
    std::set<DialogueId> known;
    for (const MetricDialogue &one : sample.people)
        known.insert(one.dialogue->id);
    for (const MetricSimulator &simulator : sample.simulators)
        for (const MetricDialogue &one : simulator.dialogues)
            known.insert(one.dialogue->id);
    for (const auto &row : spec.table.rows)
        if (row.size() != spec.table.header.size())
            return "a row of the table is not as long as its header";
    for (const MarkInfo &mark : marksOf(spec)) {
        if (mark.row < 0 || mark.row >= static_cast<int>(spec.table.rows.size()))
            return "no row: " + mark.tip;
        // A curve has a mark at a turn where nobody does anything.
        if (mark.dialogues.empty() && mark.tip.find("\n0 of ") == std::string::npos)
            return "no dialogue: " + mark.tip;
        for (const DialogueId &id : mark.dialogues)
            if (!known.contains(id))
                return "unknown dialogue: " + mark.tip;
    }
    return {};
}

/// People and `simulators` simulators on six tasks of two domains, two batches and runs each:
/// simulators are shorter, tell all at once and end otherwise.
inline MetricInput smallSample(int simulators = 2)
{
    InputBuilder builder;
    const auto features = [](MetricDialogue &one, double level) {
        FeatureVector vector;
        vector.values.fill(level);
        one.features = vector;
    };
    for (int task = 0; task < 6; ++task) {
        const std::string key =
            "tau1:" + std::string(task < 3 ? "airline" : "retail") + ":" + std::to_string(task);
        builder.card(key, "You are mei_li_1234 and want order W5544 and W7788 changed.");
        for (int run = 1; run <= 2; ++run) {
            builder.person(
                dialogue(key, run,
                         {"user: hi i need help", "agent: who are you", "user: mei_li_1234",
                          "agent: which order", "user: W5544", "agent: done", "user: and W7788",
                          "agent: done", run == 1 ? "user: thanks" : "user: forget it"}));
            features(builder.input.people.back(), 0.1 * task + 0.05 * run);
        }
    }
    for (int i = 0; i < simulators; ++i) {
        const std::string name = "sim " + std::to_string(i);
        for (int task = 0; task < 6; ++task) {
            const std::string key =
                "tau1:" + std::string(task < 3 ? "airline" : "retail") + ":" + std::to_string(task);
            for (int run = 1; run <= 2; ++run) {
                builder.sim(
                    dialogue(key, run,
                             {"user: Hello, I am mei_li_1234 and want W5544 and W7788 "
                              "changed, please.",
                              "agent: done", "user: Thank you!", "agent: bye", "user: ###STOP###"}),
                    name);
                features(builder.input.simulators.back().dialogues.back(),
                         0.2 + 0.1 * task + 0.01 * i);
            }
        }
    }
    return std::move(builder.input);
}
} // namespace gapscope::test
