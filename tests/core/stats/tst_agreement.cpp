// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/stats/agreement.h"
#include "core/stats/rating_tally.h"

#include <cmath>

using namespace gapscope;
using namespace gapscope::stats;

namespace {
template <class Figure>
bool near(const Figure &value, double expected)
{
    return value && std::abs(*value - expected) < 6e-4;
}

bool near(double value, double expected)
{
    return near(std::optional(value), expected);
}

using Sets = std::vector<std::vector<std::optional<std::set<std::string>>>>;

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

Q_DECLARE_METATYPE(gapscope::stats::Measured)
Q_DECLARE_METATYPE(gapscope::stats::Undefined)

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

    void moreThanTwoRatersWithMissingRatings()
    {
        // Gwet 2014: the same four raters and twelve units, five categories.
        Confusion counts(12, std::vector<double>(5));
        for (const auto &rater : classicRatings())
            for (std::size_t unit = 0; unit < rater.size(); ++unit)
                if (rater[unit])
                    ++counts[unit][static_cast<std::size_t>(*rater[unit]) - 1];
        QVERIFY(near(gwetsAc1OfUnits(counts), 0.77544));
        RatingTally tally(5);
        for (const auto &unit : counts)
            tally.add(unit);
        QVERIFY(near(tally.agreement(), 0.81818));
        QVERIFY(near(tally.alpha(), 0.743));
        QCOMPARE(tally.rated(), 12.0);
        QCOMPARE(tally.paired(), 11.0);
        QCOMPARE(tally.fleissKappa().why(), Undefined::UnequalRaters);
    }

    void twoRatersAreACaseOfMany()
    {
        // 118, 5, 2 and 0 units as a table of two raters and as counts by unit.
        Confusion units(118, std::vector<double>{2, 0});
        units.insert(units.end(), 7, std::vector<double>{1, 1});
        QVERIFY(near(gwetsAc1OfUnits(units), *gwetsAc1({{118, 5}, {2, 0}})));
    }

    void partsOfUnitsAddUp()
    {
        RatingTally whole(2);
        RatingTally part(2);
        for (const auto &unit : Confusion{{2, 0}, {1, 1}, {0, 2}, {2, 0}}) {
            part.add(unit);
            whole.add(unit);
            whole.add(unit);
        }
        RatingTally twice(2);
        twice.add(part, 2.0);
        QCOMPARE(twice.alpha(), whole.alpha());
        QCOMPARE(twice.fleissKappa(), whole.fleissKappa());
        QCOMPARE(twice.gwetsAc1(), whole.gwetsAc1());
        QCOMPARE(twice.prevalence(0), 0.625);
    }

    void setsOfLabelsWithMissingRatings()
    {
        const std::optional<std::set<std::string>> no;
        using Set = std::set<std::string>;
        const Sets ratings{{Set{"a"}, Set{"a", "b"}, Set{}, Set{"c"}, no},
                           {Set{"a"}, Set{"a"}, Set{}, no, Set{"b"}},
                           {no, no, Set{"c"}, no, no}};
        // By hand: pairable are a a | ab a | – – c, n = 7. Jaccard .5 and MASI 2/3 for ab a, 1
        // for – c. Observed Jaccard: 2 × .5 + 4 × 1/2 = 3; MASI: 2 × 2/3 + 2 = 10/3.
        // Counts a 3, ab 1, – 2, c 1: expected Jaccard 2(3 × .5 + 3·2 + 3·1 + 1·2 + 1 + 2 × 1)
        // = 31, MASI 2(3 × 2/3 + 14) = 32.
        QVERIFY(near(krippendorffsAlpha(ratings, jaccardDistance), 1.0 - 6.0 * 3.0 / 31.0));
        QVERIFY(near(krippendorffsAlpha(ratings, masiDistance), 1.0 - 6.0 * (10.0 / 3.0) / 32.0));
    }

