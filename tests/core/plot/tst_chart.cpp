// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/table.h"
#include "core/plot/chart_key.h"
#include "tests/core/plot/plot_fixture.h"
#include "tests/support/test_case.h"

#include <cmath>
#include <set>

using namespace gapscope;

class TestChart : public test::TestCase
{
    Q_OBJECT

    static std::string print(std::string_view id) { return test::printed(chart(id)); }
    static ChartSpec chart(std::string_view id)
    {
        return test::buildChart(id, test::smallTable(), "sim a", test::smallDivergence());
    }
    static UsiTable manyOwners(int count)
    {
        UsiTable table = test::smallTable();
        auto &lost = table.details[0].lost;
        lost.clear();
        for (int i = 0; i < count; ++i)
            lost.push_back({"id" + std::to_string(i), "Owner " + std::to_string(i),
                            Dimension::Reaction, 30.0 / count});
        return table;
    }

private Q_SLOTS:
    void everyChartIsListedOnceAndExplained()
    {
        std::vector<std::string> ids;
        for (const auto &one : builtinCharts()) {
            ids.emplace_back(one->id());
            QVERIFY(!one->title().empty() && !one->shows().empty() && !one->reading().empty() &&
                    !one->source().empty());
        }
        QCOMPARE(ids, (std::vector<std::string>{"dumbbell",
                                                "waterfall",
                                                "features",
                                                "reliability",
                                                "leaderboard",
                                                "heatmap",
                                                "distribution",
                                                "survival",
                                                "end_reasons",
                                                "disclosure",
                                                "acts",
                                                "excess_divergence",
                                                "first_divergence_hazard",
                                                "divergence_by_turn",
                                                "capability",
                                                "survey_bias",
                                                "reward_audit",
                                                "distinctive_words",
                                                "volcano",
                                                "variation_map",
                                                "radar",
                                                "outcomes",
                                                "label_rates",
                                                "label_losses",
                                                "rule_precision"}));
    }

    void everyChartOfAnEmptyTableSaysWhyItIsEmpty()
    {
        for (const auto &one : builtinCharts()) {
            const ChartSpec spec = test::buildChart(one->id(), {});
            QVERIFY2(spec.isEmpty(), spec.id.c_str());
            QCOMPARE(spec.title, std::string(one->title()));
        }
    }

    void everyMarkReadsItsOwnTableRow()
    {
        for (const auto &one : builtinCharts()) {
            const ChartSpec spec = chart(one->id());
            const auto check = [&](const MarkInfo &info) {
                if (!info.key.empty())
                    QVERIFY(parseChartKey(info.key).has_value());
                if (!info.tip.empty())
                    QVERIFY(info.row < static_cast<int>(spec.table.rows.size()));
            };
            for (const PointMark &mark : spec.points)
                check(mark.info);
            for (const BarMark &mark : spec.bars)
                check(mark.info);
            for (const auto &row : spec.table.rows)
                QCOMPARE(row.size(), spec.table.header.size());
        }
    }

    void waterfallLosesEveryPointOnce()
    {
        QCOMPARE(print("waterfall"),
                 std::string("rows: Perfect score; Short replies · D1; Politeness · D1; Survey; "
                             "Calibration; User-Sim Index;\n"
                             "bar 88..100 y 1 '−12.00' simulator=sim%20a&measure=short_msg_rate\n"
                             "bar 80..88 y 2 '−8.00' simulator=sim%20a&measure=politeness_rate\n"
                             "bar 74..80 y 3 '−6.00' simulator=sim%20a&measure=eval_agree\n"
                             "bar 70..74 y 4 '−4.00' simulator=sim%20a&measure=ece\n"
                             "point 100,0 '100.0' \n"
                             "point 70,5 '70.0' simulator=sim%20a&measure=usi\n"
                             "reference 93 'people 93.0'\n"
                             "warnings:\n"));
    }

