// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/correlation.h"
#include "core/stats/linear_fit.h"
#include "core/stats/outlines.h"
#include "core/stats/principal_components.h"
#include "tests/core/stats/close_to.h"

using namespace gapscope;
using namespace gapscope::stats;
using test::closeTo;

class TestPlane : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void lineOfFourPointsWithItsBand()
    {
        const std::vector<double> x{1, 2, 3, 4};
        const std::vector<double> y{2, 3, 5, 6};
        const auto fit = linearFit(x, y);
        QVERIFY(fit);
        QVERIFY(closeTo(fit->slope, 1.4, 1e-12) && closeTo(fit->intercept, 0.5, 1e-12));
        // t(.975, 2) = 4.302653; residual variance .2/2.
        QVERIFY(closeTo(fit->bandAt(2.5).high, 4.0 + 4.30265273 * std::sqrt(0.025), 1e-7));
        QVERIFY(closeTo(fit->bandAt(4).low, 6.1 - 4.30265273 * std::sqrt(0.07), 1e-7));
    }

    void noLineWithoutThreePointsApart()
    {
        QVERIFY(!linearFit(std::vector<double>{1, 2}, std::vector<double>{1, 2}));
        QVERIFY(!linearFit(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}));
    }

    void intervalOfACorrelation()
    {
        // atanh .5 ± 1.959964/5.
        const auto range = pearsonInterval(0.5, 28);
        QVERIFY(closeTo(range->low, std::tanh(0.5493061443 - 0.3919927969), 1e-8));
        QVERIFY(closeTo(range->high, std::tanh(0.5493061443 + 0.3919927969), 1e-8));
        QVERIFY(!pearsonInterval(0.5, 3) && !pearsonInterval(1.0, 10));
    }

    void axesOfAnEllipse()
    {
        // Covariance ((5, 3), (3, 5))/2: axes (1, 1)/√2 and (1, −1)/√2, variances 4 and 1.
        Points points(2);
        for (const auto &[u, v] : {std::pair{4.0, 0.0}, {-4.0, 0.0}, {0.0, 2.0}, {0.0, -2.0}})
            points.add(std::vector<double>{1.0 + (u + v) / 2, 2.0 + (u - v) / 2});
        const auto found = principalComponents(points);
        QVERIFY(found);
        QVERIFY(closeTo(found->axes[0].share, 0.8, 1e-12));
        QVERIFY(closeTo(found->axes[1].share, 0.2, 1e-12));
        QVERIFY(closeTo(std::abs(found->axes[0].direction[0]), std::sqrt(0.5), 1e-12));
        QVERIFY(closeTo(found->axes[0].direction[0] - found->axes[0].direction[1], 0.0, 1e-12));
        const Points placed = found->applied(points, 2);
        QVERIFY(closeTo(std::abs(placed[0][0]), 4.0 * std::sqrt(0.5), 1e-12));
        QVERIFY(closeTo(placed[0][1], 0.0, 1e-12));
    }

    void axesStandAtRightAngles()
    {
        Points points(4);
        for (int i = 0; i < 12; ++i)
            points.add(std::vector<double>{1.0 * i, std::sin(i), i * i * 0.1, std::cos(2 * i)});
        const auto found = principalComponents(points);
        double shares = 0.0;
        for (std::size_t a = 0; a < 4; ++a) {
            shares += found->axes[a].share;
            for (std::size_t b = 0; b < 4; ++b) {
                double product = 0.0;
                for (std::size_t i = 0; i < 4; ++i)
                    product += found->axes[a].direction[i] * found->axes[b].direction[i];
                QVERIFY(closeTo(product, a == b ? 1.0 : 0.0, 1e-10));
            }
        }
        QVERIFY(closeTo(shares, 1.0, 1e-12));
    }

    void noAxesWhereNothingVaries()
    {
        Points points(2);
        points.add(std::vector<double>{1, 1});
        QVERIFY(!principalComponents(points));
        points.add(std::vector<double>{1, 1});
        QVERIFY(!principalComponents(points));
    }

    void hullKeepsCornersOnly()
    {
        const std::vector<PlanePoint> points{{0, 0}, {2, 0}, {1, 0}, {2, 2},
                                             {0, 2}, {1, 1}, {0, 0}};
        QCOMPARE(convexHull(points), (std::vector<PlanePoint>{{0, 0}, {2, 0}, {2, 2}, {0, 2}}));
        QVERIFY(convexHull(std::vector<PlanePoint>{{0, 0}, {1, 1}, {2, 2}}).size() < 3);
    }

    void ellipseHasTheQuantileAsRadius()
    {
        const std::vector<PlanePoint> points{{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
        const std::vector<PlanePoint> outline = densityEllipse(points, 0.9, 36);
        QCOMPARE(outline.size(), std::size_t(36));
        // Sample variance 2/3 each way; χ²(.9, 2) = 4.60517.
        for (const auto &[x, y] : outline)
            QVERIFY(closeTo(std::hypot(x, y), std::sqrt(4.605170186 * 2.0 / 3.0), 1e-8));
        QVERIFY(densityEllipse(std::vector<PlanePoint>{{0, 0}, {1, 1}, {2, 2}}, 0.9).empty());
    }
};

QTEST_APPLESS_MAIN(TestPlane)
#include "tst_plane.moc"
