// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/classifier.h"
#include "core/stats/distances.h"
#include "core/stats/multivariate.h"
#include "core/stats/random.h"
#include "tests/core/stats/close_to.h"

#include <cmath>
#include <vector>

using namespace gapscope;
using namespace gapscope::stats;
using test::closeTo;

class TestDistances : public test::TestCase
{
    Q_OBJECT

    const std::vector<double> x{2, 5, 6, 9, 11, 14};
    const std::vector<double> y{12, 15, 15, 18, 20, 21};
    const std::vector<double> none;
    const std::vector<double> p{0.5, 0.3, 0.2};
    const std::vector<double> q{0.2, 0.3, 0.5};

    static Points line(std::vector<double> values)
    {
        Points points(1);
        for (const double value : values)
            points.add(std::vector<double>{value});
        return points;
    }

private Q_SLOTS:
    void kolmogorovSmirnovOfTheRunningExample()
    {
        const auto test = kolmogorovSmirnov(x, y);
        QVERIFY(test && test->exact);
        QVERIFY(closeTo(test->statistic, 0.8333, 5e-5));
        QVERIFY(closeTo(test->p, 0.026, 5e-4));
    }

    void kolmogorovSmirnovOfCompleteSeparationCountsTwoOrders()
    {
        const auto test =
            kolmogorovSmirnov(std::vector<double>{1, 2, 3}, std::vector<double>{4, 5});
        QVERIFY(closeTo(test->statistic, 1.0, 0.0));
        QVERIFY(closeTo(test->p, 0.2, 1e-12));
    }

    void kolmogorovSmirnovReadsTiesAsOneStep()
    {
        // Only the orders of {0,0,1} against {0,1,1} count: 9/20 + 9/20 have this split or worse.
        const auto test =
            kolmogorovSmirnov(std::vector<double>{0, 0, 1}, std::vector<double>{0, 1, 1});
        QVERIFY(closeTo(test->statistic, 1.0 / 3.0, 1e-12));
        QVERIFY(closeTo(test->p, 1.0, 1e-12));
    }

    void exactAndLimitAgreeOnLargeSamples()
    {
        RandomStream random(3);
        std::vector<double> first;
        std::vector<double> second;
        for (int i = 0; i < 1001; ++i) {
            first.push_back(random.unit());
            second.push_back(random.unit() + 0.05);
        }
        const auto limit = kolmogorovSmirnov(first, second);
        QVERIFY(limit && !limit->exact);
        first.resize(990);
        const auto exact = kolmogorovSmirnov(first, second);
        QVERIFY(exact && exact->exact);
        QVERIFY(limit->p > 0.0 && limit->p < 0.5);
        const double ratio = std::log(limit->p) / std::log(exact->p);
        QVERIFY(ratio > 0.8 && ratio < 1.25);
    }

    void distancesOfTheRunningExample()
    {
        QVERIFY(closeTo(wasserstein(x, y), 9.0, 1e-12));
        QVERIFY(closeTo(wassersteinPerIqr(x, y), 1.714, 5e-4));
        QVERIFY(closeTo(energyDistance(x, y), 10.222, 5e-4));
        QVERIFY(closeTo(std::sqrt(*energyDistance(x, y)), 3.197, 5e-4));
        QVERIFY(closeTo(frechet(x, y), 81.71, 5e-3));
    }

    void sameSamplesAreAtDistanceNought()
    {
        QVERIFY(closeTo(kolmogorovSmirnov(x, x)->statistic, 0.0, 0.0));
        QVERIFY(closeTo(kolmogorovSmirnov(x, x)->p, 1.0, 0.0));
        QVERIFY(closeTo(wasserstein(x, x), 0.0, 0.0));
        QVERIFY(closeTo(energyDistance(x, x), 0.0, 0.0));
        QVERIFY(closeTo(frechet(x, x), 0.0, 0.0));
    }

