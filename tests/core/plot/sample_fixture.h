// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"
#include "core/plot/chart_key.h"
#include "tests/core/metrics/metric_input.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace gapscope::test {
/// A table with a row for each simulator of the sample; nothing of it is computed.
inline UsiTable namesOf(const MetricInput &sample)
{
    UsiTable table;
    for (const MetricSimulator &one : sample.simulators) {
        UsiRow row;
        row.name = one.name;
        table.rows.push_back(row);
    }
    return table;
}

/// The chart of the first simulator of the sample.
inline ChartSpec sampleChart(std::string_view id, const MetricInput &sample,
                             std::map<std::string, std::string, std::less<>> settings = {})
{
    const UsiTable table = namesOf(sample);
    ChartInput input{table, {}, {}, {}};
    input.sample = &sample;
    input.settings = std::move(settings);
    const auto charts = builtinCharts();
    return findChart(charts, id)->build(input);
}

/// What is wrong with the marks, warnings of a broken chart: a tip without a row of the table, a
/// key that cannot be read, a row of another width. Empty where all is well.
inline std::string faultsOf(const ChartSpec &spec)
{
    std::string faults;
    const auto check = [&](const MarkInfo &info) {
        if (info.tip.empty())
            return;
        if (info.row < 0 || info.row >= static_cast<int>(spec.table.rows.size()))
            faults += "no row: " + info.tip + "\n";
        if (!info.key.empty() && !parseChartKey(info.key))
            faults += "no key: " + info.key + "\n";
    };
    const auto checkAll = [&](const ChartSpec &one) {
        for (const auto &mark : one.points)
            check(mark.info);
        for (const auto &mark : one.bars)
            check(mark.info);
        for (const auto &mark : one.segments)
            check(mark.info);
        for (const auto &mark : one.polygons)
            check(mark.info);
    };
    checkAll(spec);
    for (const ChartSpec &panel : spec.panels)
        checkAll(panel);
    for (const auto &row : spec.table.rows)
        if (row.size() != spec.table.header.size())
            faults += "width " + std::to_string(row.size()) + "\n";
    return faults;
}

/// The cell of a table's row by the name of its column; empty where there is no such column.
inline TableCell cell(const Table &table, std::size_t row, std::string_view column)
{
    for (std::size_t i = 0; i < table.header.size(); ++i)
        if (table.header[i] == column)
            return table.rows.at(row).at(i);
    return {};
}

/// The first row that has this text in that column; the number of rows where none has.
inline std::size_t rowWith(const Table &table, std::string_view column, std::string_view value)
{
    std::size_t row = 0;
    while (row < table.rows.size() && cell(table, row, column).text != value)
        ++row;
    return row;
}

/// A dialogue with a reward and an answer to task_success, where one is given.
inline Dialogue rated(std::string_view task, int run, double reward, const std::string &answer = {})
{
    Dialogue one = dialogue(task, run, {"user: hello", "agent: hi"});
    one.outcome.reward = reward;
    if (!answer.empty())
        one.survey.push_back({"task_success", {}, answer});
    return one;
}
} // namespace gapscope::test
