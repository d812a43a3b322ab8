// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_ledger.h"

#include "core/metrics/usi_what_if.h"
#include "tests/core/metrics/study_fixture.h"
#include "tests/support/test_case.h"

#include <cmath>

using namespace gapscope;

namespace {
double sumOf(const UsiLedger &ledger, double LedgerLine::*part)
{
    double sum = 0.0;
    for (const LedgerLine &line : ledger.lines)
        sum += line.*part;
    return sum;
}

const LedgerLine &lineOf(const UsiLedger &ledger, const std::string &id)
{
    for (const LedgerLine &line : ledger.lines)
        if (line.id == id)
            return line;
    qFatal("no line %s", id.c_str());
}

/// The two features of methods.md whose closing is worked out there: GPT-4o's short replies (29.0 %
/// against 1.0 %) and pivots (8.4 % against 19.1 %), with six terms.
UsiStudy gpt4oExample()
{
    UsiStudy study;
    StudyDialogue person;
    person.task = TaskKey{"tau1:airline:0"};
    person.features =
        test::featuresWith(0.1, {{Feature::ShortMsgRate, 0.29}, {Feature::PivotRate, 0.084}});
    person.reward = 1.0;
    person.survey = {{"overall_score", {}, "3 (Acceptable)"}};
    StudyDialogue simulated = person;
    simulated.features =
        test::featuresWith(0.1, {{Feature::ShortMsgRate, 0.01}, {Feature::PivotRate, 0.191}});
    simulated.survey.clear();
    study.people.push_back(person);
    study.simulators.push_back({"gpt-4o", {simulated}, {{person.task, 1, person.survey}}});
    return study;
}
} // namespace

