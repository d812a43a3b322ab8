// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/agreement.h"

#include "tests/support/test_case.h"

#include <cmath>

using namespace gapscope;
using namespace gapscope::stats;

namespace {
bool near(const std::optional<double> &value, double expected)
{
    return value && std::abs(*value - expected) < 6e-4;
}

/// Krippendorff's four raters and twelve units.
std::vector<std::vector<std::optional<double>>> classicRatings()
{
    const std::optional<double> no;
    return {{1, 2, 3, 3, 2, 1, 4, 1, 2, no, no, no},
            {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, no, 3},
            {no, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, no},
            {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, no}};
}
} // namespace

class TestAgreement : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void twoRaters()
    {
        const Confusion plain{{20, 5}, {10, 15}};
        QVERIFY(near(cohensKappa(plain), 0.400));
        QVERIFY(near(gwetsAc1(plain), 0.406));
        // κ falls where nearly everything is one category, AC1 does not.
        const Confusion prevalent{{118, 5}, {2, 0}};
        QVERIFY(near(observedAgreement(prevalent), 0.944));
        QVERIFY(near(cohensKappa(prevalent), -0.023));
        QVERIFY(near(gwetsAc1(prevalent), 0.941));
    }

    void orderedCategories()
    {
        QVERIFY(near(weightedKappa({{2, 1, 0}, {1, 3, 1}, {0, 1, 3}}), 0.711));
    }

    void fourteenRatersOfFleiss()
    {
        QVERIFY(near(fleissKappa({{0, 0, 0, 0, 14},
                                  {0, 2, 6, 4, 2},
                                  {0, 0, 3, 5, 6},
                                  {0, 3, 9, 2, 0},
                                  {2, 2, 8, 1, 1},
                                  {7, 7, 0, 0, 0},
                                  {3, 2, 6, 3, 0},
                                  {2, 5, 3, 2, 2},
                                  {6, 5, 2, 1, 0},
                                  {0, 2, 2, 3, 7}}),
                     0.210));
    }

    void missingRatingsOfKrippendorff()
    {
        QVERIFY(near(krippendorffsAlpha(classicRatings(), Scale::Nominal), 0.743));
        QVERIFY(near(krippendorffsAlpha(classicRatings(), Scale::Ordinal), 0.815));
        QVERIFY(near(krippendorffsAlpha(classicRatings(), Scale::Interval), 0.849));
        QVERIFY(near(krippendorffsAlpha(classicRatings(), Scale::Ratio), 0.797));
    }

    void setsOfLabels()
    {
        const std::set<std::string> both{"frontload", "polite"};
        const std::set<std::string> one{"frontload"};
        QCOMPARE(jaccardDistance(both, one), 0.5);
        QVERIFY(near(masiDistance(both, one), 0.667));
        QCOMPARE(masiDistance(both, both), 0.0);
        QCOMPARE(masiDistance(both, {"late"}), 1.0);
        QCOMPARE(masiDistance({}, {}), 0.0);
    }

    void spansAndBoundaries()
    {
        QVERIFY(near(spanF1({10, 25}, {15, 30}), 0.667));
        QVERIFY(near(spanIou({10, 25}, {15, 30}), 0.5));
        QVERIFY(near(spanF1({0, 5}, {5, 9}), 0.0));
        const std::vector<int> a{0, 1, 0, 0, 0, 1, 0, 0, 0, 0};
        const std::vector<int> b{0, 1, 0, 0, 0, 0, 1, 0, 0, 0};
        QVERIFY(near(windowDiff(a, b, 3), 0.25));
    }

    void onsetsOfFirstDivergence()
    {
        const std::optional<int> no;
        const std::vector<std::optional<int>> first{3, 5, 2, no, no, 7};
        const std::vector<std::optional<int>> second{3, 6, 5, no, 4, 7};
        const auto found = onsetAgreement(first, second);
        QVERIFY(found);
        QCOMPARE(found->dialogues, 6);
        QCOMPARE(found->exact, 0.5);
        QVERIFY(near(found->withinOne, 4.0 / 6.0));
        // By hand over 3-3, 5-6, 2-5 and 7-7: squares observed 20 of 8, expected 408 of 56.
        QVERIFY(near(found->alpha, 1.0 - (20.0 / 8.0) / (408.0 / 56.0)));
        QVERIFY(!onsetAgreement(first, std::vector<std::optional<int>>{1}));
        QVERIFY(!onsetAgreement({}, {}));
    }

    void undefinedIsNoNumber()
    {
        QVERIFY(!cohensKappa({{0, 0}, {0, 0}}));
        QVERIFY(!cohensKappa({{5, 0}, {0, 0}}));
        QVERIFY(!weightedKappa({{5, 0}, {0, 0}}));
        QVERIFY(!gwetsAc1({{0, 0}, {0, 0}}));
        QVERIFY(!fleissKappa({}));
        QVERIFY(!fleissKappa({{2, 0}, {1, 0}}));
        QVERIFY(!fleissKappa({{3, 0}, {3, 0}}));
        QVERIFY(!krippendorffsAlpha({}, Scale::Nominal));
        QVERIFY(!krippendorffsAlpha({{1.0, std::nullopt}, {std::nullopt, 2.0}}, Scale::Nominal));
        QVERIFY(!spanF1({3, 3}, {5, 5}));
        QVERIFY(!windowDiff(std::vector<int>{1}, std::vector<int>{1, 0}, 1));
    }
};

QTEST_APPLESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