    void undefinedHasAReason_data()
    {
        QTest::addColumn<Measured>("figure");
        QTest::addColumn<Undefined>("why");
        const std::optional<double> no;
        const auto alpha = [](const std::vector<std::vector<std::optional<double>>> &ratings) {
            return krippendorffsAlpha(ratings, Scale::Ordinal);
        };
        const Confusion nobody{{0, 0}, {0, 0}};
        const Confusion same{{5, 0}, {0, 0}};
        const Confusion single{{0, 1}, {0, 0}};
        QTest::newRow("kappa, nobody") << cohensKappa(nobody) << Undefined::OneRater;
        QTest::newRow("kappa, all same") << cohensKappa(same) << Undefined::OneCategory;
        QTest::newRow("kappa, one unit") << cohensKappa(single) << Undefined::OneUnit;
        QTest::newRow("weighted, nobody") << weightedKappa(nobody) << Undefined::OneRater;
        QTest::newRow("weighted, all same") << weightedKappa(same) << Undefined::OneCategory;
        QTest::newRow("weighted, one unit") << weightedKappa(single) << Undefined::OneUnit;
        QTest::newRow("AC1, nobody") << gwetsAc1(nobody) << Undefined::OneRater;
        QTest::newRow("AC1, one unit") << gwetsAc1(single) << Undefined::OneUnit;
        QTest::newRow("AC1, one category") << gwetsAc1({{7}}) << Undefined::OneCategory;
        QTest::newRow("agreement, nobody") << observedAgreement(nobody) << Undefined::OneRater;
        QTest::newRow("Fleiss, nothing") << fleissKappa({}) << Undefined::NothingRated;
        QTest::newRow("Fleiss, unequal")
            << fleissKappa({{2, 0}, {1, 0}}) << Undefined::UnequalRaters;
        QTest::newRow("Fleiss, one rater") << fleissKappa({{1, 0}, {0, 1}}) << Undefined::OneRater;
        QTest::newRow("Fleiss, one unit") << fleissKappa({{2, 1}}) << Undefined::OneUnit;
        QTest::newRow("Fleiss, all same")
            << fleissKappa({{3, 0}, {3, 0}}) << Undefined::OneCategory;
        QTest::newRow("AC1 of units, one rater")
            << gwetsAc1OfUnits({{1, 0}, {0, 1}}) << Undefined::OneRater;
        QTest::newRow("AC1 of units, nothing") << gwetsAc1OfUnits({}) << Undefined::NothingRated;
        QTest::newRow("alpha, nothing") << alpha({}) << Undefined::NothingRated;
        QTest::newRow("alpha, only gaps") << alpha({{no, no}}) << Undefined::NothingRated;
        QTest::newRow("alpha, no unit by two")
            << alpha({{1.0, no}, {no, 2.0}}) << Undefined::OneRater;
        QTest::newRow("alpha, one unit") << alpha({{1.0}, {2.0}}) << Undefined::OneUnit;
        QTest::newRow("alpha, all same")
            << alpha({{2.0, 2.0}, {2.0, 2.0}}) << Undefined::OneCategory;
    }
    void undefinedHasAReason()
    {
        QFETCH(Measured, figure);
        QFETCH(Undefined, why);
        QVERIFY(!figure);
        QVERIFY(!figure.value());
        QCOMPARE(figure.why(), why);
        QVERIFY(!because(figure.why()).empty());
    }

    void undefinedIsNoNumber()
    {
        // Nobody ever used the other category: AC1 is defined where κ is not.
        QCOMPARE(gwetsAc1({{5, 0}, {0, 0}}).value(), std::optional(1.0));
        QVERIFY(!spanF1({3, 3}, {5, 5}));
        QVERIFY(!windowDiff(std::vector<int>{1}, std::vector<int>{1, 0}, 1));
        std::set<std::string_view> texts;
        for (int i = 0; i <= static_cast<int>(Undefined::NothingDecided); ++i)
            texts.insert(because(static_cast<Undefined>(i)));
        QCOMPARE(texts.size(), static_cast<std::size_t>(Undefined::NothingDecided) + 1);
    }
};

QTEST_APPLESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
