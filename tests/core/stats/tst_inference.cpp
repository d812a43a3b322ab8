// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/effect_size.h"
#include "core/stats/intervals.h"
#include "core/stats/levels.h"
#include "core/stats/power.h"
#include "core/stats/summary.h"
#include "core/stats/tests.h"
#include "core/stats/turing.h"
#include "tests/core/stats/close_to.h"

#include <algorithm>
#include <vector>

using namespace gapscope;
using namespace gapscope::stats;
using test::closeTo;

class TestInference : public test::TestCase
{
    Q_OBJECT

    const std::vector<double> x{2, 5, 6, 9, 11, 14};
    const std::vector<double> y{12, 15, 15, 18, 20, 21};
    const std::vector<double> none;

private Q_SLOTS:
    void wilsonOfTheWorkedRates()
    {
        const auto success = wilson(105, 165);
        QVERIFY(success);
        QVERIFY(closeTo(success->low, 0.561, 5e-4) && closeTo(success->high, 0.706, 5e-4));
        const auto few = wilson(3, 10);
        QVERIFY(few);
        QVERIFY(closeTo(few->low, 0.108, 5e-4) && closeTo(few->high, 0.603, 5e-4));
    }

    void wilsonStaysBetweenNoneAndAll()
    {
        QVERIFY(closeTo(wilson(0, 8)->low, 0.0, 1e-12));
        QVERIFY(closeTo(wilson(8, 8)->high, 1.0, 1e-12));
        QVERIFY(!wilson(0, 0));
        QVERIFY(!wilson(4, 3));
    }

    void percentileIntervalLeavesATailOnEachSide()
    {
        std::vector<double> draws;
        for (int i = 100; i >= 0; --i)
            draws.push_back(i);
        const auto interval = percentileInterval(draws);
        QVERIFY(interval);
        QVERIFY(closeTo(interval->low, 2.5, 1e-9) && closeTo(interval->high, 97.5, 1e-9));
        QVERIFY(!percentileInterval(none));
    }

    void bcaWithoutBiasAndSkewIsThePercentileInterval()
    {
        std::vector<double> draws;
        for (int i = 0; i <= 100; ++i)
            draws.push_back(i);
        const auto interval = bcaInterval(draws, std::vector<double>{1, 1, 1}, 50.0);
        QVERIFY(interval);
        QVERIFY(closeTo(interval->low, 2.5, 1e-9) && closeTo(interval->high, 97.5, 1e-9));
    }

    void bcaMovesTowardsWhereTheDrawsFallShort()
    {
        std::vector<double> draws;
        for (int i = 0; i <= 100; ++i)
            draws.push_back(i);
        // 60.5 of 101 draws below: bias z .2508, ends at Phi(2·.2508 -/+ 1.96).
        const auto interval = bcaInterval(draws, std::vector<double>{1, 1}, 60.0);
        QVERIFY(interval);
        QVERIFY(closeTo(interval->low, 7.24, 0.02) && closeTo(interval->high, 99.31, 0.02));
        QVERIFY(!bcaInterval(draws, none, 200.0));
        QVERIFY(!bcaInterval(none, none, 1.0));
    }

    void bcaAcceleratesWithSkewedUnits()
    {
        std::vector<double> draws;
        for (int i = 0; i <= 100; ++i)
            draws.push_back(i);
        // One unit far below the others when left out: it pulls the estimate up.
        const auto interval = bcaInterval(draws, std::vector<double>{50, 50, 50, 42}, 50.0);
        QVERIFY(interval);
        QVERIFY(interval->low > 2.5 && interval->high > 97.5);
    }

    void centredIntervalLiesAroundTheEstimateAndInRange()
    {
        std::vector<double> draws;
        for (int i = 0; i <= 100; ++i)
            draws.push_back(i / 100.0);
        const auto interval = centredInterval(draws, 0.6, 1.0);
        QVERIFY(interval);
        QVERIFY(closeTo(interval->low, 0.125, 1e-9) && closeTo(interval->high, 1.0, 1e-9));
        QVERIFY(closeTo(centredInterval(draws, 0.1)->low, 0.0, 0.0));
        QVERIFY(!centredInterval(none, 1.0));
    }

    void quantilesAreOfTypeSeven()
    {
        QVERIFY(closeTo(interquartileRange(x), 5.25, 1e-12));
        QVERIFY(closeTo(quantile(x, 0.5), 7.5, 1e-12));
        QVERIFY(!quantile(none, 0.5));
    }

