// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/correlation.h"
#include "core/stats/survival.h"
#include "tests/core/stats/close_to.h"

#include <cmath>
#include <vector>

using namespace gapscope;
using namespace gapscope::stats;
using test::closeTo;

class TestSurvival : public test::TestCase
{
    Q_OBJECT

    const std::vector<SurvivalTime> first{{3, true}, {5, true}, {5, false}, {8, true}, {10, false}};
    const std::vector<SurvivalTime> second{
        {6, false}, {9, true}, {12, false}, {12, false}, {12, false}};
    const std::vector<double> none;

private Q_SLOTS:
    void curveOfTheWorkedTimes()
    {
        const std::vector<SurvivalStep> curve = kaplanMeier(first);
        QCOMPARE(curve.size(), std::size_t{4});
        QVERIFY(closeTo(survivalAt(curve, 2), 1.0, 0.0));
        QVERIFY(closeTo(survivalAt(curve, 3), 0.8, 1e-12));
        QVERIFY(closeTo(survivalAt(curve, 5), 0.6, 1e-12));
        QVERIFY(closeTo(survivalAt(curve, 8), 0.3, 1e-12));
        QVERIFY(closeTo(survivalAt(curve, 99), 0.3, 1e-12));
        QCOMPARE(curve[1].atRisk, 4);
        QCOMPARE(curve[1].censored, 1);
    }

    void greenwoodBandOfTheWorkedTimes()
    {
        // S .8: Σ d/(n(n − d)) = 1/20, on the scale log(−log S).
        const auto band = greenwoodBand(kaplanMeier(first));
        QVERIFY(closeTo(band[0]->low, 0.2038, 1e-4));
        QVERIFY(closeTo(band[0]->high, 0.9692, 1e-4));
        const auto ended =
            greenwoodBand(kaplanMeier(std::vector<SurvivalTime>{{1, false}, {2, true}, {3, true}}));
        QVERIFY(!ended[0] && ended[1] && !ended[2]);
    }

    void restrictedMeanOfTheWorkedTimes()
    {
        const std::vector<SurvivalStep> curve = kaplanMeier(first);
        QVERIFY(closeTo(restrictedMean(curve, 10), 7.0, 1e-12));
        QVERIFY(closeTo(restrictedMean(curve, 4), 3.8, 1e-12));
        // Nobody was watched beyond 10, so nothing is known up to 11.
        QVERIFY(!restrictedMean(curve, 11));
        QVERIFY(!restrictedMean(std::vector<SurvivalStep>{}, 5));
        QVERIFY(!restrictedMean(curve, -1));
    }

    void restrictedMeanGoesOnWhereAllHaveEnded()
    {
        const std::vector<SurvivalTime> ended{{2, true}, {4, true}};
        QVERIFY(closeTo(restrictedMean(kaplanMeier(ended), 9), 3.0, 1e-12));
    }

    void hazardOfTheWorkedTimes()
    {
        const auto hazard = discreteHazard(kaplanMeier(first), 11);
        QVERIFY(closeTo(hazard[1], 0.0, 0.0));
        QVERIFY(closeTo(hazard[2], 0.2, 1e-12));
        QVERIFY(closeTo(hazard[4], 0.25, 1e-12));
        QVERIFY(closeTo(hazard[7], 0.5, 1e-12));
        QVERIFY(closeTo(hazard[9], 0.0, 0.0));
        QVERIFY(!hazard[10]);
    }

    void logRankOfTheWorkedGroups()
    {
        const auto test = logRank(first, second);
        QVERIFY(test);
        QVERIFY(closeTo(test->observed, 3.0, 0.0));
        QVERIFY(closeTo(test->expected, 1.478, 5e-4));
        QVERIFY(closeTo(test->variance, 0.879, 5e-4));
        QVERIFY(closeTo(test->chiSquared, 2.636, 5e-4));
        QVERIFY(closeTo(test->p, 0.104, 5e-4));
        QVERIFY(closeTo(logRank(second, first)->chiSquared, test->chiSquared, 1e-9));
    }

    void logRankNeedsEventsAndTwoGroups()
    {
        QVERIFY(!logRank({}, second));
        QVERIFY(
            !logRank(std::vector<SurvivalTime>{{5, false}}, std::vector<SurvivalTime>{{6, false}}));
        QVERIFY(closeTo(logRank(first, first)->chiSquared, 0.0, 1e-12));
        QVERIFY(kaplanMeier({}).empty());
    }

    void correlationsOfPairsWithTies()
    {
        const std::vector<double> x{1, 2, 2, 3, 5};
        const std::vector<double> y{2, 1, 4, 4, 6};
        QVERIFY(averageRanks(x) == (std::vector<double>{1, 2.5, 2.5, 4, 5}));
        // By hand: Σdxdy 9.8, Σdx² 9.2, Σdy² 15.2 · ranks Σ 7.25, 9.5, 9.5 · 7 − 1 over √(9·9).
        QVERIFY(closeTo(pearson(x, y), 9.8 / std::sqrt(9.2 * 15.2), 1e-12));
        QVERIFY(closeTo(spearman(x, y), 7.25 / 9.5, 1e-12));
        QVERIFY(closeTo(kendallTauB(x, y), 6.0 / 9.0, 1e-12));
    }

    void correlationNeedsPairsThatVary()
    {
        const std::vector<double> x{1, 2, 3};
        const std::vector<double> constant{4, 4, 4};
        for (const auto correlation : {pearson, spearman, kendallTauB}) {
            QVERIFY(closeTo(correlation(x, x), 1.0, 1e-12));
            QVERIFY(closeTo(correlation(x, std::vector<double>{3, 2, 1}), -1.0, 1e-12));
            QVERIFY(!correlation(x, constant));
            QVERIFY(!correlation(x, std::vector<double>{1, 2}));
            QVERIFY(!correlation(none, none));
        }
    }
};

QTEST_APPLESS_MAIN(TestSurvival)
#include "tst_survival.moc"
