// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "tests/core/label/rated_pairs.h"

#include <sstream>

using namespace gapscope;
using test::RatedPairMaker;

namespace {
/// "real-1 0: ann{C1 I1} bob-" by unit; "-" = not judged.
std::string printed(const RatingUnits &all)
{
    std::ostringstream out;
    for (const RatingUnit &unit : all.units) {
        out << all.pairs[unit.pair].real.value() << ' ' << unit.row << ':';
        for (std::size_t i = 0; i < all.annotators.size(); ++i) {
            out << ' ' << all.annotators[i];
            if (!unit.ratings[i]) {
                out << '-';
                continue;
            }
            out << '{';
            for (const std::string &code : unit.ratings[i]->codes)
                out << code << ' ';
            out << '}';
        }
        for (const Label &label : unit.finals)
            out << " =" << label.code;
        out << '\n';
    }
    return out.str();
}
} // namespace

class TestRatingUnits final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfAJudgedPairIsRatedByThoseWhoJudgedIt()
    {
        RatedPairMaker one("1", 2);
        one.says("bob", "C1", 1).says("bob", "I1", 1).says("ann", "X0", 0).decided("I1", 1);
        RatedPairMaker two("2", 1);
        two.done("bob").add(LabelKind::Progress, "ann", "skipped");
        RatedPairMaker unjudged("3", 1);
        unjudged.add(LabelKind::Verdict, "ann", "human");
        unjudged.add(LabelKind::Progress, "ann", "skipped");
        const RatingUnits units = ratingUnits({one.result, two.result, unjudged.result});
        QCOMPARE(printed(units), std::string("real-1 0: ann{} bob{}\n"
                                             "real-1 1: ann{} bob{C1 I1 } =I1\n"
                                             "real-1 -1: ann{} bob{}\n"
                                             "real-2 0: ann- bob{}\n"
                                             "real-2 -1: ann- bob{}\n"));
        QCOMPARE(units.pairs.size(), std::size_t(2));
        QVERIFY(units.pairs[0].hasFinals);
        QCOMPARE(units.units[0].raters(), 2);
        QCOMPARE(units.units[1].simTurn, std::optional(2));
    }

    void onlyTheNamedAnnotatorsCount()
    {
        RatedPairMaker one("1", 1);
        one.says("ann", "C1", 0).says("bob", "C2", 0).done("eve");
        RatedPairMaker other("2", 1);
        other.done("eve");
        QCOMPARE(printed(ratingUnits({one.result, other.result}, {"bob", "ann"})),
                 std::string("real-1 0: ann{C1 } bob{C2 }\nreal-1 -1: ann{} bob{}\n"));
    }

    void labelsOfRowsThatAreGoneMoveOrAreCounted()
    {
        RatedPairMaker one("1", 2);
        one.says("ann", "C1", 0);
        one.result.pair.labels.back().simTurn = 2;
        one.says("ann", "C2", 7);
        const RatingUnits units = ratingUnits({one.result});
        QCOMPARE(printed(units), std::string("real-1 0: ann{C1 }\nreal-1 1: ann{}\n"
                                             "real-1 -1: ann{}\n"));
        QCOMPARE(units.moved, 1);
        QCOMPARE(units.lost, 1);
    }

    void codesCountWhereTheyAreSet()
    {
        RatedPairMaker one("1", 1);
        one.says("ann", "C4").says("ann", "I1", 0).says("bob", "T1", 0).says("bob", "T1");
        const RatingUnits all = ratingUnits({one.result});
        const auto counts = [&](const char *code) {
            return std::pair(countsFor(all, all.units[0], code),
                             countsFor(all, all.units[1], code));
        };
        QCOMPARE(counts("C4"), std::pair(false, true));
        QCOMPARE(counts("I1"), std::pair(true, false));
        QCOMPARE(counts("T1"), std::pair(true, true));
        QCOMPARE(counts("R1"), std::pair(true, false));
    }

    void aSingleDialogueIsAUnitOfItsOwn()
    {
        RatedPairMaker one("1", 0);
        one.says("ann", "C4").done("bob");
        one.result.pair.real = {};
        QCOMPARE(printed(ratingUnits({one.result})), std::string(" -1: ann{C4 } bob{}\n"));
    }

    void finalLabelsAloneAreKept()
    {
        RatedPairMaker one("1", 1);
        one.decided("C1", 0);
        const RatingUnits units = ratingUnits({one.result});
        QCOMPARE(printed(units), std::string("real-1 0: =C1\nreal-1 -1:\n"));
        QCOMPARE(units.units[0].raters(), 0);
    }

    void onsets()
    {
        RatedPairMaker one("1", 3);
        one.says("ann", "C1", 2).says("ann", "C2", 1).says("bob", "C1", 0).done("eve");
        one.result.pair.labels[0].onset = true;
        one.result.pair.labels[1].onset = true;
        const RatingUnits units = ratingUnits({one.result});
        // ann marked two, the earlier counts; bob labelled without marking; eve sees none.
        QCOMPARE(units.pairs[0].onsets,
                 (std::vector<RatedOnset>{{true, 1}, {false, {}}, {true, {}}}));
    }
};

QTEST_APPLESS_MAIN(TestRatingUnits)
#include "tst_rating_units.moc"