    void signFlipCountsAllPatternsOfFewDifferences()
    {
        const auto test = signFlip(std::vector<double>{3, 1, 4, -1, 5, 2});
        QVERIFY(test && test->exact);
        QVERIFY(closeTo(test->mean, 2.3333, 5e-5));
        QVERIFY(closeTo(test->p, 0.09375, 1e-12));
        QVERIFY(closeTo(signFlip(std::vector<double>{3, 1, 0, 4, -1, 5, 0, 2})->p, 0.09375, 1e-12));
    }

    void signFlipDrawsPatternsOfManyDifferences()
    {
        std::vector<double> differences(40, 1.0);
        for (std::size_t i = 0; i < 14; ++i)
            differences[i] = -1.0;
        // 26 against 14 of 40 fair coins: p = .0807.
        const auto test = signFlip(differences, 7, 20000);
        QVERIFY(test && !test->exact);
        QVERIFY(closeTo(test->p, 0.0807, 0.008));
        QCOMPARE(test->p, signFlip(differences, 7, 20000)->p);
        const auto clear = signFlip(std::vector<double>(40, 1.0), 7, 999);
        QVERIFY(closeTo(clear->p, 0.001, 1e-12));
    }

    void noDifferenceIsNoEvidence()
    {
        QCOMPARE(signFlip(std::vector<double>{0, 0})->p, 1.0);
        QVERIFY(!signFlip(none));
    }

    void mcNemarOfTheWorkedTable()
    {
        QVERIFY(closeTo(mcNemarExact(15, 5), 0.0414, 5e-5));
        QVERIFY(closeTo(mcNemarExact(5, 15), 0.0414, 5e-5));
        QVERIFY(closeTo(mcNemarExact(3, 3), 1.0, 1e-12));
        QVERIFY(closeTo(mcNemarExact(0, 0), 1.0, 1e-12));
        QVERIFY(!mcNemarExact(-1, 2));
    }

    void benjaminiHochbergOfTheWorkedPValues()
    {
        const std::vector<double> p{0.001, 0.008, 0.039, 0.041, 0.042,
                                    0.06,  0.074, 0.205, 0.212, 0.216};
        const std::vector<double> expected{0.010, 0.040,  0.084, 0.084, 0.084,
                                           0.100, 0.1057, 0.216, 0.216, 0.216};
        const std::vector<double> q = benjaminiHochberg(p);
        QCOMPARE(q.size(), expected.size());
        for (std::size_t i = 0; i < q.size(); ++i)
            QVERIFY(closeTo(q[i], expected[i], 5e-5));
        QCOMPARE(std::count_if(q.begin(), q.end(), [](double one) { return one < 0.05; }), 2);
        QVERIFY(benjaminiHochberg(none).empty());
    }

    void benjaminiHochbergKeepsTheOrderItIsGiven()
    {
        const std::vector<double> q = benjaminiHochberg(std::vector<double>{0.5, 0.01, 0.04});
        QVERIFY(closeTo(q[0], 0.5, 1e-12) && closeTo(q[1], 0.03, 1e-12) &&
                closeTo(q[2], 0.06, 1e-12));
    }

    void effectSizesOfTheRunningExample()
    {
        QVERIFY(closeTo(cliffsDelta(x, y), 0.944, 5e-4));
        QVERIFY(closeTo(cliffsDelta(y, x), -0.944, 5e-4));
        QVERIFY(closeTo(hedgesG(x, y), 2.119, 5e-4));
        QVERIFY(closeTo(varianceRatio(x, y), 0.620, 5e-4));
        QVERIFY(closeTo(sampleVariance(x), 18.97, 5e-3) && closeTo(sampleVariance(y), 11.77, 5e-3));
        // d 2.296 times J .9231.
        QVERIFY(closeTo(*hedgesG(x, y) / 0.9231, 2.296, 5e-4));
        // (16.833 − 7.833)/√18.967.
        QVERIFY(closeTo(anchoredDifference(levelsOf(x, y)), 2.0666, 5e-5));
    }

