// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_bootstrap.h"

#include "core/metrics/feature_effects.h"
#include "tests/core/metrics/study_fixture.h"
#include "tests/support/test_case.h"

#include <cmath>

using namespace gapscope;

namespace {
UsiUncertainty uncertaintyOf(const UsiProblem &problem, const BootstrapSettings &settings)
{
    JobContext job;
    return *bootstrap(problem, settings, job);
}

bool same(const Estimate &a, const Estimate &b)
{
    return a.value == b.value && a.percentile == b.percentile && a.bca == b.bca &&
           a.standardError == b.standardError && a.draws == b.draws;
}

FeatureEffects effectsOf(const UsiProblem &problem)
{
    JobContext job;
    return *featureEffects(problem, job, defaultSeed, 2000);
}
} // namespace

class TestUsiBootstrap : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void wholeSampleIsTheTable()
    {
        const UsiProblem problem = test::problemOf(test::randomStudy(24, 3, 2, 2, true));
        const UsiTable table = scoreProblem(problem);
        const UsiUncertainty result = uncertaintyOf(problem, {.draws = 200});
        QCOMPARE(result.rows.size(), table.rows.size());
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            for (std::size_t column = 0; column < usiColumnCount; ++column) {
                const Estimate &estimate = result.rows[i].columns[column];
                const auto &known = cell(table.rows[i], static_cast<UsiColumn>(column));
                QVERIFY(known);
                QVERIFY(std::abs(*estimate.value - known->mean) < 1e-9);
                QVERIFY(estimate.percentile->low <= estimate.percentile->high);
                QVERIFY(estimate.percentile->low > *estimate.value - 60.0);
                QVERIFY(*estimate.standardError > 0.0);
                QCOMPARE(estimate.draws, 200);
            }
        }
        QCOMPARE(result.tasks, 24);
        const double excess = *result.rows[1].excess[6].value;
        QVERIFY(std::abs(excess - (table.rows[0].usi->mean - table.rows[1].usi->mean)) < 1e-9);
    }

    void numbersDoNotDependOnThreads()
    {
        const UsiProblem problem = test::problemOf(test::randomStudy(12, 2, 2, 2));
        const UsiUncertainty one = uncertaintyOf(problem, {.draws = 300, .threads = 1});
        const UsiUncertainty four = uncertaintyOf(problem, {.draws = 300, .threads = 4});
        for (std::size_t i = 0; i < one.rows.size(); ++i)
            for (std::size_t column = 0; column < usiColumnCount; ++column)
                QVERIFY(same(one.rows[i].columns[column], four.rows[i].columns[column]));
        const UsiUncertainty other = uncertaintyOf(problem, {.draws = 300, .seed = 1});
        QVERIFY(!same(one.rows[1].columns[6], other.rows[1].columns[6]));
    }

    void weightsAreRepeatedTasks()
    {
        UsiStudy study = test::randomStudy(6, 2, 2, 1);
        const UsiProblem problem = test::problemOf(study);
        // Counting a task twice is the same as having it twice under another name.
        std::vector<double> weights(problem.tasks.size(), 1.0);
        weights[0] = 2.0;
        weights[1] = 0.0;
        const std::string twice = problem.tasks[0];
        const std::string never = problem.tasks[1];
        const auto rearranged = [&](std::vector<StudyDialogue> dialogues) {
            std::vector<StudyDialogue> result;
            for (StudyDialogue &dialogue : dialogues) {
                if (dialogue.task.value() == never)
                    continue;
                result.push_back(dialogue);
                if (dialogue.task.value() == twice) {
                    dialogue.task = TaskKey{twice + "x"};
                    result.push_back(dialogue);
                }
            }
            return result;
        };
        study.difficulty.mode = Difficulty::Mode::Given;
        for (const StudyDialogue &dialogue : study.people)
            study.difficulty.given[dialogue.task.value()] = 0.5;
        const UsiProblem given = test::problemOf(study);
        study.difficulty.given[twice + "x"] = 0.5;
        study.people = rearranged(study.people);
        study.simulators[0].dialogues = rearranged(study.simulators[0].dialogues);
        const UsiProblem repeated = test::problemOf(study);
        const SimulatorParts weighed = evaluate(given.simulators[0], given.rules, weights);
        const SimulatorParts counted = evaluate(repeated.simulators[0], repeated.rules);
        for (std::size_t i = 0; i < weighed.batches.size(); ++i)
            QVERIFY(std::abs(*weighed.batches[i].usi - *counted.batches[i].usi) < 1e-9);
        const CeilingParts ceiling = evaluate(given.ceiling, given.rules, weights);
        QVERIFY(std::abs(ceiling.usi[0] - evaluate(repeated.ceiling, repeated.rules).usi[0]) <
                1e-9);
    }

    void differencesArePairedByTask()
    {
        const UsiProblem problem = test::problemOf(test::randomStudy(24, 3, 2, 3));
        const UsiUncertainty result = uncertaintyOf(problem, {.draws = 300});
        QCOMPARE(result.differences.size(), std::size_t{3});
        const SimulatorDifference &first = result.differences[0];
        QCOMPARE(first.first, std::string("sim1"));
        QCOMPARE(first.second, std::string("sim2"));
        QVERIFY(std::abs(*first.difference[6].value - (*result.rows[1].columns[6].value -
                                                       *result.rows[2].columns[6].value)) < 1e-9);
        QVERIFY(*first.p[6] > 0.0 && *first.p[6] <= 1.0);
    }

    void simulatorAgainstItselfDoesNotDiffer()
    {
        UsiStudy study = test::randomStudy(12, 2, 1, 1);
        study.simulators.push_back(study.simulators[0]);
        study.simulators[1].name = "twin";
        const UsiUncertainty result = uncertaintyOf(test::problemOf(study), {.draws = 200});
        QCOMPARE(*result.differences[0].difference[6].value, 0.0);
        QCOMPARE(*result.differences[0].p[6], 1.0);
    }

    void unlikeTermsAreNotCompared()
    {
        UsiStudy study = test::randomStudy(12, 2, 1, 2, true);
        study.simulators[1].surveys.clear();
        const UsiUncertainty result = uncertaintyOf(test::problemOf(study), {.draws = 200});
        QVERIFY(!result.differences[0].difference[6].value);
        QVERIFY(result.differences[0].difference[0].value);
        QVERIFY(result.rows[1].excess[6].value);
        QVERIFY(!result.rows[2].excess[6].value);
    }

    void cancelledJobStops()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const auto result = bootstrap(test::problemOf(test::randomStudy(6, 2, 1, 1)), {}, job);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }

    void emptyStudyHasNoFigures()
    {
        const UsiUncertainty result = uncertaintyOf(test::problemOf(UsiStudy{}), {.draws = 200});
        QCOMPARE(result.rows.size(), std::size_t{1});
        QVERIFY(!result.rows[0].columns[6].value);
    }

    void excessGapOfThePublishedStyle()
    {
        // Built so that people's two batches agree to 87.4 on D1 and the simulator scores 51.6.
        UsiStudy study;
        StudySimulator simulator;
        simulator.name = "sim";
        const auto valueOf = [](double dice) { return dice / (2.0 - dice); };
        for (int task = 0; task < 4; ++task) {
            StudyDialogue dialogue;
            dialogue.task = TaskKey{"tau1:airline:" + std::to_string(task)};
            dialogue.reward = 1.0;
            dialogue.features = test::featuresWith(1.0, {});
            study.people.push_back(dialogue);
            dialogue.run = 2;
            (*dialogue.features)[Feature::ShortMsgRate] = valueOf(7 * 0.874 - 6);
            study.people.push_back(dialogue);
            dialogue.run = 1;
            for (const FeatureInfo &entry : featureTable())
                if (entry.dimension == Dimension::Conversation)
                    (*dialogue.features)[entry.feature] = valueOf(7 * 0.516 / 6);
            (*dialogue.features)[Feature::ShortMsgRate] = 0.0;
            simulator.dialogues.push_back(dialogue);
        }
        study.simulators.push_back(simulator);
        const UsiUncertainty result = uncertaintyOf(test::problemOf(study), {.draws = 200});
        const auto style = static_cast<std::size_t>(UsiColumn::Conversation);
        QVERIFY(std::abs(*result.rows[0].columns[style].value - 87.4) < 1e-9);
        QVERIFY(std::abs(*result.rows[1].columns[style].value - 51.6) < 1e-9);
        QVERIFY(std::abs(*result.rows[1].excess[style].value - 35.8) < 1e-9);
    }

    void floorsAreRunsAndHalvesAmongThemselves()
    {
        const UsiTable three = scoreProblem(test::problemOf(test::randomStudy(12, 3, 2, 1)));
        QVERIFY(!three.halves);
        double floor = 0.0;
        for (const FeatureGap &gap : three.details[0].features)
            if (info(gap.feature).dimension == Dimension::Information)
                floor += 100.0 * *gap.floor / 4.0;
        QVERIFY(std::abs(floor - three.rows[0].information->mean) < 1e-9);
        QCOMPARE(floorOf(three)->kind, UsiRow::Kind::Ceiling);
        QCOMPARE(three.details[0].reruns.kind, UsiRow::Kind::Floor);
        QCOMPARE(three.details[0].reruns.usi->n, 1);
        const UsiTable one = scoreProblem(test::problemOf(test::randomStudy(12, 1, 1, 1)));
        QVERIFY(one.halves);
        QCOMPARE(floorOf(one), &*one.halves);
        QCOMPARE(one.halves->conversation->n, 200);
        QVERIFY(one.halves->conversation->mean < 100.0 && one.halves->conversation->mean > 20.0);
        QVERIFY(!one.halves->usi);
        QVERIFY(!one.details[0].features[1].floor);
        QVERIFY(!one.details[0].reruns.usi);
        QVERIFY(one.details[0].reruns.missing.contains("D1_conv"));
    }

    void effectsFindWhatDiffers()
    {
        UsiStudy study = test::randomStudy(40, 2, 1, 2);
        for (StudyDialogue &dialogue : study.simulators[0].dialogues)
            (*dialogue.features)[Feature::PolitenessRate] += 0.5;
        for (StudyDialogue &dialogue : study.people)
            (*dialogue.features)[Feature::EmotionRate] = 0.0;
        for (StudyDialogue &dialogue : study.simulators[1].dialogues)
            (*dialogue.features)[Feature::EmotionRate] = 0.0;
        const FeatureEffects result = effectsOf(test::problemOf(study));
        QCOMPARE(result.simulators.size(), std::size_t{2});
        QCOMPARE(result.simulators[0].features.size(), featureCount - 1);
        const auto effect = [&](std::size_t simulator, Feature feature) {
            for (const FeatureEffect &one : result.simulators[simulator].features)
                if (one.feature == feature)
                    return one;
            return FeatureEffect{};
        };
        const FeatureEffect polite = effect(0, Feature::PolitenessRate);
        QVERIFY(*polite.q < 0.01 && *polite.q >= *polite.p);
        QVERIFY(*polite.cliffsDelta > 0.9);
        QVERIFY(polite.cliffsInterval->low > 0.5 && polite.cliffsInterval->high <= 1.0);
        QVERIFY(*polite.difference > 40.0);
        QVERIFY(*polite.difference > *polite.smallestDetectable);
        QVERIFY(polite.interval->low > 30.0 && polite.interval->low < *polite.difference &&
                polite.interval->high > *polite.difference);
        QCOMPARE(polite.tasks, 40);
        QVERIFY(!polite.fewEvents());
        const FeatureEffect emotion = effect(1, Feature::EmotionRate);
        QVERIFY(emotion.fewEvents());
        QCOMPARE(*emotion.cliffsDelta, 0.0);
        QCOMPARE(*emotion.p, 1.0);
        QVERIFY(!emotion.hedgesG);
    }
};

QTEST_APPLESS_MAIN(TestUsiBootstrap)
#include "tst_usi_bootstrap.moc"