    void anEmptySideHasNoDistance()
    {
        QVERIFY(!kolmogorovSmirnov(none, y) && !kolmogorovSmirnov(x, none));
        QVERIFY(!wasserstein(none, y) && !energyDistance(x, none) && !frechet(none, none));
        QVERIFY(!wassersteinPerIqr(std::vector<double>{3, 3}, y));
    }

    void distancesOfTheWorkedShares()
    {
        QVERIFY(closeTo(jensenShannonDivergence(p, q), 0.0958, 5e-5));
        QVERIFY(closeTo(jensenShannonDistance(p, q), 0.3095, 5e-5));
        QVERIFY(closeTo(totalVariation(p, q), 0.30, 1e-12));
        QVERIFY(closeTo(hellinger(p, q), 0.2599, 5e-5));
        QVERIFY(closeTo(kullbackLeibler(p, q), 0.3966, 5e-5));
    }

    void disjointSharesAreAtTheEndOfTheScale()
    {
        const std::vector<double> left{1, 0};
        const std::vector<double> right{0, 1};
        QVERIFY(closeTo(jensenShannonDivergence(left, right), 1.0, 1e-12));
        QVERIFY(closeTo(totalVariation(left, right), 1.0, 1e-12));
        QVERIFY(closeTo(hellinger(left, right), 1.0, 1e-12));
        QVERIFY(!kullbackLeibler(left, right));
        QVERIFY(!jensenShannonDivergence(left, p));
        QVERIFY(!totalVariation(none, none));
    }

    void countsBecomeShares()
    {
        QVERIFY(*shares(std::vector<double>{1, 3}) == (std::vector<double>{0.25, 0.75}));
        QVERIFY(!shares(std::vector<double>{0, 0}) && !shares(std::vector<double>{-1, 2}));
    }

    void discrepancyOfTheWorkedPoints()
    {
        const auto result = maximumMeanDiscrepancy(line({0, 1}), line({2, 3}), 1.0);
        QVERIFY(result);
        QVERIFY(closeTo(result->biased, 1.1624, 5e-5));
        QVERIFY(closeTo(result->unbiased, 0.7689, 5e-5));
        QVERIFY(!maximumMeanDiscrepancy(line({}), line({2}), 1.0));
        QVERIFY(!maximumMeanDiscrepancy(line({1}), line({2}), 0.0));
        QVERIFY(!maximumMeanDiscrepancy(line({1}), line({2}), 1.0)->unbiased);
    }

    void kernelWidthIsTheMedianDistance()
    {
        // Distances 1, 2, 3, 1, 2, 1.
        QVERIFY(closeTo(medianDistance(line({0, 1}), line({2, 3})), 1.5, 1e-12));
        QVERIFY(!medianDistance(line({4, 4}), line({4})));
        QVERIFY(!medianDistance(line({4}), line({})));
    }

    void coverageAndPrecisionOfTheWorkedPoints()
    {
        const auto result = nearestNeighbourCoverage(line({0, 1, 5, 6}), line({0.5, 1.2, 9}), 1);
        QVERIFY(result);
        QVERIFY(closeTo(result->coverage(), 0.5, 1e-12));
        QVERIFY(closeTo(result->precision(), 0.667, 5e-4));
        QVERIFY(!nearestNeighbourCoverage(line({0}), line({1}), 1));
        QVERIFY(!nearestNeighbourCoverage(line({0, 1}), line({}), 1));
    }

    void chamferOfTheWorkedPoints()
    {
        const auto result = chamfer(line({0, 10}), line({1, 9}));
        QVERIFY(result);
        QVERIFY(closeTo(result->error(), 2.0, 1e-12));
        QVERIFY(closeTo(result->reference, 10.0, 1e-12));
        QVERIFY(closeTo(result->score(), 0.90, 1e-12));
        QVERIFY(closeTo(chamfer(line({0, 10}), line({10, 0}))->score(), 1.0, 1e-12));
        QVERIFY(!chamfer(line({0}), line({1})) && !chamfer(line({2, 2}), line({1})));
    }

