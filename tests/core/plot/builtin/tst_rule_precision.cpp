// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/intervals.h"
#include "tests/core/label/rated_pairs.h"
#include "tests/core/plot/made_sample.h"
#include "tests/support/test_case.h"

using namespace gapscope;
using test::RatedPairMaker;

class TestRulePrecisionChart final : public test::TestCase
{
    Q_OBJECT

    UsiTable m_table;
    std::vector<SuggestedPair> m_pairs;

    static Suggestion suggested(const char *rule, int row)
    {
        Suggestion one;
        one.row = row;
        one.rule = rule;
        one.code = suggestionRule(rule)->code;
        return one;
    }

    ChartSpec build(const test::Settings &settings = {})
    {
        ChartInput input{m_table, "sim a", {}, {}};
        input.suggested = &m_pairs;
        input.settings = settings;
        const auto charts = builtinCharts();
        return findChart(charts, "rule_precision")->build(input);
    }

private Q_SLOTS:
    void init()
    {
        failOnUnexpectedWarnings();
        m_table = {};
        UsiRow row;
        row.name = "sim a";
        m_table.rows.push_back(row);
        RatedPairMaker one("1", 4);
        one.says("ann", "Q4", 0).says("ann", "R6", 1).says("ann", "T2", 3);
        one.result.pair.labels[0].origin = LabelOrigin::Accepted;
        one.result.pair.labels[0].suggestion = "Q4";
        RatedPairMaker other("2", 2, "sim b");
        other.done("ann");
        m_pairs = {{one.result,
                    {suggested("extra_question", 0), suggested("extra_question", 2),
                     suggested("coaching", 1)}},
                   {other.result, {suggested("extra_question", 0)}}};
    }

    void rulesWithTheirIntervals()
    {
        const ChartSpec spec = build();
        QVERIFY2(spec.emptyReason.empty(), spec.emptyReason.c_str());
        // Early stop is labelled but never suggested: a row without a dot.
        QCOMPARE(spec.y.categories.size(), std::size_t(3));
        QCOMPARE(spec.points.size(), std::size_t(2));
        const auto *row = test::tableRow(spec, "extra_question", "Q4");
        QVERIFY(row);
        QCOMPARE(cellText(row->at(3)) + " " + cellText(row->at(4)), std::string("3 1"));
        QCOMPARE(row->at(6).number, stats::wilson(1, 3)->low);
        QCOMPARE(row->at(12).number, 1.0);
        QCOMPARE(spec.points[0].info.dialogues,
                 (std::vector{DialogueId("sim-1"), DialogueId("sim-2")}));
        QCOMPARE(spec.columns[1].cells, (std::vector<std::string>{"100 %", "100 %", "0 %"}));
        QCOMPARE(spec.warnings.size(), std::size_t(2));
    }

    void pairsOfTheSelectedSimulator()
    {
        const ChartSpec spec = build({{"of", "selected"}, {"order", "precision"}});
        QCOMPARE(spec.y.categories.front(), std::string("R6  Coaching"));
        QCOMPARE(cellText(test::tableRow(spec, "extra_question", "Q4")->at(3)), std::string("2"));
    }

    void emptyTellsWhy()
    {
        m_pairs.clear();
        QVERIFY(build().emptyReason.find("Compare page") != std::string::npos);
        RatedPairMaker one("1", 1);
        one.done("ann");
        m_pairs = {{one.result, {}}};
        QVERIFY(build().emptyReason.find("No rule suggests") != std::string::npos);
        ChartInput input{m_table, "sim a", {}, {}};
        const auto charts = builtinCharts();
        QVERIFY(
            findChart(charts, "rule_precision")->build(input).emptyReason.find("not computed") !=
            std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRulePrecisionChart)
#include "tst_rule_precision.moc"
