// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestRewardAudit : public test::TestCase
{
    Q_OBJECT

    /// People: 3 of 4 dialogues without reward judged a success, 1 of 4 with reward not.
    static MetricInput sample(int simulators = 1)
    {
        test::InputBuilder made;
        const std::string yes = "Yes - Task completed";
        const std::string partly = "Partially - Some progress";
        for (int i = 0; i < 4; ++i) {
            const std::string task = "tau1:retail:" + std::to_string(i);
            made.person(test::rated(task, 1, 0.0, i < 3 ? yes : partly));
            made.person(test::rated(task, 2, 1.0, i < 3 ? yes : partly));
        }
        for (int s = 0; s < simulators; ++s)
            for (int i = 0; i < 4; ++i)
                made.sim(test::rated("tau1:retail:" + std::to_string(i), 1, i < 2 ? 1.0 : 0.0,
                                     i < 2 ? yes : partly),
                         "sim " + std::to_string(s));
        return made.input;
    }

private Q_SLOTS:
    void areasAreTheSharesAndCarryTheirDialogues()
    {
        const ChartSpec spec = test::sampleChart("reward_audit", sample());
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.panels.size(), std::size_t(2));
        const auto &bars = spec.panels[0].bars;
        QCOMPARE(bars.size(), std::size_t(4));
        // Reward 0, then reward 1; the failures below.
        QVERIFY(bars[0].x == (Interval{0, 50}) && bars[0].y == (Interval{0, 25}));
        QVERIFY(bars[1].y == (Interval{25, 100}) && bars[1].hatched);
        QVERIFY(bars[2].x == (Interval{50, 100}) && bars[2].hatched);
        QVERIFY(!bars[3].hatched);
        std::vector<std::size_t> counts;
        for (const BarMark &bar : bars)
            counts.push_back(bar.info.dialogues.size());
        QCOMPARE(counts, (std::vector<std::size_t>{1, 3, 1, 3}));
        QVERIFY(bars[1].info.tip.find("3 of 4 dialogues with that reward (75.0 %") !=
                std::string::npos);
        // The simulator is of one mind: no contradiction, φ 1.
        QCOMPARE(spec.panels[1].bars.size(), std::size_t(2));
        QVERIFY(spec.panels[1].title.find("sim 0, φ 1.00") == 0);
    }

    void tableIsTheMetric()
    {
        const MetricInput input = sample();
        const ChartSpec spec = test::sampleChart("reward_audit", input);
        const std::vector<MetricRow> rows = test::rowsOf("reward_audit", input);
        QCOMPARE(spec.table.rows.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(test::cell(spec.table, i, "value").number, rows[i].value.value_or(0.0));
            QCOMPARE(test::cell(spec.table, i, "low_95").number,
                     rows[i].interval ? rows[i].interval->low : 0.0);
            QCOMPARE(test::cell(spec.table, i, "n").number, double(rows[i].n));
        }
    }

    void fewDialoguesInACellAreSaid()
    {
        const ChartSpec spec = test::sampleChart("reward_audit", sample());
        QVERIFY(spec.warnings.front().find("People: fewer than 10 dialogues") == 0);
    }

    void withoutSurveysItSaysWhatToImport()
    {
        test::InputBuilder made;
        made.person(test::rated("tau1:retail:1", 1, 1.0));
        made.sim(test::rated("tau1:retail:1", 1, 1.0));
        const ChartSpec spec = test::sampleChart("reward_audit", made.input);
        QVERIFY(spec.emptyReason.find("import people's dialogues with their survey") !=
                std::string::npos);
    }

    void manySimulatorsAreChosenFromNotPiledUp()
    {
        const MetricInput input = sample(31);
        QCOMPARE(test::sampleChart("reward_audit", input).panels.size(), std::size_t(2));
        const ChartSpec spec = test::sampleChart("reward_audit", input, {{"other", "sim 30"}});
        QCOMPARE(spec.panels.size(), std::size_t(3));
        QVERIFY(spec.panels[2].title.find("sim 30") == 0);
        QCOMPARE(test::faultsOf(spec), std::string());
    }
};

QTEST_APPLESS_MAIN(TestRewardAudit)
#include "tst_reward_audit.moc"