    void waterfallGroupsSmallOwnersButListsThemAll()
    {
        const ChartSpec spec = test::buildChart("waterfall", manyOwners(21), "sim a");
        QCOMPARE(spec.bars.size(), std::size_t(13));
        QCOMPARE(spec.bars.back().label, std::string("−12.86"));
        QCOMPARE(spec.table.rows.size(), std::size_t(22));
        double sum = 0.0;
        for (const BarMark &bar : spec.bars)
            sum += bar.x.to - bar.x.from;
        QVERIFY(std::abs(sum - 30.0) < 1e-9);
        QVERIFY(tableCsv(spec.table).find("id20,Owner 20,D4,") != std::string::npos);
    }

    void waterfallSaysWhenThePointsDoNotAddUp()
    {
        UsiTable table = test::smallTable();
        table.details[0].lost[0].points += 1.0;
        const ChartSpec spec = test::buildChart("waterfall", table, "sim a");
        QCOMPARE(spec.warnings, (std::vector<std::string>{"The lost points add up to 31.000, not "
                                                          "to 100 − USI = 30.000."}));
    }

    void waterfallHatchesWhatIsNotTheSimulators()
    {
        const UsiTable table = test::smallTable();
        UsiLedger ledger;
        ledger.simulator = "sim a";
        const auto line = [&](const char *id, double real, double artefact, double noise) {
            LedgerLine one;
            one.id = id;
            one.points = real + artefact + noise;
            one.real = real;
            one.artefact = artefact;
            one.noise = noise;
            one.floor = noise;
            ledger.lines.push_back(one);
        };
        line("short_msg_rate", 9, 1, 2);
        line("politeness_rate", 5, 0, 3);
        line("eval:a", 1, 1, 1);
        line("eval:b", 3, 0, 0);
        line("ece:0", 3, 0, 1);
        const std::vector<UsiLedger> ledgers{ledger};
        ChartInput input{table, "sim a", {}, {}};
        input.ledgers = &ledgers;
        const auto charts = builtinCharts();
        const Chart *chart = findChart(charts, "waterfall");
        const ChartSpec spec = chart->build(input);
        double hatched = 0.0;
        for (const BarMark &bar : spec.bars)
            hatched += bar.hatched ? bar.x.to - bar.x.from : 0.0;
        QVERIFY(std::abs(hatched - 9.0) < 1e-9);
        QVERIFY(spec.warnings.empty());
        QCOMPARE(spec.table.rows[2][5].number, 4.0); // both questions of the survey
        QCOMPARE(spec.table.rows[2][6].number, 1.0);
        // People lose 2 + 3 + 1 + 1 = 7 points: they have 93, and 23 are left to explain.
        input.settings["start"] = "ceiling";
        const ChartSpec ceiling = chart->build(input);
        QVERIFY(ceiling.warnings.empty());
        QCOMPARE(ceiling.points.front().x, 93.0);
        QVERIFY(std::abs(ceiling.table.rows.back()[3].number - 23.0) < 1e-9);
        for (const BarMark &bar : ceiling.bars)
            QVERIFY(bar.info.ink.role != InkRole::Floor);
        QCOMPARE(ceiling.bars.front().label, std::string()); // the artefact of short replies
        QCOMPARE(ceiling.bars[1].label, std::string("−10.00"));
    }

    void waterfallFromACeilingThatIsNotKnownSaysSo()
    {
        const UsiTable table = test::smallTable();
        ChartInput input{table, "sim a", {}, {}};
        input.settings["start"] = "ceiling";
        const auto charts = builtinCharts();
        const ChartSpec spec = findChart(charts, "waterfall")->build(input);
        QCOMPARE(spec.points.front().x, 100.0);
        QCOMPARE(spec.warnings.front().substr(0, 15), std::string("Drawn from 100:"));
    }

