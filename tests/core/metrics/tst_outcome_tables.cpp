// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/outcome_tables.h"
#include "core/metrics/speaker_groups.h"
#include "tests/core/metrics/metric_input.h"

using namespace gapscope;
using test::dialogue;

namespace {
Dialogue rewarded(const std::string &task, int run, double reward,
                  const std::vector<SurveyAnswer> &survey = {})
{
    Dialogue talk = dialogue(task, run, {"user: hello"});
    talk.outcome.reward = reward;
    talk.survey = survey;
    return talk;
}

std::vector<SurveyAnswer> answer(const char *field, const char *text)
{
    return {{field, "", text}};
}

std::string numbered(const char *prefix, int i)
{
    return prefix + std::to_string(i);
}
} // namespace

class TestOutcomeTables : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void kappaOfTheWorkedAnswer()
    {
        QCOMPARE(test::shown(cohensKappa({20, 5, 10, 15})), std::string("0.400"));
        QCOMPARE(test::shown(cohensKappa({118, 5, 2, 0})), std::string("-0.023"));
        QVERIFY(!cohensKappa({10, 0, 0, 0}));
        QVERIFY(!cohensKappa({}));
    }

    void phiNeedsBothToVary()
    {
        QCOMPARE(test::shown(phiOf({5, 0, 0, 5})), std::string("1.000"));
        QCOMPARE(test::shown(phiOf({0, 5, 5, 0})), std::string("-1.000"));
        QCOMPARE(test::shown(phiOf({20, 5, 10, 15})), std::string("0.408"));
        QVERIFY(!phiOf({5, 5, 0, 0}));
    }

    void calibrationOfTheWorkedAnswer()
    {
        const double difficulty[] = {.1, .3, .35, .5, .7, .9};
        const double sim[] = {0, 1, 0, 1, 1, 1};
        const double real[] = {0, 0, 0, 1, 0, 1};
        std::vector<CalibrationTask> tasks;
        test::InputBuilder builder;
        for (std::size_t i = 0; i < 6; ++i) {
            tasks.push_back({difficulty[i], real[i], sim[i]});
            const std::string task = numbered("t", static_cast<int>(i));
            builder.person(rewarded(task, 1, real[i]));
            builder.sim(rewarded(task, 1, sim[i]));
            builder.input.difficulty[TaskKey{task}] = difficulty[i];
        }
        const std::optional<Calibration> calibration = calibrationOf(tasks);
        QCOMPARE(test::shown(calibration->ece()), std::string("0.333"));
        QCOMPARE(test::shown(calibration->over), std::string("0.333"));
        QCOMPARE(test::shown(calibration->under), std::string("0.000"));
        const auto rows = test::rowsOf("calibration", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "").value), std::string("0.333"));
        QCOMPARE(test::shown(test::rowOf(rows, "0.2–0.4").value), std::string("0.500"));
        QCOMPARE(test::rowOf(rows, "0.2–0.4").n, 2);
        QVERIFY(!calibrationOf(std::span<const CalibrationTask>()));
    }

    void binsCarryWilsonIntervals()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 10; ++i) {
            builder.person(rewarded(numbered("t", i), 1, i < 3 ? 1 : 0));
            builder.sim(rewarded(numbered("t", i), 1, 1));
            builder.input.difficulty[TaskKey{numbered("t", i)}] = 0.5;
        }
        const MetricRow row =
            test::rowOf(test::rowsOf("calibration", builder.input), "0.4–0.6 real");
        QCOMPARE(test::shown(row.interval->low), std::string("0.108"));
        QCOMPARE(test::shown(row.interval->high), std::string("0.603"));
    }

    void mcNemarOfTheWorkedAnswer()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 40; ++i) {
            const bool both = i >= 20;
            builder.person(rewarded(numbered("t", i), 1, both || i < 5 ? 1 : 0));
            builder.sim(rewarded(numbered("t", i), 1, both || i >= 5 ? 1 : 0));
        }
        const MetricRow row = test::rowOf(test::rowsOf("success_gap", builder.input), "");
        QCOMPARE(test::shown(row.value), std::string("0.250"));
        QCOMPARE(QString::number(*row.p, 'f', 4), QStringLiteral("0.0414"));
        QCOMPARE(row.notes.front(),
                 std::string("tasks that only the simulator solves 15, only people 5"));
        QVERIFY(row.interval->low <= 0.25 && row.interval->high >= 0.25);
    }

    void agreementWeighsEveryTaskAlike()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 50; ++i)
            builder.person(rewarded(numbered("t", i), 1, i < 25 ? 1 : 0));
        for (int i = 0; i < 50; ++i) {
            const double reward = i < 20 || (i >= 25 && i < 35) ? 1 : 0;
            for (int run = 0; run <= i % 3; ++run)
                builder.sim(rewarded(numbered("t", i), run + 1, reward));
        }
        const auto rows = test::rowsOf("outcome_agreement", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "").value), std::string("0.400"));
        QCOMPARE(test::shown(test::rowOf(rows, "agreement").value), std::string("0.700"));
        QCOMPARE(test::shown(test::rowOf(rows, "only_real").value), std::string("0.100"));
        QCOMPARE(test::rowOf(rows, "").n, 50);
    }

    void agreementFloorIsThatOfPeopleAmongThemselves()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 4; ++i) {
            builder.person(rewarded(numbered("t", i), 1, i % 2));
            builder.person(rewarded(numbered("t", i), 2, i == 0 ? 1 : i % 2));
            builder.sim(rewarded(numbered("t", i), 1, i % 2));
        }
        const auto rows = test::rowsOf("outcome_agreement", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "agreement").floor), std::string("0.750"));
    }

    void rewardAuditCountsContradictions()
    {
        test::InputBuilder builder;
        const auto yes = answer("task_success", "Yes - Task completed");
        const auto partly = answer("task_success", "Partially - Some progress");
        for (int i = 0; i < 17; ++i)
            builder.person(rewarded(numbered("t", i), 1, 0, i < 12 ? yes : partly));
        for (int i = 17; i < 20; ++i)
            builder.person(rewarded(numbered("t", i), 1, 1, i < 19 ? yes : partly));
        const auto rows = test::rowsOf("reward_audit", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "reward_0_judged_success", "").value),
                 std::string("0.706"));
        QCOMPARE(test::rowOf(rows, "reward_0_judged_success", "").n, 17);
        QCOMPARE(test::shown(test::rowOf(rows, "reward_1_judged_failure", "").value),
                 std::string("0.333"));
        QCOMPARE(test::shown(test::rowOf(rows, "reward_0_and_success", "").value),
                 std::string("0.600"));
    }

    void surveyBiasOfTheWorkedAnswer()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 9; ++i) {
            builder.person(rewarded(numbered("t", i), 1, 1, answer("human_like", "No")));
            builder.sim(rewarded(numbered("t", i), 1, 1,
                                 answer("human_like", i == 0 ? "Yes" : "Partially")));
        }
        const auto rows = test::rowsOf("survey_bias", builder.input);
        const MetricRow raw = test::rowOf(rows, "human_like");
        QCOMPARE(test::shown(raw.value), std::string("1.111"));
        QCOMPARE(test::shown(raw.real), std::string("1.000"));
        QCOMPARE(test::shown(raw.p), std::string("0.004"));
        QCOMPARE(test::shown(raw.q), std::string("0.004"));
        QCOMPARE(test::shown(test::rowOf(rows, "human_like/range").value), std::string("0.556"));
        QCOMPARE(test::rowOf(rows, "").notes.front(), std::string("about its own dialogues"));
    }

    void surveyBiasOfThePublishedModel()
    {
        // Over-rated by 1.11 of 1–3 in human-likeness and by .72 of 1–5 overall.
        test::InputBuilder builder;
        const auto both = [](const char *human, const char *overall) {
            return std::vector<SurveyAnswer>{{"human_like", "", human},
                                             {"overall_score", "", overall}};
        };
        for (int i = 0; i < 100; ++i) {
            builder.person(rewarded(numbered("t", i), 1, 1, both("No", "3 (Acceptable)")));
            builder.sim(rewarded(
                numbered("t", i), 1, 1,
                both(i < 11 ? "Yes" : "Partially", i < 72 ? "4 (Good)" : "3 (Acceptable)")));
        }
        const auto rows = test::rowsOf("survey_bias", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "human_like").value), std::string("1.110"));
        QCOMPARE(test::shown(test::rowOf(rows, "human_like/range").value), std::string("0.555"));
        QCOMPARE(test::shown(test::rowOf(rows, "overall_score").value), std::string("0.720"));
        QCOMPARE(test::shown(test::rowOf(rows, "overall_score/range").value), std::string("0.180"));
    }

    void surveyAboutPeoplesDialoguesGoesFirst()
    {
        test::InputBuilder builder;
        builder.person(rewarded("t", 1, 1, answer("overall_score", "3 (Acceptable)")));
        builder.person(rewarded("t", 2, 1, answer("overall_score", "1 (Very poor)")));
        builder.sim(rewarded("t", 1, 1, answer("overall_score", "5 (Excellent)")));
        builder.input.simulators.front().surveys = {
            {CorpusId{"c"}, TaskKey{"t"}, 2, answer("overall_score", "2 (Poor)")}};
        const auto rows = test::rowsOf("survey_bias", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "overall_score").value), std::string("1.000"));
        QCOMPARE(test::shown(test::rowOf(rows, "overall_score").real), std::string("1.000"));
    }

    void groupsAreReadFromTheRecord()
    {
        Dialogue talk;
        talk.metadata = R"({"dialect":"AAVE","agent_id":3,"participant":{"gender":"f","age":31},
            "native_speaker":true,"group":"","country":["x"]})";
        const std::map<std::string, std::string> expected{
            {"dialect", "AAVE"}, {"gender", "f"}, {"native_speaker", "true"}};
        QCOMPARE(speakerGroups(talk), expected);
        talk.metadata = "{broken";
        QVERIFY(speakerGroups(talk).empty());
    }

    void groupsAreCalibratedApart()
    {
        test::InputBuilder builder;
        for (int i = 0; i < 4; ++i) {
            Dialogue person = rewarded(numbered("t", i), 1, i % 2);
            person.metadata = i % 2 ? R"({"dialect":"AAVE"})" : R"({"dialect":"SAE"})";
            builder.person(person);
            builder.sim(rewarded(numbered("t", i), 1, 1));
            builder.input.difficulty[TaskKey{numbered("t", i)}] = 0.5;
        }
        QCOMPARE(test::printed(test::rowsOf("group_calibration", builder.input)),
                 std::string("sim|dialect=AAVE| 0.000 1.000 1.000 2\n"
                             "sim|dialect=SAE| 1.000 0.000 1.000 2\n"));
    }
};

QTEST_APPLESS_MAIN(TestOutcomeTables)
#include "tst_outcome_tables.moc"
