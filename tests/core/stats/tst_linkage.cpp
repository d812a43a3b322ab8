// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/kernel_density.h"
#include "core/stats/linkage.h"
#include "tests/core/stats/close_to.h"

#include <cmath>
#include <numbers>
#include <vector>

using namespace gapscope;
using namespace gapscope::stats;
using test::closeTo;

namespace {
std::vector<std::size_t> orderOf(const std::vector<double> &places)
{
    std::vector<double> distances;
    for (const double a : places)
        for (const double b : places)
            distances.push_back(std::abs(a - b));
    return averageLinkageOrder(distances, places.size());
}
} // namespace

class TestLinkage final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void likeThingsStandSideBySide()
    {
        QCOMPARE(orderOf({0, 10, 1, 11}), (std::vector<std::size_t>{0, 2, 1, 3}));
        QCOMPARE(orderOf({5}), (std::vector<std::size_t>{0}));
        QVERIFY(orderOf({}).empty());
    }

    void linkageIsAverageNotSingle()
    {
        // 1.6 to 4.0 is 2.4 apart, but 0 and 1.6 together are 3.2 from 4.0, which is 2.7 from 6.7.
        QCOMPARE(orderOf({0.0, 6.7, 1.6, 4.0}), (std::vector<std::size_t>{0, 2, 1, 3}));
    }

    void densityIntegratesToOneAndHasThePeakOfItsKernel()
    {
        const std::vector<double> one{3.0};
        const std::vector<double> places{3.0};
        QVERIFY(closeTo(kernelDensity(one, places, 2.0)[0],
                        1.0 / (2.0 * std::sqrt(2.0 * std::numbers::pi)), 1e-12));
        const std::vector<double> values{0.0, 1.0, 5.0};
        std::vector<double> grid;
        for (int i = -1000; i <= 2000; ++i)
            grid.push_back(0.01 * i);
        double area = 0.0;
        for (const double density : kernelDensity(values, grid, 0.7))
            area += 0.01 * density;
        QVERIFY(closeTo(area, 1.0, 1e-9));
    }

    void bandwidthIsSilvermans()
    {
        // s 4.4121, IQR 5.25/1.34 = 3.9179, n^(−1/5) of 6 = .69883.
        const std::vector<double> values{2, 5, 6, 9, 11, 14};
        QVERIFY(
            closeTo(silvermanBandwidth(values), 0.9 * 5.25 / 1.34 * std::pow(6.0, -0.2), 1e-12));
        QVERIFY(!silvermanBandwidth(std::vector<double>{4, 4, 4}));
        QVERIFY(!silvermanBandwidth(std::vector<double>{4}));
    }
};

QTEST_APPLESS_MAIN(TestLinkage)
#include "tst_linkage.moc"
