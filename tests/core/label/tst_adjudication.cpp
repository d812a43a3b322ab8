// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/adjudication.h"
#include "tests/core/label/rated_pairs.h"

using namespace gapscope;
using test::RatedPairMaker;

namespace {
/// "1 −> C1|C2" …: row, agreement in percent, what each says.
std::string printed(const Adjudication &all)
{
    std::string out;
    for (const Conflict &conflict : all.conflicts) {
        out += std::to_string(conflict.row) + " " +
               std::to_string(static_cast<int>(conflict.agreement * 100.0)) + "%";
        for (const Statement &statement : conflict.statements) {
            out += " " + statement.annotator + ":";
            for (const Label &label : statement.labels)
                out += label.code + ",";
        }
        out += std::string(" ") + name(conflict.source) + "\n";
    }
    return out;
}

/// Rows: 0 agree, 1 sets overlap, 2 differ, 3 settled, 4 severity differs, 5 nobody.
RatedPairMaker disputed()
{
    RatedPairMaker one("1", 6);
    one.says("ann", "C1", 0).says("bob", "C1", 0);
    one.says("ann", "C1", 1).says("ann", "I1", 1).says("bob", "C1", 1);
    one.says("ann", "C1", 2, 2).says("bob", "X0", 2);
    one.says("ann", "T1", 3).says("bob", "T2", 3).decided("T2", 3);
    one.says("ann", "C2", 4, 1).says("bob", "C2", 4, 2);
    one.result.pair.labels[3].note = "why";
    one.result.pair.labels[5].flagged = true;
    return one;
}
} // namespace

class TestAdjudication final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void conflictsWithLeastAgreementFirst()
    {
        const Adjudication all = adjudicationOf(ratingUnits({disputed().result}));
        QCOMPARE(printed(all), std::string("2 0% ann:C1, bob:X0, unresolved\n"
                                           "3 0% ann:T1, bob:T2, adjudicated\n"
                                           "1 33% ann:C1,I1, bob:C1, unresolved\n"));
        QCOMPARE(all.unanimous, 3);
        QCOMPARE(all.adjudicated, 1);
        QCOMPARE(all.unresolved, 2);
        QCOMPARE(all.single, 0);
        QVERIFY(all.conflicts[0].flagged);
        QCOMPARE(all.flags, (std::vector<FlagCount>{{"C1", 1}}));
        QCOMPARE(all.conflicts[0].realTurn, std::optional(4));
    }

    void severityIsAConflictWhereItIsAskedFor()
    {
        const RatingUnits units = ratingUnits({disputed().result});
        const Adjudication all = adjudicationOf(units, {.severity = true});
        QCOMPARE(all.conflicts.size(), std::size_t(4));
        QCOMPARE(all.conflicts.back().row, 4);
        QVERIFY(all.conflicts.back().severityDiffers);
        QCOMPARE(all.conflicts.back().agreement, 1.0);
        QCOMPARE(all.unanimous, 2);
    }

    void unitsOfOneAnnotatorAreNoConflict()
    {
        RatedPairMaker one("1", 2);
        one.says("ann", "C1", 0);
        const Adjudication all = adjudicationOf(ratingUnits({one.result}));
        QVERIFY(all.conflicts.empty());
        QCOMPARE(all.single, 2);
    }

    void unsolvedOnesGoRound()
    {
        Adjudication all = adjudicationOf(ratingUnits({disputed().result}));
        using Index = std::optional<std::size_t>;
        QCOMPARE(nextUnsolved(all), Index(0));
        QCOMPARE(nextUnsolved(all, 0), Index(2));
        QCOMPARE(nextUnsolved(all, 2), Index(0));
        QCOMPARE(previousUnsolved(all), Index(2));
        QCOMPARE(previousUnsolved(all, 2), Index(0));
        QCOMPARE(previousUnsolved(all, 0), Index(2));
        for (Conflict &conflict : all.conflicts)
            conflict.source = FinalSource::Adjudicated;
        QVERIFY(!nextUnsolved(all));
        QVERIFY(!previousUnsolved(all, 1));
        QVERIFY(!nextUnsolved({}) && !previousUnsolved({}));
    }

    void adoptingCopiesTheLabelsBesideTheOriginals()
    {
        const Adjudication all = adjudicationOf(ratingUnits({disputed().result}));
        const Conflict &conflict = all.conflicts[2];
        const Decision decision = adopt(conflict, 0, "chair");
        QCOMPARE(decision.add.size(), std::size_t(2));
        QVERIFY(decision.remove.empty());
        const Label &label = decision.add[1];
        QCOMPARE(label.code, std::string("I1"));
        QCOMPARE(label.kind, LabelKind::Final);
        QCOMPARE(label.annotator, std::string("chair"));
        QCOMPARE(label.note, std::string("why"));
        QVERIFY(label.id.empty());
        QCOMPARE(label.realTurn, std::optional(2));
        QCOMPARE(label.realDialogue, conflict.real);
    }

    void nothingAdoptedIsNoDivergence()
    {
        const Adjudication all = adjudicationOf(ratingUnits({disputed().result}));
        for (const Decision &decision :
             {adopt(all.conflicts[0], 1, "chair"), decideNoDivergence(all.conflicts[0], "chair")}) {
            QCOMPARE(decision.add.size(), std::size_t(1));
            QCOMPARE(decision.add[0].code, std::string("X0"));
            QCOMPARE(decision.add[0].simTurn, std::optional(4));
        }
    }

    void aNewDecisionTakesTheOldOneAway()
    {
        const Adjudication all = adjudicationOf(ratingUnits({disputed().result}));
        Label own;
        own.code = "T3";
        own.severity = 2;
        const Decision decision = decide(all.conflicts[1], {own}, "chair");
        QCOMPARE(decision.remove.size(), std::size_t(1));
        QCOMPARE(decision.remove[0].code, std::string("T2"));
        QCOMPARE(decision.add[0].realTurn, std::optional(6));
        QCOMPARE(decision.add[0].severity, std::optional(2));
    }

    void adoptingSettlesTheUnit()
    {
        PairToRate pair = disputed().result;
        for (std::size_t i = 0; i < 2; ++i) {
            const Adjudication all = adjudicationOf(ratingUnits({pair}));
            const Decision decision = adopt(all.conflicts[*nextUnsolved(all)], 0, "chair");
            pair.pair.labels.insert(pair.pair.labels.end(), decision.add.begin(),
                                    decision.add.end());
        }
        QCOMPARE(adjudicationOf(ratingUnits({pair})).unresolved, 0);
    }

    void agreedCodesCompleteThePair()
    {
        const RatingUnits units = ratingUnits({disputed().result});
        const std::vector<Label> labels = unanimousFinals(units, "chair");
        QCOMPARE(labels.size(), std::size_t(2));
        QCOMPARE(labels[0].code + labels[1].code, std::string("C1C2"));
        QCOMPARE(labels[0].kind, LabelKind::Final);
        QCOMPARE(unanimousFinals(units, "chair", {.severity = true}).size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestAdjudication)
#include "tst_adjudication.moc"
