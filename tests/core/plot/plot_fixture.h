// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart.h"

#include <sstream>
#include <string>

namespace gapscope::test {
/// Two simulators and a ceiling with round numbers; `sim a` loses 12 + 8 + 6 + 4 points.
inline UsiTable smallTable()
{
    UsiTable table;
    table.difficulty = "frozen";
    UsiRow top;
    top.name = "Human";
    top.kind = UsiRow::Kind::Ceiling;
    top.conversation = Spread{88, 4, 3};
    top.information = Spread{96, 1, 3};
    top.clarification = Spread{90, 2, 3};
    top.reaction = Spread{92, 3, 3};
    top.evaluation = Spread{96, 2, 3};
    top.ece = Spread{0.05, 0.02, 3};
    top.usi = Spread{93, 1, 3};
    top.terms = 6;
    table.rows.push_back(top);

    UsiRow a = top;
    a.name = "sim a";
    a.kind = UsiRow::Kind::Simulator;
    a.tasks = 20;
    a.dialogues = 60;
    a.conversation = Spread{50, 5, 3};
    a.information = Spread{80, 1, 3};
    a.clarification = Spread{70, 2, 3};
    a.reaction = Spread{70, 2, 3};
    a.evaluation = Spread{72, 1, 3};
    a.ece = Spread{0.22, 0.01, 3};
    a.usi = Spread{70, 1.5, 3};
    table.rows.push_back(a);

    UsiRow b = a;
    b.name = "sim <b>";
    b.usi = Spread{75, 0.5, 3};
    b.evaluation.reset();
    b.terms = 5;
    b.missing["eval_agree"] = "no survey file";
    table.rows.push_back(b);

    SimulatorDetail detail;
    detail.name = "sim a";
    detail.features = {{Feature::ShortMsgRate, 29.0, 1.0, 0.0667, 40, 3, 0.9},
                       {Feature::PolitenessRate, 15.0, 49.0, 0.46875, 50, 60, 0.4},
                       {Feature::UserWordsPerTurn, 8.0, 16.0, 0.6667, 60, 60, 0.95},
                       {Feature::RepeatRate, 0.0, 0.0, 1.0, 0, 0, {}}};
    detail.bins = {{0.0, 0.2, 4, 0.25, 0.5}, {0.2, 0.4, 0, 0.0, 0.0}, {0.8, 1.0, 16, 0.75, 0.9375}};
    detail.lost = {{"politeness_rate", "Politeness", Dimension::Conversation, 8.0},
                   {"short_msg_rate", "Short replies", Dimension::Conversation, 12.0},
                   {"ece", "Calibration", Dimension::None, 4.0},
                   {"eval_agree", "Survey", Dimension::None, 6.0}};
    table.details.push_back(detail);
    detail.name = "sim <b>";
    detail.features[0].sim.reset();
    detail.features[0].dice.reset();
    table.details.push_back(detail);
    return table;
}

inline ChartSpec buildChart(std::string_view id, const UsiTable &table,
                            const std::string &simulator = {},
                            std::vector<TurnDivergence> divergence = {})
{
    const auto charts = builtinCharts();
    const Chart *chart = findChart(charts, id);
    if (!chart)
        return {};
    const MetricInput noDialogues;
    ChartInput input{table,
                     simulator,
                     std::move(divergence),
                     {"20 tasks, 60 dialogues", "domain airline", "1.2.3", "abc123"}};
    input.sample = &noDialogues;
    return chart->build(input);
}

inline std::vector<TurnDivergence> smallDivergence()
{
    return {
        {"sim a", TurnDivergence::Kind::Simulator, {{1, 5, 20}, {2, 10, 20}, {3, 0, 0}, {4, 4, 5}}},
        {"people", TurnDivergence::Kind::Floor, {{1, 2, 20}, {2, 5, 20}}}};
}

/// Marks of a spec as lines, for comparing whole structures.
inline std::string printed(const ChartSpec &spec)
{
    std::ostringstream out;
    const auto list = [&](const char *name, const std::vector<std::string> &texts) {
        out << name << ':';
        for (const std::string &text : texts)
            out << ' ' << text << ';';
        out << '\n';
    };
    if (spec.isEmpty())
        out << "empty: " << spec.emptyReason << '\n';
    list("rows", spec.y.categories);
    for (const BarMark &bar : spec.bars)
        out << "bar " << bar.x.from << ".." << bar.x.to << " y " << (bar.y.from + bar.y.to) / 2
            << " '" << bar.label << "' " << bar.info.key << '\n';
    for (const PointMark &point : spec.points) {
        out << "point " << point.x << ',' << point.y;
        if (point.xError)
            out << " [" << point.xError->from << ".." << point.xError->to << ']';
        out << " '" << point.label << "' " << point.info.key << '\n';
    }
    for (const ReferenceLine &line : spec.references)
        out << "reference " << line.value << " '" << line.label << "'\n";
    for (const SideColumn &column : spec.columns)
        list(("column " + column.title).c_str(), column.cells);
    list("warnings", spec.warnings);
    return out.str();
}
} // namespace gapscope::test
