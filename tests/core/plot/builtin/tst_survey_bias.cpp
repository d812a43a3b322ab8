// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestSurveyBias : public test::TestCase
{
    Q_OBJECT

    /// Four people answer No, Partially, Yes, Yes to human_like; each simulator, about the same
    /// dialogues, Partially, Yes, Yes and nothing.
    static MetricInput sample(int simulators = 1)
    {
        test::InputBuilder made;
        const std::vector<std::string> people{"No", "Partially", "Yes", "Yes"};
        for (int i = 0; i < 4; ++i) {
            Dialogue one = test::dialogue("tau1:retail:" + std::to_string(i), 1, {"user: hello"});
            one.survey.push_back({"human_like", {}, people[static_cast<std::size_t>(i)]});
            made.person(one);
        }
        for (int s = 0; s < simulators; ++s) {
            MetricSimulator simulator{"sim " + std::to_string(s), {}, {}, {}};
            const std::vector<std::string> answers{"Partially", "Yes", "Yes", ""};
            for (int i = 0; i < 4; ++i)
                simulator.surveys.push_back({{},
                                             TaskKey{"tau1:retail:" + std::to_string(i)},
                                             1,
                                             {{"human_like", {}, answers[std::size_t(i)]}}});
            made.input.simulators.push_back(simulator);
        }
        return made.input;
    }

private Q_SLOTS:
    void barsDivergeAroundTheMiddleAnswer()
    {
        const ChartSpec spec = test::sampleChart("survey_bias", sample());
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.y.categories, (std::vector<std::string>{"Human like"}));
        // Three pairs: people No, Partially, Yes; a third each, the middle one around 0.
        QCOMPARE(spec.bars.size(), std::size_t(5));
        QVERIFY(std::abs(spec.bars[0].x.from + 50.0) < 1e-9);
        QVERIFY(std::abs(spec.bars[1].x.from + 100.0 / 6) < 1e-9);
        QVERIFY(std::abs(spec.bars[1].x.to - 100.0 / 6) < 1e-9);
        QVERIFY(std::abs(spec.bars[2].x.to - 50.0) < 1e-9);
        QCOMPARE(spec.bars[2].info.dialogues, (std::vector<DialogueId>{DialogueId{"d2"}}));
        // The simulator: one Partially, two Yes.
        QVERIFY(std::abs(spec.bars[3].x.from + 100.0 / 6) < 1e-9);
        QVERIFY(std::abs(spec.bars[4].x.to - 100.0 * 5 / 6) < 1e-9);
        QCOMPARE(spec.bars[4].info.dialogues.size(), std::size_t(2));
        // Δ = mean of 1, 1, 0; ρ of ranks 1 2 3 and 1 2.5 2.5.
        QCOMPARE(spec.columns[0].cells.front(), std::string("+0.67"));
        QCOMPARE(spec.columns[1].cells.front(), std::string("0.87"));
        QCOMPARE(spec.columns[2].cells.front(), std::string("3"));
    }

    void answersLeftOutAreSaidToBeImputedInTheIndex()
    {
        const ChartSpec spec = test::sampleChart("survey_bias", sample());
        QCOMPARE(spec.warnings.front(),
                 std::string("1 answer that sim 0 did not give, left out here and imputed in "
                             "the index: Human like 1."));
        QCOMPARE(spec.warnings[1], std::string("Fewer than 10 pairs of answers: Human like (3)."));
    }

    void meansAreThoseOfTheMetric()
    {
        const MetricInput input = sample();
        const ChartSpec spec = test::sampleChart("survey_bias", input, {{"form", "dumbbell"}});
        QCOMPARE(test::faultsOf(spec), std::string());
        const MetricRow row =
            test::rowOf(test::rowsOf("survey_bias", input), "human_like", "sim 0");
        const std::size_t at = test::rowWith(spec.table, "simulator", "sim 0");
        QCOMPARE(test::cell(spec.table, at, "delta").number, *row.value);
        QCOMPARE(test::cell(spec.table, at, "people_mean").number, *row.real);
        QCOMPARE(test::cell(spec.table, at, "low_95").number, row.interval->low);
        QCOMPARE(test::cell(spec.table, at, "q").number, *row.q);
        // Means 2 and 2⅔ of 1–3 stand at 50 and 83⅓.
        QVERIFY(std::abs(spec.points[0].x - 50.0) < 1e-9);
        QVERIFY(std::abs(spec.points[1].x - 100.0 * 5 / 6) < 1e-9);
        QVERIFY(std::abs(spec.points[1].xError->from - (50.0 + 50.0 * row.interval->low)) < 1e-9);
    }

    void ownDialoguesAreNotPassedOffAsPeoples()
    {
        MetricInput input = sample();
        Dialogue own = test::dialogue("tau1:retail:1", 1, {"user: hello"});
        own.id = DialogueId{"own"};
        own.survey.push_back({"human_like", {}, "Yes"});
        input.simulators[0].surveys.clear();
        input.simulators[0].dialogues.push_back({std::make_shared<const Dialogue>(own), {}});
        const ChartSpec spec = test::sampleChart("survey_bias", input);
        QVERIFY(spec.warnings.front().find("rated its own dialogues") != std::string::npos);
        QCOMPARE(spec.bars.back().info.dialogues, (std::vector<DialogueId>{DialogueId{"own"}}));
    }

    void withoutAnswersItSaysWhatToImport()
    {
        test::InputBuilder made;
        made.person(test::dialogue("tau1:retail:1", 1, {"user: hello"}));
        made.sim(test::dialogue("tau1:retail:1", 1, {"user: hello"}));
        QVERIFY(
            test::sampleChart("survey_bias", made.input).emptyReason.find("survey_comparable") !=
            std::string::npos);
    }

    void manySimulatorsStandQuietlyInTheRow()
    {
        const ChartSpec spec = test::sampleChart("survey_bias", sample(31), {{"form", "dumbbell"}});
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.y.categories.size(), std::size_t(1));
        int quiet = 0;
        for (const PointMark &point : spec.points)
            quiet += point.info.ink.role == InkRole::Context ? 1 : 0;
        QCOMPARE(quiet, 30);
    }
};

QTEST_APPLESS_MAIN(TestSurveyBias)
#include "tst_survey_bias.moc"