    void heatMapPutsLikeBesideLikeAndHidesNumbers()
    {
        UsiTable table = test::smallTable();
        // The third does what the first does, the second the opposite.
        SimulatorDetail &second = table.details[1];
        second.features[0].sim = 90.0;
        second.features[1].sim = 2.0;
        table.details.push_back(table.details[0]);
        table.details.back().name = "sim c";
        ChartInput input{table, {}, {}, {}};
        const auto charts = builtinCharts();
        const Chart *chart = findChart(charts, "heatmap");
        QCOMPARE(chart->build(input).x.categories,
                 (std::vector<std::string>{"sim a", "sim <b>", "sim c"}));
        input.settings = {{"order", "clustered"}, {"values", "hidden"}};
        const ChartSpec spec = chart->build(input);
        QCOMPARE(spec.x.categories, (std::vector<std::string>{"sim a", "sim c", "sim <b>"}));
        for (const BarMark &bar : spec.bars) {
            QVERIFY(bar.label.empty());
            // Cells stay with their simulator and feature.
            const auto column = static_cast<std::size_t>(std::lround((bar.x.from + bar.x.to) / 2));
            QVERIFY(bar.info.tip.starts_with(spec.x.categories[column] + ","));
        }
    }

    void leaderboardShowsPartsAsDotsOnRequest()
    {
        const UsiTable table = test::smallTable();
        ChartInput input{table, {}, {}, {}};
        input.settings["parts"] = "dots";
        const auto charts = builtinCharts();
        const ChartSpec spec = findChart(charts, "leaderboard")->build(input);
        // Two indexes, five parts of one and six of the other.
        QCOMPARE(spec.points.size(), std::size_t(13));
        QVERIFY(spec.subtitle.ends_with("reference edition"));
    }

    void featuresAreShownOnTheirOwnScaleWithUnits()
    {
        QCOMPARE(
            print("features"),
            std::string("rows: D1  Conversation style; Short replies; Politeness; Repetition; D2  "
                        "Information pattern; Words per turn;\n"
                        "point 100,1 '' simulator=sim%20a&measure=short_msg_rate\n"
                        "point 3.44828,1 '' simulator=sim%20a&measure=short_msg_rate\n"
                        "point 30.6122,2 '' simulator=sim%20a&measure=politeness_rate\n"
                        "point 100,2 '' simulator=sim%20a&measure=politeness_rate\n"
                        "point 0,3 '' simulator=sim%20a&measure=repeat_rate\n"
                        "point 0,3 '' simulator=sim%20a&measure=repeat_rate\n"
                        "point 50,5 '' simulator=sim%20a&measure=user_words_per_turn\n"
                        "point 100,5 '' simulator=sim%20a&measure=user_words_per_turn\n"
                        "column Real: ; 29.0 %; 15.0 %; 0.0 %; ; 8.00;\n"
                        "column Sim: ; 1.0 %; 49.0 %; 0.0 %; ; 16.00;\n"
                        "column Dice: 50.0; 0.07; 0.47; 1.00*; 80.0; 0.67;\n"
                        "column People: 88.0; 0.90; 0.40; –; 96.0; 0.95;\n"
                        "warnings: * in fewer than 10 dialogues of both sides together: this Dice "
                        "depends on chance.;\n"));
    }

    void featureWithoutAValueIsNamedNotDropped()
    {
        const ChartSpec spec = test::buildChart("features", test::smallTable(), "sim <b>");
        QCOMPARE(spec.y.categories.size(), std::size_t(6));
        QCOMPARE(spec.columns[1].cells[1], std::string("–"));
        QCOMPARE(spec.warnings.front(), std::string("Not computed on one side: Short replies."));
    }

    void reliabilityMarksThinBinsAndSkipsEmptyOnes()
    {
        const ChartSpec spec = chart("reliability");
        const ChartSpec &diagram = spec.panels.at(0);
        QCOMPARE(test::printed(diagram),
                 std::string("rows:\n"
                             "point 25,50 '0.0–0.2' simulator=sim%20a&measure=ece&bin=0\n"
                             "point 75,93.75 '0.8–1.0' simulator=sim%20a&measure=ece&bin=2\n"
                             "warnings:\n"));
        QCOMPARE(spec.warnings.back(),
                 std::string("Fewer than 10 tasks, read as noise (open marks): difficulty "
                             "0.0–0.2 (4)."));
        QCOMPARE(diagram.points[0].shape, MarkShape::Ring);
        QCOMPARE(diagram.points[1].area, 4.0);
        QCOMPARE(spec.panels[1].bars.size(), std::size_t(2));
        QCOMPARE(spec.panels[1].bars[1].y, (Interval{0.0, 16.0}));
        // Shares of the ECE: 4/20 · .25 and 16/20 · .1875.
        QCOMPARE(spec.table.rows[0][6].number, 0.05);
        QCOMPARE(spec.table.rows[2][6].number, 0.15);
    }

