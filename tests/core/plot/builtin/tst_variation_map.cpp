// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/metrics/metric_fixture.h"
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestVariationMap : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyDialogueIsADotThatStandsForIt()
    {
        const MetricInput input = test::randomInput(10, 2, 1, 0.5);
        const ChartSpec spec = test::sampleChart("variation_map", input);
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.points.size(), std::size_t(30));
        QCOMPARE(spec.table.rows.size(), std::size_t(30));
        for (std::size_t i = 0; i < spec.points.size(); ++i) {
            QCOMPARE(spec.points[i].info.row, int(i));
            QCOMPARE(spec.points[i].info.dialogues.front().value(),
                     test::cell(spec.table, i, "dialogue").text);
            QCOMPARE(test::cell(spec.table, i, "pc1").number, spec.points[i].x);
        }
        QCOMPARE(spec.points[0].info.ink.role, InkRole::Real);
        QCOMPARE(spec.points[29].info.ink.role, InkRole::Sim);
    }

    void axesAreFittedOnPeople()
    {
        // All 19 features move together: one axis explains everything and people centre on 0.
        const MetricInput input = test::randomInput(10, 2, 1, 0.5);
        const ChartSpec spec = test::sampleChart("variation_map", input);
        QVERIFY2(spec.x.title.find("PC1, 100.0 % of people's variance: + ") == 0,
                 spec.x.title.c_str());
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < 20; ++i) {
            sum += spec.points[std::size_t(i)].x;
            squares += spec.points[std::size_t(i)].x * spec.points[std::size_t(i)].x;
        }
        QVERIFY(std::abs(sum) < 1e-9);
        // 19 scaled features of variance 1 along one axis.
        QVERIFY(std::abs(squares / 20 - 19.0) < 1e-6);
    }

    void coverageIsTheMetric()
    {
        const MetricInput input = test::randomInput(12, 2, 1, 0.2);
        const MetricRow row = test::rowOf(test::rowsOf("coverage", input), "coverage", "sim");
        char text[64];
        std::snprintf(text, sizeof text, "coverage %.2f [%.2f, %.2f], people %.2f", *row.value,
                      row.interval->low, row.interval->high, *row.floor);
        const ChartSpec spec = test::sampleChart("variation_map", input);
        QVERIFY2(spec.subtitle.find(text) != std::string::npos, spec.subtitle.c_str());
    }

    void outlinesCanBeLeftOut()
    {
        const ChartSpec spec = test::sampleChart("variation_map", test::randomInput(10, 2, 1, 0.5),
                                                 {{"outline", "none"}});
        QVERIFY(spec.polygons.empty());
    }

    void withoutCommonTasksItSaysSo()
    {
        MetricInput input = test::randomInput(2, 1, 1, 0.5);
        input.people.clear();
        QCOMPARE(test::sampleChart("variation_map", input).emptyReason,
                 std::string("People and sim share no task with user turns."));
    }

    void peopleWhoAreAllAlikeGiveNoMap()
    {
        MetricInput input = test::randomInput(3, 1, 1, 0.5);
        for (MetricDialogue &one : input.people)
            one.features = input.people.front().features;
        QVERIFY(test::sampleChart("variation_map", input).emptyReason.find("do not vary") !=
                std::string::npos);
    }

    void thirtyOneSimulatorsAreChosenFrom()
    {
        MetricInput input = test::randomInput(8, 1, 1, 0.5);
        for (int i = 0; i < 30; ++i) {
            input.simulators.push_back(input.simulators.front());
            input.simulators.back().name = "other " + std::to_string(i);
        }
        QCOMPARE(test::sampleChart("variation_map", input).points.size(), std::size_t(16));
        const ChartSpec spec = test::sampleChart("variation_map", input, {{"other", "other 29"}});
        QCOMPARE(spec.points.size(), std::size_t(24));
        QCOMPARE(test::faultsOf(spec), std::string());
    }
};

QTEST_APPLESS_MAIN(TestVariationMap)
#include "tst_variation_map.moc"
