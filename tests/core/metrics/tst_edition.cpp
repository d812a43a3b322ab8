// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h" // first: moc stumbles over <compare> when nothing precedes it

#include "core/features/feature.h"
#include "core/metrics/edition.h"
#include "core/metrics/usi_engine.h"

#include <set>

using namespace gapscope;

namespace {
Edition with(std::initializer_list<Repair> repairs)
{
    Edition edition;
    for (const Repair repair : repairs)
        edition.repairs = edition.repairs.with(repair);
    return edition;
}
} // namespace

class TestEdition : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyRepairSaysWhatItRepairs()
    {
        static const std::set<std::string_view> columns{
            "D1_conv", "D2_info", "D3_clarif", "D4_react", "eval_agree", "ece", "usi"};
        std::set<std::string_view> keys;
        for (std::size_t i = 0; i < repairCount; ++i) {
            const RepairInfo &entry = repairTable()[i];
            QCOMPARE(static_cast<std::size_t>(entry.repair), i);
            QVERIFY(keys.insert(entry.key).second);
            QCOMPARE(repairByKey(entry.key), std::optional(entry.repair));
            QVERIFY(entry.upstream.ends_with("."));
            QVERIFY(entry.instead.ends_with("."));
            QVERIFY(!entry.touches.empty());
            for (const std::string_view key : entry.touches)
                QVERIFY(columns.contains(key) || featureByKey(key));
        }
        QVERIFY(!repairByKey("nothing"));
    }

    void namesAreExactAndReadBack_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name) { QTest::newRow(name) << QByteArray(name); };
        row("reference");
        row("corrected");
        row("reference with apostrophes");
        row("reference with pivot, weighting");
        row("corrected without pivot, weighting");
    }

    void namesAreExactAndReadBack()
    {
        QFETCH(QByteArray, expected);
        const Result<Edition> edition = editionFrom(expected.toStdString());
        QVERIFY(edition);
        QCOMPARE(QByteArray::fromStdString(name(*edition)), expected);
    }

    void repairsAreSwitchedOneByOne()
    {
        const Result<Edition> one = editionFrom("reference", {"keep", "blanks"}, {});
        QVERIFY(one);
        QCOMPARE(name(*one), std::string("reference with blanks, keep"));
        QVERIFY(*one == with({Repair::Blanks, Repair::Keep}));
        const Result<Edition> other = editionFrom("corrected", {}, {"keep"});
        QVERIFY(other);
        QVERIFY(!other->repairs.has(Repair::Keep));
        QVERIFY(other->repairs.has(Repair::Blanks));
    }

    void whatIsNotKnownIsNamed()
    {
        QCOMPARE(editionFrom("improved").error().subject, std::string("edition improved"));
        QCOMPARE(editionFrom("reference", {"magic"}, {}).error().subject,
                 std::string("repair magic"));
        QVERIFY(editionFrom("reference", {"keep"}, {"keep"}).error().code ==
                ErrorCode::InvalidArgument);
    }

    void referenceRulesAreThePublishedScorers()
    {
        const UsiRules rules = rulesOf(Edition::reference());
        QVERIFY(rules.absentIsIdentical);
        QVERIFY(!rules.weightByDialogues);
        QVERIFY(rules.pairByPosition);
        QVERIFY(surveyRulesOf(Edition::reference()) == SurveyRules{});
    }

    void eachRuleFollowsItsRepair()
    {
        QVERIFY(!rulesOf(with({Repair::NoFeatures})).absentIsIdentical);
        QVERIFY(rulesOf(with({Repair::Weighting})).weightByDialogues);
        QVERIFY(!rulesOf(with({Repair::Pairs})).pairByPosition);
        QVERIFY(surveyRulesOf(with({Repair::MissingAnswers})).expectMissing);
        QVERIFY(surveyRulesOf(with({Repair::QuestionAmount})).threeWayAmount);
    }
};

QTEST_APPLESS_MAIN(TestEdition)
#include "tst_edition.moc"
