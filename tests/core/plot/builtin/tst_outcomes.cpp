// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestOutcomes : public test::TestCase
{
    Q_OBJECT

    /// Airline: two tasks only the simulator solves; retail: one both, one only people; one tie.
    static MetricInput sample(int simulators = 1)
    {
        test::InputBuilder made;
        const auto people = [&](const char *task, double first, double second) {
            made.person(test::rated(task, 1, first));
            made.person(test::rated(task, 2, second));
        };
        people("tau1:airline:1", 0, 0);
        people("tau1:airline:2", 0, 0);
        people("tau1:retail:1", 1, 1);
        people("tau1:retail:2", 1, 1);
        people("tau1:retail:3", 1, 0);
        for (int s = 0; s < simulators; ++s) {
            const std::string name = "sim " + std::to_string(s);
            made.sim(test::rated("tau1:airline:1", 1, 1), name);
            made.sim(test::rated("tau1:airline:2", 1, 1), name);
            made.sim(test::rated("tau1:retail:1", 1, 1), name);
            made.sim(test::rated("tau1:retail:2", 1, 0), name);
            made.sim(test::rated("tau1:retail:3", 1, 1), name);
        }
        return made.input;
    }

private Q_SLOTS:
    void groupsHavePairedDifferences()
    {
        const MetricInput input = sample();
        const ChartSpec spec = test::sampleChart("outcomes", input);
        QCOMPARE(test::faultsOf(spec), std::string());
        const ChartSpec &rates = spec.panels[0];
        QCOMPARE(rates.y.categories, (std::vector<std::string>{"all tasks", "airline", "retail"}));
        // (0 + 0 + 1 + 1 + ½)/5 against 4/5.
        QVERIFY(std::abs(rates.points[0].x - 50.0) < 1e-9);
        QVERIFY(std::abs(rates.points[1].x - 80.0) < 1e-9);
        QCOMPARE(rates.columns[0].cells[1], std::string("+100.0"));
        QCOMPARE(rates.points[0].info.dialogues.size(), std::size_t(15));
        const MetricRow row = test::rowOf(test::rowsOf("success_gap", input), "", "sim 0");
        QCOMPARE(test::cell(spec.table, 0, "value").number, *row.value);
        QCOMPARE(test::cell(spec.table, 0, "low_95").number, row.interval->low);
        QCOMPARE(test::cell(spec.table, 0, "p").number, *row.p);
        QVERIFY(std::abs(rates.points[1].xError->from - (50.0 + 100.0 * row.interval->low)) < 1e-9);
    }

    void tasksAgreeOrNot()
    {
        const ChartSpec spec = test::sampleChart("outcomes", sample());
        const ChartSpec &same = spec.panels[1];
        // People fail on two tasks, both solved by the simulator; of their two, it solves one.
        QCOMPARE(same.bars.size(), std::size_t(3));
        QVERIFY(same.bars[0].x == (Interval{0, 50}) && same.bars[0].y == (Interval{0, 100}));
        QVERIFY(same.bars[0].hatched && same.bars[1].hatched && !same.bars[2].hatched);
        QCOMPARE(same.bars[0].info.dialogues.size(), std::size_t(6));
        // 2 against 1 discordant: exact p is 1.
        QVERIFY(same.title.find("McNemar p\u00a01.0000") != std::string::npos);
        QVERIFY(spec.warnings.front().find("1 task without a majority") == 0);
    }

    void fewTasksAreOpen()
    {
        const ChartSpec spec = test::sampleChart("outcomes", sample());
        QCOMPARE(spec.panels[0].points[1].shape, MarkShape::Ring);
        QVERIFY(spec.warnings[1].find("Open marks, fewer than 10 tasks: all tasks") == 0);
    }

    void withoutOutcomesItSaysWhatToImport()
    {
        test::InputBuilder made;
        made.person(test::dialogue("tau1:retail:1", 1, {"user: hello"}));
        made.sim(test::dialogue("tau1:retail:1", 1, {"user: hello"}));
        QVERIFY(test::sampleChart("outcomes", made.input)
                    .emptyReason.find("import dialogues with rewards") != std::string::npos);
    }

    void secondSimulatorIsChosenOfThirtyOne()
    {
        const MetricInput input = sample(31);
        QCOMPARE(test::sampleChart("outcomes", input).panels[0].points.size(), std::size_t(6));
        const ChartSpec spec = test::sampleChart("outcomes", input, {{"other", "sim 30"}});
        QCOMPARE(spec.panels[0].points.size(), std::size_t(12));
        QCOMPARE(test::faultsOf(spec), std::string());
    }
};

QTEST_APPLESS_MAIN(TestOutcomes)
#include "tst_outcomes.moc"
