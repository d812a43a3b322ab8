// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/made_sample.h"
#include "tests/support/test_case.h"

#include <cmath>

using namespace gapscope;

namespace {
constexpr const char *sampleCharts[] = {"distribution", "survival", "end_reasons", "disclosure",
                                        "acts"};

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// A person whose only feature that counts is words per turn.
void addValues(test::InputBuilder &builder, const std::vector<double> &people,
               const std::vector<double> &sim)
{
    const auto add = [](MetricDialogue &one, double value) {
        one.features.emplace();
        (*one.features)[Feature::UserWordsPerTurn] = value;
    };
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::string task = "t" + std::to_string(i);
        builder.person(test::dialogue(task, 1, {"user: a"}));
        add(builder.input.people.back(), people[i]);
        builder.sim(test::dialogue(task, 1, {"user: b"}));
        add(builder.input.simulators.back().dialogues.back(), sim[i]);
    }
}
} // namespace

class TestSampleCharts final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyMarkHasARowAndItsDialogues()
    {
        const MetricInput sample = test::smallSample();
        for (const char *id : sampleCharts) {
            const ChartSpec spec = test::buildSampleChart(id, sample, {{"other", "sim 1"}});
            QVERIFY2(!spec.isEmpty(), spec.emptyReason.c_str());
            QVERIFY(!test::marksOf(spec).empty());
            QCOMPARE(QString::fromStdString(test::brokenMark(spec, sample)), QString());
        }
    }

    void everyFormOfTheDistributionHasMarksForEveryRow()
    {
        const MetricInput sample = test::smallSample(31);
        for (const char *form : {"box", "violin", "ridgeline"}) {
            const ChartSpec spec =
                test::buildSampleChart("distribution", sample, {{"form", form}}, "sim 30");
            QCOMPARE(spec.y.categories.size(), std::size_t(32));
            QCOMPARE(spec.y.categories.front(), std::string("people"));
            QCOMPARE(spec.table.rows.size(), std::size_t(32));
            QCOMPARE(QString::fromStdString(test::brokenMark(spec, sample)), QString());
            // Only people and the selected one stand out.
            std::size_t quiet = 0;
            for (const PointMark &point : spec.points)
                quiet += point.info.ink.role == InkRole::Context ? 1 : 0;
            QCOMPARE(quiet, std::size_t(30));
        }
    }

    void ofManySimulatorsCurvesShowTwo()
    {
        const MetricInput sample = test::smallSample(31);
        for (const char *id : {"distribution", "disclosure"}) {
            const ChartSpec spec =
                test::buildSampleChart(id, sample, {{"other", "sim 7"}}, "sim 30");
            QCOMPARE(spec.lines.size(), std::size_t(3));
        }
        const ChartSpec spec =
            test::buildSampleChart("survival", sample, {{"other", "sim 7"}}, "sim 30");
        QCOMPARE(spec.panels[0].lines.size(), std::size_t(3));
        QCOMPARE(test::buildSampleChart("end_reasons", sample).y.categories.size(),
                 std::size_t(32));
    }

    void withoutASimulatorOrPeopleThereIsAReason()
    {
        MetricInput none = test::smallSample();
        none.people.clear();
        const MetricInput nobody;
        MetricInput strangers = test::smallSample();
        for (MetricSimulator &one : strangers.simulators)
            one.dialogues.clear();
        for (const char *id : sampleCharts) {
            QCOMPARE(test::buildSampleChart(id, none).emptyReason,
                     std::string("There is no dialogue of people."));
            QCOMPARE(test::buildSampleChart(id, nobody).emptyReason,
                     std::string("There is no simulator to compare with people."));
            QCOMPARE(test::buildSampleChart(id, strangers).emptyReason,
                     std::string("sim 0 has no dialogue with a task of people's."));
        }
    }

    void facetsDrawEachDomainByItself()
    {
        const MetricInput sample = test::smallSample();
        for (const char *id : {"distribution", "end_reasons", "disclosure"}) {
            const ChartSpec spec = test::buildSampleChart(id, sample, {{"facet", "domain"}});
            QCOMPARE(spec.panels.size(), std::size_t(2));
            QCOMPARE(spec.panels[0].title, std::string("airline (3 tasks)"));
            QCOMPARE(spec.table.header.front(), std::string("facet"));
            QCOMPARE(QString::fromStdString(test::brokenMark(spec, sample)), QString());
        }
    }

    void distributionStepsAndDistancesOfTheWorkedExample()
    {
        test::InputBuilder builder;
        addValues(builder, {2, 5, 6, 9, 11, 14}, {12, 15, 15, 18, 20, 21});
        const ChartSpec spec = test::buildSampleChart("distribution", builder.input,
                                                      {{"feature", "user_words_per_turn"}});
        const auto *ks = test::tableRow(spec, "ks", "sim");
        const auto *w1 = test::tableRow(spec, "wasserstein", "sim");
        QVERIFY(ks && w1);
        QVERIFY(near((*ks)[2].number, 5.0 / 6.0));
        QVERIFY(near((*w1)[2].number, 9.0));
        // Two of six simulated dialogues have 15 words.
        QCOMPARE(spec.points[7].x, 15.0);
        QVERIFY(near(spec.points[7].y, 50.0));
        QCOMPARE(spec.points[7].info.dialogues.size(), std::size_t(2));
        const MetricRow row = test::rowOf(test::rowsOf("ks", builder.input), "user_words_per_turn");
        QCOMPARE((*ks)[2].number, *row.value);
        QCOMPARE((*ks)[4].number, row.interval->low);
        QCOMPARE((*ks)[7].number, *row.p);
    }

    void theBandIsTheRangeOfPeoplesBatches()
    {
        const MetricInput sample = test::smallSample();
        const ChartSpec spec = test::buildSampleChart("distribution", sample);
        // Lowest value: one of six in batch 1, none in batch 2.
        QVERIFY(near(spec.table.rows[0][4].number, 0.0));
        QVERIFY(near(spec.table.rows[0][5].number, 1.0 / 6.0));
    }

    void oneBatchOfPeopleIsSaid()
    {
        MetricInput sample = test::smallSample();
        std::erase_if(sample.people, [](const auto &one) { return one.dialogue->run == 2; });
        for (const char *id : sampleCharts) {
            const ChartSpec spec = test::buildSampleChart(id, sample);
            const bool said =
                std::any_of(spec.warnings.begin(), spec.warnings.end(), [](const std::string &one) {
                    return one.starts_with("One batch of people");
                });
            QVERIFY2(said, id);
        }
    }

    void boxesHoldTheMiddleHalf()
    {
        test::InputBuilder builder;
        addValues(builder, {2, 5, 6, 9, 11, 14}, {12, 15, 15, 18, 20, 21});
        const ChartSpec spec = test::buildSampleChart(
            "distribution", builder.input, {{"feature", "user_words_per_turn"}, {"form", "box"}});
        QCOMPARE(spec.bars[0].x, (Interval{5.25, 10.5})); // type 7
        QCOMPARE(spec.bars[0].info.dialogues.size(), std::size_t(2));
        QVERIFY(near(spec.table.rows[1][8].number, 5.0 / 6.0));
    }

    void survivalIsTheMetrics()
    {
        const MetricInput sample = test::smallSample();
        const ChartSpec spec = test::buildSampleChart("survival", sample);
        const std::vector<MetricRow> rows = test::rowsOf("survival", sample);
        int compared = 0;
        for (const auto &row : spec.table.rows) {
            if (row[0].text != "step")
                continue;
            const std::string item = "S(" + std::to_string(static_cast<int>(row[2].number)) + ")";
            const MetricRow found = row[1].text == "people" ? test::rowOf(rows, item, "")
                                                            : test::rowOf(rows, item, "sim 0");
            QCOMPARE(row[6].number, row[1].text == "people" ? *found.value : *found.sim);
            ++compared;
        }
        QCOMPARE(compared, 2);
        const MetricRow whole = test::rowOf(rows, "", "sim 0");
        const auto *gap = test::tableRow(spec, "rmst_difference", "sim 0");
        QCOMPARE((*gap)[6].number, *whole.value);
        QCOMPARE((*gap)[9].number, *whole.p);
        // At turn 0 all are there, in the panel under the curves.
        QCOMPARE(spec.panels[1].texts[0].text, std::string("12"));
        QCOMPARE(spec.panels[1].y.categories, (std::vector<std::string>{"people", "sim 0"}));
    }

    void censoredDialoguesAreCrossesAndSaid()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 4; ++i) {
            const std::string task = "t" + std::to_string(i);
            Dialogue person = test::dialogue(task, 1, {"user: a", "agent: b", "user: c"});
            person.outcome.termination = i == 0 ? "max_steps" : "user_stop";
            builder.person(person);
            builder.sim(test::dialogue(task, 1, {"user: thanks"}));
        }
        const ChartSpec spec = test::buildSampleChart("survival", builder.input);
        std::size_t crosses = 0;
        for (const PointMark &point : spec.panels[0].points)
            crosses += point.shape == MarkShape::Cross ? point.info.dialogues.size() : 0;
        QCOMPARE(crosses, std::size_t(1));
        QVERIFY(std::find(spec.warnings.begin(), spec.warnings.end(),
                          "people: 1 of 4 dialogues censored (crosses): cut off by a limit, or "
                          "their ending is not known.") != spec.warnings.end());
    }

    void endingsAreThoseOfTheMetric()
    {
        const MetricInput sample = test::smallSample();
        const ChartSpec spec = test::buildSampleChart("end_reasons", sample);
        const std::vector<MetricRow> rows = test::rowsOf("end_reasons", sample);
        const MetricRow gaveUp = test::rowOf(rows, "gave_up", "sim 0");
        QCOMPARE((*test::tableRow(spec, "people", "gave_up"))[5].number, *gaveUp.real);
        QCOMPARE((*test::tableRow(spec, "people", "gave_up"))[5].number, 0.5);
        QCOMPARE((*test::tableRow(spec, "sim 0", "gave_up"))[5].number, *gaveUp.sim);
        QCOMPARE((*test::tableRow(spec, "sim 0", "done"))[6].number,
                 *test::rowOf(rows, "", "sim 0").value);
        // A row's bars fill it.
        double width = 0.0;
        for (const BarMark &bar : spec.bars)
            width += bar.x.to - bar.x.from;
        QVERIFY(near(width, 300.0));
    }

    void factsAreCountedFromTheTurnTheyAreSaid()
    {
        const MetricInput sample = test::smallSample();
        const ChartSpec spec = test::buildSampleChart("disclosure", sample);
        // People say one of three facts at turns 2, 3 and 4; the simulator all at once.
        std::vector<double> people;
        for (const auto &row : spec.table.rows)
            if (row[0].text == "curve" && row[1].text == "people")
                people.push_back(row[3].number);
        QCOMPARE(people.size(), std::size_t(4));
        QVERIFY(near(people[0], 0.0) && near(people[1], 1.0 / 3.0) && near(people[2], 2.0 / 3.0) &&
                near(people[3], 1.0));
        QVERIFY(near((*test::tableRow(spec, "curve", "sim 0"))[3].number, 1.0));
        const MetricRow area = test::rowOf(test::rowsOf("frontload_area", sample), "", "sim 0");
        QCOMPARE((*test::tableRow(spec, "area_difference", "sim 0"))[3].number, *area.value);
        QCOMPARE((*test::tableRow(spec, "area_difference", "sim 0"))[4].number, area.interval->low);
        QCOMPARE((*test::tableRow(spec, "area", "sim 0"))[3].number, *area.sim);
    }

    void oneTaskTellsWhichFactWasSaid()
    {
        const ChartSpec spec =
            test::buildSampleChart("disclosure", test::smallSample(), {{"task", "tau1:airline:1"}});
        bool named = false;
        for (const PointMark &point : spec.points)
            named = named || point.info.tip.find("5544") != std::string::npos;
        QVERIFY(named);
        QCOMPARE(spec.lines.size(), std::size_t(6)); // two means, four dialogues
        QVERIFY(spec.bands.empty());
    }

    void actsAreThoseOfTheMetric()
    {
        const MetricInput sample = test::smallSample();
        const ChartSpec spec = test::buildSampleChart("acts", sample);
        const std::vector<MetricRow> rows = test::rowsOf("act_transitions", sample);
        QCOMPARE(spec.panels.size(), std::size_t(3));
        int compared = 0;
        for (const auto &row : spec.table.rows) {
            const MetricRow found = test::rowOf(rows, row[0].text + ">" + row[1].text, "sim 0");
            if (found.simulator == "none")
                continue;
            QCOMPARE(row[4].number, *found.real);
            QCOMPARE(row[5].number, *found.sim);
            ++compared;
        }
        QVERIFY(compared > 2);
        const MetricRow whole = test::rowOf(rows, "", "sim 0");
        QCOMPARE(spec.table.rows.back()[7].number, *whole.value);
        QVERIFY(spec.subtitle.find(test::shown(whole.interval->high)) != std::string::npos);
        // The third panel is the difference of the first two.
        for (const BarMark &bar : spec.panels[2].bars)
            QVERIFY(std::abs(bar.info.ink.value) <= 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSampleCharts)
#include "tst_sample_charts.moc"