    void easyModeOfThePublishedSuccessRates()
    {
        const double people = 315.0 / 495.0;
        const double sim = 385.0 / 495.0;
        QVERIFY(closeTo(people, 0.636, 5e-4) && closeTo(105.0 / 165.0, people, 1e-12));
        QVERIFY(closeTo(sim, 0.778, 5e-4));
        const double difference = sim - people;
        const auto half = halfWidthOfShareDifference(people, 495, sim, 495);
        QVERIFY(half);
        QVERIFY(closeTo(difference, 0.141, 5e-4));
        QVERIFY(closeTo(difference - *half, 0.085, 5e-4));
        QVERIFY(closeTo(difference + *half, 0.197, 5e-4));
        QVERIFY(closeTo(cohensH(people, sim), 0.31, 5e-3));
        QVERIFY(closeTo(cohensH(sim, people), -0.31, 5e-3));
        QVERIFY(closeTo(cohensH(0.0, 1.0), 3.14159, 5e-6));
        QVERIFY(!cohensH(0.5, 1.1) && !cohensH(-0.1, 0.5));
    }

    void turingDistanceOfThePublishedJudgements_data()
    {
        QTest::addColumn<int>("correct");
        QTest::addColumn<double>("points");
        QTest::newRow("MIMESIS-9B") << 887 << 38.7;
        QTest::newRow("Opus-5") << 923 << 42.3;
        QTest::newRow("GPT-5.5") << 987 << 48.7;
        QTest::newRow("always wrong tells as well as always right") << 0 << 50.0;
    }

    void turingDistanceOfThePublishedJudgements()
    {
        QFETCH(int, correct);
        QFETCH(double, points);
        const auto found = turingDistance(correct, 1000);
        QVERIFY(found);
        QVERIFY(closeTo(found->points, points, 1e-9));
        QVERIFY(found->interval.low > 0.0 && found->interval.low < points + 1e-9);
        QVERIFY(found->interval.high > points - 1e-9 && found->interval.high <= 50.0);
    }

    void aJudgeWhoMayBeGuessingIsAtNoDistance()
    {
        // 3 of 10: Wilson .108–.603 holds one half.
        const auto guess = turingDistance(3, 10);
        QVERIFY(guess);
        QVERIFY(closeTo(guess->points, 20.0, 1e-9));
        QVERIFY(closeTo(guess->interval.low, 0.0, 0.0));
        QVERIFY(closeTo(guess->interval.high, 39.2, 0.05));
        QVERIFY(!turingDistance(0, 0) && !turingDistance(5, 4));
    }

    void effectSizesWithoutAnswer()
    {
        const std::vector<double> constant{3, 3, 3};
        QVERIFY(closeTo(cliffsDelta(constant, constant), 0.0, 0.0));
        QVERIFY(!cliffsDelta(none, y) && !cliffsDelta(x, none));
        QVERIFY(!hedgesG(constant, constant));
        QVERIFY(!hedgesG(std::vector<double>{1}, y));
        QVERIFY(!varianceRatio(constant, y));
        QVERIFY(closeTo(varianceRatio(x, constant), 0.0, 0.0));
    }

    void magnitudesChangeAtTheirLimits()
    {
        QCOMPARE(name(magnitudeOf(0.146)), "negligible");
        QCOMPARE(name(magnitudeOf(-0.147)), "small");
        QCOMPARE(name(magnitudeOf(0.33)), "medium");
        QCOMPARE(name(magnitudeOf(-0.944)), "large");
    }

    void detectablePairedDifferenceShrinksWithTheRootOfN()
    {
        // 2.8016 · 10/√100.
        QVERIFY(closeTo(detectablePairedDifference(10, 100), 2.8016, 5e-5));
        QVERIFY(closeTo(detectablePairedDifference(10, 400), 1.4008, 5e-5));
        QVERIFY(!detectablePairedDifference(10, 1));
        QVERIFY(!detectablePairedDifference(10, 50, {0.05, 1.0}));
    }

    void sharesOfAWholeStudyAreKnownToTenPoints()
    {
        QVERIFY(closeTo(halfWidthOfShareDifference(0.636, 165, 0.636, 165), 0.104, 5e-4));
        const auto rise = detectableShareDifference(0.636, 165, 165);
        QVERIFY(rise);
        // A rise of that size is exactly the sum of both quantiles in standard errors.
        const double other = 0.636 + *rise;
        const double error = std::sqrt(0.636 * 0.364 / 165 + other * (1 - other) / 165);
        QVERIFY(closeTo(*rise / error, 2.8016, 5e-4));
        QVERIFY(*rise > 0.10 && *rise < 0.15);
        QVERIFY(!detectableShareDifference(0.95, 5, 5));
        QVERIFY(!halfWidthOfShareDifference(0.5, 0, 0.5, 10));
        QVERIFY(closeTo(halfWidthOfMean(10, 100), 1.96, 1e-3));
    }
};

QTEST_APPLESS_MAIN(TestInference)
#include "tst_inference.moc"