    void areaOfTheWorkedScores()
    {
        const auto area = areaUnderCurve(std::vector<double>{0.9, 0.8, 0.4, 0.3},
                                         std::vector<double>{0.7, 0.35, 0.2, 0.1});
        QVERIFY(area);
        QVERIFY(closeTo(area->value, 0.8125, 1e-12));
        QVERIFY(closeTo(area->standardError, 0.164, 5e-4));
        QVERIFY(!areaUnderCurve(none, y));
    }

    void logisticRegressionFindsItsStationaryPoint()
    {
        const Points points = line({-2, -1, 0, 1, 2, 3});
        const std::vector<bool> labels{false, false, true, false, true, true};
        const auto model = fitLogistic(points, labels, 1.0);
        QVERIFY(model);
        double slope = -1.0 * model->weights[0];
        double balance = 0.0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double miss =
                (labels[i] ? 1.0 : 0.0) - 1.0 / (1.0 + std::exp(-model->logit(points[i])));
            slope += miss * points[i][0];
            balance += miss;
        }
        QVERIFY(closeTo(slope, 0.0, 1e-6) && closeTo(balance, 0.0, 1e-6));
        QVERIFY(model->weights[0] > 0.0);
        QVERIFY(!fitLogistic(points, std::vector<bool>(6, true)));
        QVERIFY(!fitLogistic(points, labels, 0.0));
    }

    void separableClassesKeepFiniteWeights()
    {
        const auto model = fitLogistic(line({-100, -99, 99, 100}), {false, false, true, true});
        QVERIFY(model && std::isfinite(model->weights[0]) && std::isfinite(model->intercept));
    }

    void heldOutScoresTellShiftedCloudsApartAndEqualOnesNot()
    {
        RandomStream random(11);
        for (const double shift : {0.0, 1.0}) {
            Points points(2);
            std::vector<bool> labels;
            std::vector<int> groups;
            for (int i = 0; i < 400; ++i) {
                const bool real = i % 2 == 0;
                points.add(
                    std::vector<double>{random.unit() + (real ? shift : 0.0), random.unit()});
                labels.push_back(real);
                groups.push_back(i / 4);
            }
            const auto scores = heldOutScores(points, labels, groups, 5, 1);
            QVERIFY(scores && *scores == *heldOutScores(points, labels, groups, 5, 1));
            std::vector<double> real;
            std::vector<double> sim;
            for (std::size_t i = 0; i < labels.size(); ++i)
                (labels[i] ? real : sim).push_back((*scores)[i]);
            QVERIFY(closeTo(areaUnderCurve(real, sim)->value, shift > 0.0 ? 1.0 : 0.5, 0.12));
        }
        QVERIFY(!heldOutScores(line({1, 2}), {true, false}, {3, 3}, 5, 1));
    }

    void probabilityForgetsHowManyOfEachSideWereSeen()
    {
        QVERIFY(closeTo(balancedProbability(0.0, 10, 10), 0.5, 1e-12));
        // Three of four were real: odds of 3 say nothing about the point.
        QVERIFY(closeTo(balancedProbability(std::log(3.0), 30, 10), 0.5, 1e-12));
        QVERIFY(closeTo(balancedProbability(std::log(9.0), 10, 10), 0.9, 1e-12));
        QVERIFY(closeTo(balancedProbability(-1000.0, 10, 10), 0.0, 1e-12));
    }

    void aDimensionThatDoesNotVaryKeepsItsUnit()
    {
        const auto scaling = scalingOf(line({0.1, 0.1, 0.1}));
        QVERIFY(scaling);
        QVERIFY(closeTo(scaling->applied(line({1.1}))[0][0], 1.0, 1e-9));
        QVERIFY(!scalingOf(line({})));
    }
};

QTEST_APPLESS_MAIN(TestDistances)
#include "tst_distances.moc"