    void leaderboardRanksAndWarnsOfUnequalParts()
    {
        QCOMPARE(print("leaderboard"),
                 std::string("rows: sim <b>; sim a;\n"
                             "point 75,0 [74.5..75.5] '' simulator=sim%20%3Cb%3E&measure=usi\n"
                             "point 70,1 [68.5..71.5] '' simulator=sim%20a&measure=usi\n"
                             "reference 93 ''\n"
                             "column USI: 75.0; 70.0;\ncolumn D1: 50.0; 50.0;\n"
                             "column D2: 80.0; 80.0;\ncolumn D3: 70.0; 70.0;\n"
                             "column D4: 70.0; 70.0;\ncolumn Eval: –; 72.0;\n"
                             "column Calib: 78.0; 78.0;\n"
                             "column Parts: 5; 6;\ncolumn Tasks: 20; 20;\ncolumn n: 60; 60;\n"
                             "warnings: Rows with five and with six parts are not comparable: "
                             "those without a survey have no Eval.;\n"));
    }

    void heatMapShowsTheSignedRatioAndCountsHoles()
    {
        const ChartSpec spec = chart("heatmap");
        QCOMPARE(spec.bars.size(), std::size_t(7));
        QCOMPARE(spec.texts.size(), std::size_t(1));
        QCOMPARE(spec.bars[0].label, std::string("−4.9"));
        QCOMPARE(spec.bars[0].info.ink.value, -1.0);
        QVERIFY(std::abs(spec.bars[1].info.ink.value - std::log2(49.0 / 15.0) / 3.0) < 1e-12);
        // People differ as much in politeness among themselves.
        QCOMPARE(spec.bars[1].label, std::string("(+1.7)"));
        QCOMPARE(spec.warnings,
                 std::vector<std::string>{"One cell without a value is shown as –."});
        QCOMPARE(spec.labelNotes, std::vector<std::string>{
                                      "( ): no further apart than people are among themselves."});
    }

    void divergenceLeavesOutTurnsWithoutRows()
    {
        const ChartSpec spec = chart("divergence_by_turn");
        QCOMPARE(test::printed(spec),
                 std::string("rows:\npoint 1,10 '' \npoint 2,25 '' \n"
                             "point 1,25 '' simulator=sim%20a&turn=1\n"
                             "point 2,50 '' simulator=sim%20a&turn=2\n"
                             "point 4,80 '' simulator=sim%20a&turn=4\n"
                             "warnings: Open marks: fewer than 10 rows at that turn.;\n"));
        // Wilson interval of 10 of 20.
        QVERIFY(std::abs(spec.bands[0].lower[1] - 29.9298) < 1e-3);
        QVERIFY(std::abs(spec.bands[0].upper[1] - 70.0702) < 1e-3);
    }

    void dumbbellMeasuresTheGapToTheCeiling()
    {
        const ChartSpec spec = chart("dumbbell");
        QCOMPARE(spec.columns[0].cells[0], std::string("50.0 ± 5.0"));
        QCOMPARE(spec.columns[1].cells[5], std::string("95.0"));
        QCOMPARE(spec.columns[2].cells, (std::vector<std::string>{"38.0", "16.0", "20.0", "22.0",
                                                                  "24.0", "17.0", "23.0"}));
    }

    void dumbbellShowsOneOtherAndTheRunsAmongThemselves()
    {
        UsiTable table = test::smallTable();
        table.rows.push_back(table.rows[1]);
        table.rows.back().name = "sim c";
        table.details[0].reruns.conversation = Spread{75, 10, 3};
        ChartInput input{table, "sim a", {}, {}};
        input.settings["other"] = "sim c";
        const auto charts = builtinCharts();
        const ChartSpec spec = findChart(charts, "dumbbell")->build(input);
        std::set<std::string> names;
        for (const auto &row : spec.table.rows)
            names.insert(row[1].text);
        QCOMPARE(names, (std::set<std::string>{"Human", "sim a", "sim a (own runs)", "sim c"}));
        QCOMPARE(spec.points.front().x, 75.0);
        QCOMPARE(spec.points.front().shape, MarkShape::Cross);
    }