class TestUsiLedger : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void linesSumToTheLoss_data()
    {
        QTest::addColumn<bool>("surveys");
        QTest::addColumn<int>("batches");
        QTest::newRow("five terms") << false << 3;
        QTest::newRow("six terms") << true << 3;
        QTest::newRow("one batch") << true << 1;
    }

    void linesSumToTheLoss()
    {
        QFETCH(bool, surveys);
        QFETCH(int, batches);
        const UsiProblem problem = test::problemOf(test::randomStudy(24, batches, 2, 2, surveys));
        for (std::size_t i = 0; i < problem.simulators.size(); ++i) {
            const auto ledger = ledgerOf(problem, nullptr, i);
            QVERIFY(ledger);
            QCOMPARE(ledger->terms, surveys ? 6 : 5);
            const UsiRow row = scoreSimulator(problem.simulators[i], problem.rules).row;
            QVERIFY(std::abs(ledger->usi - row.usi->mean) < 1e-9);
            QVERIFY(std::abs(sumOf(*ledger, &LedgerLine::points) - (100.0 - ledger->usi)) < 1e-9);
            const double parts = sumOf(*ledger, &LedgerLine::real) +
                                 sumOf(*ledger, &LedgerLine::artefact) +
                                 sumOf(*ledger, &LedgerLine::noise);
            QVERIFY(std::abs(parts - (100.0 - ledger->usi)) < 1e-9);
            for (const LedgerLine &line : ledger->lines)
                QVERIFY2(line.points >= -1e-12 && line.real >= -1e-12 && line.artefact >= -1e-12 &&
                             line.noise >= -1e-12,
                         line.id.c_str());
            QCOMPARE(lineOf(*ledger, "politeness_rate").floor.has_value(), batches > 1);
        }
    }

    void lossesOfThePublishedExample()
    {
        const auto ledger = ledgerOf(test::problemOf(gpt4oExample()), nullptr, 0);
        QVERIFY(std::abs(lineOf(*ledger, "short_msg_rate").points - 2.222) < 5e-4);
        QVERIFY(std::abs(lineOf(*ledger, "pivot_rate").points - 2.162) < 5e-4);
        QVERIFY(std::abs(100.0 - ledger->usi - 4.384) < 1e-3);
    }

    void lossesOfOtherPublishedRates_data()
    {
        QTest::addColumn<int>("feature");
        QTest::addColumn<double>("people");
        QTest::addColumn<double>("sim");
        QTest::addColumn<double>("points");
        const auto row = [](const char *name, Feature feature, double people, double sim,
                            double points) {
            QTest::newRow(name) << static_cast<int>(feature) << people << sim << points;
        };
        row("politeness", Feature::PolitenessRate, 0.153, 0.490, 1.248);
        row("identifiers", Feature::IdDensity, 2.6, 4.8, 1.239);
        row("uncertainty", Feature::UncertaintyRate, 0.073, 0.146, 1.111);
    }

    void lossesOfOtherPublishedRates()
    {
        QFETCH(int, feature);
        QFETCH(double, people);
        QFETCH(double, sim);
        QFETCH(double, points);
        UsiStudy study = gpt4oExample();
        const auto which = static_cast<Feature>(feature);
        (*study.people[0].features)[which] = people;
        (*study.simulators[0].dialogues[0].features)[which] = sim;
        const auto ledger = ledgerOf(test::problemOf(study), nullptr, 0);
        QVERIFY(std::abs(lineOf(*ledger, std::string(info(which).key)).points - points) < 5e-4);
    }

    void correctedTwinMovesPointsToTheArtefact()
    {
        const UsiProblem reference = test::problemOf(gpt4oExample());
        UsiStudy repaired = gpt4oExample();
        (*repaired.simulators[0].dialogues[0].features)[Feature::PivotRate] = 0.084;
        const UsiProblem corrected = test::problemOf(repaired);
        const auto ledger = ledgerOf(reference, &corrected, 0);
        const LedgerLine &pivot = lineOf(*ledger, "pivot_rate");
        QVERIFY(std::abs(pivot.artefact - pivot.points) < 1e-12);
        QVERIFY(std::abs(pivot.real) < 1e-12);
        QCOMPARE(*pivot.corrected, 0.0);
        const LedgerLine &shortReplies = lineOf(*ledger, "short_msg_rate");
        QVERIFY(std::abs(shortReplies.real - shortReplies.points) < 1e-12);
    }

    void missingAnswersAreNoJudgement()
    {
        UsiStudy study = gpt4oExample();
        study.simulators[0].surveys[0].answers.clear();
        const auto ledger = ledgerOf(test::problemOf(study), nullptr, 0);
        const LedgerLine &line = lineOf(*ledger, "eval:overall_score");
        QVERIFY(line.points > 0.0);
        QCOMPARE(line.artefact, line.points);
    }

    void whatPeopleLoseAsWellIsNoise()
    {
        UsiStudy study = gpt4oExample();
        StudyDialogue second = study.people[0];
        second.run = 2;
        (*second.features)[Feature::ShortMsgRate] = 0.0;
        study.people.push_back(second);
        const auto ledger = ledgerOf(test::problemOf(study), nullptr, 0);
        const LedgerLine &line = lineOf(*ledger, "short_msg_rate");
        QVERIFY(std::abs(*line.floor - 100.0 / 42.0) < 1e-12);
        QCOMPARE(line.noise, line.points);
        QCOMPARE(line.real, 0.0);
    }

    void influenceIsWhatScoringWithoutTheDialogueGives()
    {
        const UsiStudy study = test::randomStudy(12, 3, 2, 1, true);
        const UsiProblem problem = test::problemOf(study);
        JobContext job;
        const auto all = influenceOf(problem, 0, job);
        QVERIFY(all);
        QCOMPARE(all->size(), std::size_t{12 * 2 + 12 * 3});
        const double usi = ledgerOf(problem, nullptr, 0)->usi;
        for (const Influence &influence : *all) {
            UsiStudy without = study;
            const auto matches = [&](const StudyDialogue &dialogue) {
                return dialogue.run == influence.dialogue.number &&
                       dialogue.task.value() == influence.dialogue.id;
            };
            if (influence.dialogue.side == LeftOut::Side::People)
                std::erase_if(without.people, matches);
            else
                std::erase_if(without.simulators[0].dialogues, matches);
            // The stream of random answers would be consumed by other dialogues: none is missing.
            const auto ledger = ledgerOf(test::problemOf(without), nullptr, 0);
            if (influence.dialogue.side == LeftOut::Side::Simulator)
                QVERIFY(std::abs(ledger->usi - usi - influence.usi) < 1e-9);
            double lines = 0.0;
            for (const double line : influence.lines)
                lines += line;
            QVERIFY(std::abs(lines - influence.usi) < 1e-9);
        }
        QVERIFY(std::abs(all->front().usi) >= std::abs(all->back().usi));
    }

    void withoutAnIndexThereIsNoLedger()
    {
        UsiStudy study = gpt4oExample();
        study.simulators[0].dialogues[0].reward.reset();
        const UsiProblem problem = test::problemOf(study);
        QVERIFY(!ledgerOf(problem, nullptr, 0));
        JobContext job;
        QCOMPARE(influenceOf(problem, 0, job).error().code, ErrorCode::NotComputable);
        QCOMPARE(whatIf(problem, 0, {}).error().code, ErrorCode::NotComputable);
    }

    void closingShortRepliesAndPivotsGivesWhatTheyCost()
    {
        const UsiProblem problem = test::problemOf(gpt4oExample());
        const auto result = whatIf(problem, 0, {{"short_msg_rate", 1.0}, {"pivot_rate", 1.0}});
        // 69.3 → 73.7 in methods.md f2.
        QVERIFY(std::abs(result->after - result->before - (73.7 - 69.3)) < 0.05);
        QVERIFY(std::abs(result->after - 100.0) < 1e-9);
        const auto half = whatIf(problem, 0, {{"short_msg_rate", 0.5}});
        const double dice = 2.0 * 0.15 / (0.15 + 0.29);
        QVERIFY(std::abs(half->dimensionsAfter[0] - 100.0 * (6.0 + dice) / 7.0) < 1e-9);
    }

    void closingEverythingGivesAHundred()
    {
        const UsiProblem problem = test::problemOf(test::randomStudy(24, 3, 2, 1, true));
        std::vector<Closure> all{{"ece", 1.0}, {"eval_agree", 1.0}};
        for (const FeatureInfo &entry : featureTable())
            if (entry.dimension != Dimension::None)
                all.push_back({std::string(entry.key), 1.0});
        const auto result = whatIf(problem, 0, all);
        QVERIFY(std::abs(result->after - 100.0) < 1e-9);
        QVERIFY(std::abs(result->before - ledgerOf(problem, nullptr, 0)->usi) < 1e-9);
        QVERIFY(result->couplings.empty());
        const auto nothing = whatIf(problem, 0, {{"pivot_rate", 0.0}});
        QVERIFY(std::abs(nothing->after - nothing->before) < 1e-12);
        QVERIFY(std::abs(nothing->coupled - nothing->before) < 1e-12);
    }

    void featuresThatGoTogetherAreNamed()
    {
        UsiStudy study = test::randomStudy(40, 2, 1, 1);
        for (StudyDialogue &dialogue : study.simulators[0].dialogues)
            (*dialogue.features)[Feature::OpeningWords] =
                30.0 - 20.0 * (*dialogue.features)[Feature::ShortMsgRate];
        const auto result = whatIf(test::problemOf(study), 0, {{"short_msg_rate", 1.0}});
        QVERIFY(!result->couplings.empty());
        QCOMPARE(result->couplings[0].other, Feature::OpeningWords);
        QVERIFY(result->couplings[0].correlation < -0.99);
        QVERIFY(std::abs(result->coupled - result->after) > 1e-6);
    }

    void unknownLinesAndSharesAreRefused()
    {
        const UsiProblem problem = test::problemOf(gpt4oExample());
        for (const Closure &closure :
             {Closure{"n_turns", 1.0}, Closure{"ece:5", 1.0}, Closure{"eval:mood", 1.0},
              Closure{"pivot_rate", 1.5}, Closure{"pivot_rate", std::nan("")}})
            QCOMPARE(whatIf(problem, 0, {closure}).error().code, ErrorCode::InvalidArgument);
        QVERIFY(whatIf(problem, 0, {{"ece:4", 0.2}, {"eval:overall_score", 0.5}}));
    }
};

QTEST_APPLESS_MAIN(TestUsiLedger)
#include "tst_usi_ledger.moc"
