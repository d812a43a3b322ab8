// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/clusters.h"
#include "core/stats/random.h"
#include "tests/core/stats/close_to.h"

#include <set>
#include <vector>

using namespace gapscope;
using namespace gapscope::stats;
using test::closeTo;

class TestClusters : public test::TestCase
{
    Q_OBJECT

    static Points line(std::vector<double> values)
    {
        Points points(1);
        for (const double value : values)
            points.add(std::vector<double>{value});
        return points;
    }

private Q_SLOTS:
    void divergenceOfTheWorkedSharesOnceSmoothed()
    {
        // (.5, .3, .2) against (.2, .3, .5) as counts of ten: 3/11.5 · log₂(5.5/2.5), and back.
        const auto found =
            clusterDivergence(std::vector<double>{5, 3, 2}, std::vector<double>{2, 3, 5});
        QVERIFY(found);
        QVERIFY(closeTo(found->forward, 0.29674, 5e-6));
        QVERIFY(closeTo(found->backward, 0.29674, 5e-6));
        QVERIFY(closeTo(found->jensenShannon, 0.07232, 5e-6));
        // Without weight of the ½ the plain divergence of the worked answer remains.
        const auto many = clusterDivergence(std::vector<double>{5e7, 3e7, 2e7},
                                            std::vector<double>{2e7, 3e7, 5e7});
        QVERIFY(closeTo(many->forward, 0.3966, 5e-5));
        QVERIFY(closeTo(many->jensenShannon, 0.0958, 5e-5));
    }

    void forwardIsForMissedKindsAndBackwardForInventedOnes()
    {
        const std::vector<double> both{5, 5};
        const std::vector<double> one{10, 0};
        const auto missed = clusterDivergence(both, one);
        const auto invented = clusterDivergence(one, both);
        QVERIFY(missed->forward > missed->backward);
        QVERIFY(closeTo(invented->backward, missed->forward, 1e-12));
        QVERIFY(closeTo(clusterDivergence(both, both)->forward, 0.0, 1e-12));
    }

    void divergenceNeedsCountsOnBothSides()
    {
        const std::vector<double> counts{1, 2};
        QVERIFY(!clusterDivergence(counts, std::vector<double>{0, 0}));
        QVERIFY(!clusterDivergence(std::vector<double>{3}, counts));
        QVERIFY(!clusterDivergence({}, {}));
    }

    void groupsFarApartAreFoundWhateverTheSeed()
    {
        const Points points = line({0, 100, 1, 201, 101, 200, 2});
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto found = kMeans(points, 3, seed);
            QVERIFY(found);
            const std::vector<std::size_t> &of = *found;
            QVERIFY(of[0] == of[2] && of[0] == of[6] && of[1] == of[4] && of[3] == of[5]);
            QCOMPARE((std::set<std::size_t>{of[0], of[1], of[3]}).size(), std::size_t{3});
            QVERIFY(of == *kMeans(points, 3, seed));
        }
    }

    void everyPointIsWithItsNearestMean()
    {
        RandomStream random(2);
        Points points(2);
        for (int i = 0; i < 200; ++i)
            points.add(std::vector<double>{random.unit(), random.unit()});
        const std::size_t k = 5;
        const std::vector<std::size_t> of = *kMeans(points, static_cast<int>(k), 4);
        std::vector<std::vector<double>> means(k, std::vector<double>(3, 0.0));
        for (std::size_t i = 0; i < points.size(); ++i) {
            means[of[i]][0] += points[i][0];
            means[of[i]][1] += points[i][1];
            means[of[i]][2] += 1.0;
        }
        for (std::vector<double> &mean : means) {
            QVERIFY(mean[2] > 0.0);
            mean = {mean[0] / mean[2], mean[1] / mean[2]};
        }
        for (std::size_t i = 0; i < points.size(); ++i)
            for (const std::vector<double> &mean : means)
                QVERIFY(squaredDistance(points[i], means[of[i]]) <=
                        squaredDistance(points[i], mean) + 1e-9);
    }

    void pointsThatCoincideShareACluster()
    {
        const auto found = kMeans(line({4, 4, 4}), 3, 1);
        QVERIFY(found && *found == (std::vector<std::size_t>{0, 0, 0}));
        QVERIFY(!kMeans(line({}), 2, 1) && !kMeans(line({1}), 0, 1));
    }

    void numberOfClustersGrowsWithTheRoot()
    {
        QCOMPARE(clusterCount(3), 2);
        QCOMPARE(clusterCount(330), 9);
        QCOMPARE(clusterCount(5000), 35);
    }
};

QTEST_APPLESS_MAIN(TestClusters)
#include "tst_clusters.moc"
