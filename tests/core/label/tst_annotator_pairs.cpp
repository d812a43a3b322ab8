// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/annotator_pairs.h"
#include "core/label/gold.h"
#include "tests/core/label/rated_pairs.h"

#include <cmath>

using namespace gapscope;
using stats::Undefined;
using test::RatedPairMaker;

class TestAnnotatorPairs final : public test::TestCase
{
    Q_OBJECT

    using Units = std::vector<std::size_t>;

private Q_SLOTS:
    void everyTwoOnWhatBothJudged()
    {
        RatedPairMaker one("1", 4);
        one.says("ann", "C1", 0).says("bob", "C1", 0).says("ann", "C1", 1).done("bob");
        RatedPairMaker two("2", 2);
        two.done("ann").done("eve");
        const RatingUnits units = ratingUnits({one.result, two.result});
        const auto pairs = annotatorPairs(units, "C1");
        QCOMPARE(pairs.size(), std::size_t(3));
        QCOMPARE(pairs[0].used, 4);
        QCOMPARE(pairs[0].possible, 6);
        // [[2, 0], [1, 1]]: agreement 3/4, chance 1/2.
        QCOMPARE(pairs[0].kappa.value(), std::optional(0.5));
        QCOMPARE(pairs[0].agreement.value(), std::optional(0.75));
        QCOMPARE(pairs[1].used, 2);
        QCOMPARE(pairs[1].kappa.why(), Undefined::OneCategory);
        QCOMPARE(pairs[2].used, 0);
        QCOMPARE(pairs[2].alpha.why(), Undefined::OneRater);
        const auto sets = annotatorPairs(units);
        QVERIFY(sets[0].alpha);
        QCOMPARE(sets[0].kappa.why(), Undefined::SetsOfCodes);
        QCOMPARE(sets[2].agreement.why(), Undefined::OneRater);
    }

    void confusedCodesLeadToTheirUnits()
    {
        RatedPairMaker one("1", 5);
        one.says("ann", "C1", 0).says("bob", "C1", 0);
        one.says("ann", "C1", 1).says("bob", "I1", 1);
        one.says("ann", "C2", 2);
        one.says("ann", "C1", 3).says("ann", "C2", 3).says("bob", "C1", 3).says("bob", "I1", 3);
        const CodeConfusion table = codeConfusion(ratingUnits({one.result}), 0, 1);
        QCOMPARE(table.codes, (std::vector<std::string>{"C1", "C2", "I1"}));
        QCOMPARE(table.cells.at({"C1", "C1"}), (Units{0, 3}));
        QCOMPARE(table.cells.at({"C1", "I1"}), (Units{1}));
        QCOMPARE(table.cells.at({"C2", ""}), (Units{2}));
        QCOMPARE(table.cells.at({"C2", "I1"}), (Units{3}));
        QCOMPARE(table.cells.at({"", ""}), (Units{4}));
        QCOMPARE(table.cells.size(), std::size_t(5));
    }

    void whatStandsForAUnit()
    {
        RatedPairMaker one("1", 4);
        one.says("ann", "C1", 0).says("bob", "C1", 0);
        one.says("ann", "C1", 1).says("bob", "C2", 1);
        one.says("ann", "C2", 2).decided("C2", 2);
        RatedPairMaker two("2", 1);
        two.done("ann");
        RatedPairMaker three("3", 2);
        three.done("ann").decided("X0", 0);
        const RatingUnits units = ratingUnits({one.result, two.result, three.result});
        std::string sources;
        for (const RatingUnit &unit : units.units) {
            const auto codes = goldCodes(units, unit);
            sources += std::string(name(finalSource(unit))) + "=" +
                       (!codes           ? "?"
                        : codes->empty() ? ""
                                         : *codes->begin()) +
                       " ";
        }
        QCOMPARE(sources,
                 std::string("unanimous=C1 unresolved=? adjudicated=C2 unanimous= "
                             "unanimous= single=? single=? adjudicated= single= single= "));
    }

    void anAnnotatorAgainstTheFinalLabels()
    {
        RatedPairMaker one("1", 5);
        one.says("ann", "C1", 0).says("bob", "I1", 0).decided("C1", 0);
        one.says("ann", "C1", 1).decided("X0", 1);
        one.says("bob", "C1", 2).decided("C1", 2);
        one.says("ann", "I1", 3);
        RatedPairMaker undecided("2", 1);
        undecided.says("ann", "C1", 0).says("bob", "C1", 0);
        const AgainstGold ann = againstGold(ratingUnits({one.result, undecided.result}), 0);
        QCOMPARE(ann.annotator, std::string("ann"));
        QCOMPARE(ann.units, 5);
        QCOMPARE(ann.settled, 4);
        QCOMPARE(ann.scores.size(), std::size_t(2));
        QCOMPARE(ann.scores[1].code, std::string("C1"));
        QCOMPARE(ann.scores[1].hits, 1);
        QCOMPARE(ann.scores[1].precision(), std::optional(0.5));
        QCOMPARE(ann.scores[1].recall(), std::optional(0.5));
        QCOMPARE(ann.scores[0].f1(), std::optional(0.5));
        const AgainstGold bob = againstGold(ratingUnits({one.result}), 1);
        QCOMPARE(bob.scores.back().code, std::string("I1"));
        QVERIFY(!bob.scores.back().recall());
        QCOMPARE(bob.scores.back().precision(), std::optional(0.0));
    }
};

QTEST_APPLESS_MAIN(TestAnnotatorPairs)
#include "tst_annotator_pairs.moc"
