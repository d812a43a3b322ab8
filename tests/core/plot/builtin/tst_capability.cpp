// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/plot_fixture.h"
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestCapability : public test::TestCase
{
    Q_OBJECT

    static UsiTable table(const std::vector<double> &scores)
    {
        UsiTable made;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            UsiRow row;
            row.name = "m" + std::to_string(i);
            row.usi = Spread{scores[i], 1.0, 3};
            made.rows.push_back(row);
        }
        return made;
    }

    static ChartSpec build(const UsiTable &table, const std::vector<CapabilityScore> &scores)
    {
        ChartInput input{table, {}, {}, {}};
        input.capability = &scores;
        const auto charts = builtinCharts();
        return findChart(charts, "capability")->build(input);
    }

private Q_SLOTS:
    void lineBandAndCorrelationOfAFamily()
    {
        const ChartSpec spec =
            build(table({62, 63, 65, 66}),
                  {{"m0", "a", 1}, {"m1", "a", 2}, {"m2", "a", 3}, {"m3", "a", 4}});
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.lines.size(), std::size_t(1));
        // y = 60.5 + 1.4x; at the mean of x ± t(.975, 2) · √(.1/4).
        QVERIFY(std::abs(spec.lines[0].points.front().second - 61.9) < 1e-9);
        QVERIFY(std::abs(spec.lines[0].points.back().second - 66.1) < 1e-9);
        QVERIFY(std::abs(spec.bands[0].upper[20] - (64.0 + 4.30265273 * std::sqrt(0.025))) < 1e-7);
        // r = 7/√50; Fisher's z with n − 3 = 1.
        QVERIFY(spec.legend[0].label.find("a, r = 0.99 [0.59, 1.00], n = 4") == 0);
        QVERIFY(spec.points[1].yError == (Interval{62, 64}));
        QCOMPARE(test::cell(spec.table, 1, "usi").number, 63.0);
        QCOMPARE(test::cell(spec.table, 1, "capability").number, 2.0);
    }

    void familiesOfTwoGetNoLine()
    {
        const ChartSpec spec =
            build(table({60, 62, 61, 70, 71}),
                  {{"m0", "a", 1}, {"m1", "a", 2}, {"m2", "a", 3}, {"m3", "b", 4}, {"m4", "b", 5}});
        // All together, and a.
        QCOMPARE(spec.lines.size(), std::size_t(2));
        QCOMPARE(spec.legend[1].label, std::string("b, n = 2"));
    }

    void familyOfTheSelectedAloneHasOneEntry()
    {
        const ChartSpec spec =
            build(table({60, 62, 61}), {{"m0", "a", 1}, {"m1", "b", 2}, {"m2", "b", 3}});
        std::vector<std::string> labels;
        for (const LegendEntry &entry : spec.legend)
            labels.push_back(entry.label);
        QCOMPARE(labels, (std::vector<std::string>{"b, n = 2", "m0 (a)"}));
    }

    void whoHasNoScoreOrNoIndexIsNamed()
    {
        UsiTable rows = table({60, 62, 61});
        rows.rows[1].usi.reset();
        rows.rows[1].missing["usi"] = "no task in common";
        const ChartSpec spec = build(rows, {{"m0", "a", 1}, {"m1", "a", 2}});
        QCOMPARE(spec.warnings,
                 (std::vector<std::string>{"Without a capability score: m2.",
                                           "Without an index: m1 (no task in common).",
                                           "Fewer than three points: no line is fitted."}));
    }

    void publishedRowsCountAndAreOpen()
    {
        UsiTable rows = table({60, 62, 61, 65});
        rows.rows[3].kind = UsiRow::Kind::Published;
        rows.rows[3].terms = 6;
        const ChartSpec spec =
            build(rows, {{"m0", "", 1}, {"m1", "", 2}, {"m2", "", 3}, {"m3", "", 4}});
        QCOMPARE(spec.points.size(), std::size_t(4));
        QCOMPARE(spec.points[3].shape, MarkShape::Ring);
        QVERIFY(spec.warnings.front().find("five and with six parts") != std::string::npos);
    }

    void withoutScoresItSaysWhatToGive()
    {
        QVERIFY(build(table({60}), {}).emptyReason.find("CSV with name, score and family") !=
                std::string::npos);
        QVERIFY(build(table({60}), {{"else", "a", 1}})
                    .emptyReason.find("No simulator with an index is named") == 0);
    }

    void thirtyOneSimulatorsInTenFamilies()
    {
        std::vector<double> values;
        std::vector<CapabilityScore> scores;
        for (int i = 0; i < 31; ++i) {
            values.push_back(60 + i % 7);
            scores.push_back({"m" + std::to_string(i), "f" + std::to_string(i % 10), i * 1.0});
        }
        const ChartSpec spec = build(table(values), scores);
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.points.size(), std::size_t(31));
        QCOMPARE(spec.lines.size(), std::size_t(11));
    }
};

QTEST_APPLESS_MAIN(TestCapability)
#include "tst_capability.moc"