    void intervalsTakeThePlaceOfSpreads()
    {
        const UsiTable table = test::smallTable();
        UsiUncertainty uncertainty;
        uncertainty.rows.resize(table.rows.size());
        uncertainty.rows[1].columns[static_cast<std::size_t>(UsiColumn::Usi)].percentile =
            ConfidenceInterval{61.0, 79.0};
        uncertainty.rows[1].columns[static_cast<std::size_t>(UsiColumn::Ece)].percentile =
            ConfidenceInterval{0.1, 0.3};
        const auto charts = builtinCharts();
        ChartInput input{table, "sim a", {}, {}};
        input.uncertainty = &uncertainty;
        const ChartSpec board = findChart(charts, "leaderboard")->build(input);
        QVERIFY(board.legend.front().label == "simulator, 95 % interval");
        QVERIFY(board.reading.find("95 % intervals") != std::string::npos);
        QCOMPARE(board.table.header.back(), std::string("usi_high"));
        int drawn = 0;
        for (const PointMark &point : board.points)
            drawn += point.xError == std::optional(Interval{61.0, 79.0}) ? 1 : 0;
        QCOMPARE(drawn, 1);
        // Calibration is turned round: what is worse is farther left.
        const ChartSpec dumbbell = findChart(charts, "dumbbell")->build(input);
        bool turned = false;
        for (const PointMark &point : dumbbell.points)
            turned = turned || (point.xError && std::abs(point.xError->from - 70.0) < 1e-9 &&
                                std::abs(point.xError->to - 90.0) < 1e-9);
        QVERIFY(turned);
    }

    void halvesOfPeopleStandInForACeilingThatIsNone()
    {
        UsiTable table = test::smallTable();
        UsiRow halves = table.rows.front();
        halves.kind = UsiRow::Kind::Floor;
        halves.name = "halves";
        halves.conversation = Spread{77, 3, 200};
        UsiRow &top = table.rows.front();
        top.conversation = top.information = top.clarification = top.reaction = std::nullopt;
        top.evaluation = top.ece = top.usi = std::nullopt;
        table.halves = halves;
        const ChartSpec spec = test::buildChart("dumbbell", table, "sim a");
        QCOMPARE(spec.columns[1].cells[0], std::string("77.0"));
        QCOMPARE(spec.legend.back().label, std::string("halves of people (± sd over splits)"));
    }

    void oneHumanBatchMeansNoCeilingAndNoWhiskers()
    {
        UsiTable table = test::smallTable();
        table.rows.erase(table.rows.begin());
        for (UsiRow &row : table.rows)
            row.conversation->n = row.usi->n = 1;
        const ChartSpec spec = test::buildChart("dumbbell", table, "sim a");
        QCOMPARE(spec.warnings.front(), std::string("No ceiling: one human batch."));
        QCOMPARE(spec.columns[0].cells[0], std::string("50.0"));
        for (const PointMark &point : spec.points)
            if (point.y < 0.5)
                QVERIFY(!point.xError);
    }

    void valuesThatAreNoNumbersAreCountedNotDrawn()
    {
        UsiTable table = test::smallTable();
        table.rows[1].usi->mean = std::nan("");
        const ChartSpec spec = test::buildChart("leaderboard", table);
        QCOMPARE(spec.points.size(), std::size_t(1));
        QCOMPARE(spec.warnings.back(),
                 std::string("1 value is not a finite number and not plotted."));
    }

    void captionNamesEverythingKnown()
    {
        QCOMPARE(provenanceText(chart("dumbbell").provenance),
                 std::string("20 tasks, 60 dialogues · filter: domain airline · edition: reference "
                             "· difficulty: frozen · Gapscope 1.2.3 · data abc123"));
    }
};

QTEST_APPLESS_MAIN(TestChart)
#include "tst_chart.moc"
