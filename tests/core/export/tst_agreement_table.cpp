// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/export/agreement_table.h"
#include "tests/core/label/rated_pairs.h"

using namespace gapscope;
using test::RatedPairMaker;

namespace {
/// "code|I1|cohen_kappa|…" of the row that begins so.
std::string rowOf(const Table &table, const std::string &begin)
{
    for (const auto &row : table.rows) {
        std::string line;
        for (const TableCell &cell : row)
            line += (line.empty() ? "" : "|") + cellText(cell);
        if (line.starts_with(begin))
            return line;
    }
    return {};
}

bool isEven(const Table &table)
{
    for (const auto &row : table.rows)
        if (row.size() != table.header.size())
            return false;
    return !table.rows.empty();
}
} // namespace

class TestAgreementTable final : public test::TestCase
{
    Q_OBJECT

    static RatingUnits units()
    {
        RatedPairMaker one("1", 4);
        one.says("ann", "C1", 0, 1).says("bob", "C1", 0, 2).says("ann", "C1", 1).done("bob");
        one.says("ann", "I1", 2).decided("X0", 2);
        return ratingUnits({one.result});
    }

private Q_SLOTS:
    void figuresOrWhyThereAreNone()
    {
        JobContext job;
        const Table table = agreementTable(*agreementReport(units(), divergenceScheme(), {}, job));
        QVERIFY(isEven(table));
        // [[2, 0], [1, 1]] on four rows.
        QCOMPARE(rowOf(table, "code|C1|cohen_kappa"),
                 std::string("code|C1|cohen_kappa|0.5|||4|4|0.375|"));
        QCOMPARE(rowOf(table, "all codes|all|cohen"),
                 std::string("all codes|all|cohen_kappa||||4|4|0.5|it compares single categories, "
                             "not sets of codes"));
        QCOMPARE(rowOf(table, "severity||weighted"),
                 std::string("severity||weighted_kappa||||1|1||only one unit was rated by two"));
        QVERIFY(!rowOf(table, "marked words||f1").empty());
        const Table one =
            agreementTable(*agreementReport(units(), divergenceScheme(), {}, job), "C1");
        QCOMPARE(one.rows.size(), std::size_t(5));
    }

    void everyTableIsEven()
    {
        const RatingUnits all = units();
        const Table pairs = annotatorPairsTable(all, annotatorPairs(all, "C1"));
        QVERIFY(isEven(pairs));
        QVERIFY(rowOf(pairs, "ann|bob|4|4|0.75|0.5").size() > 0);
        const Table gold = goldTable({againstGold(all, 0)});
        QVERIFY(isEven(gold));
        // Row 0 and 3 are agreed on, row 2 is decided, row 1 is open.
        QCOMPARE(rowOf(gold, "ann|all"), std::string("ann|all|1|1|0|0.5|1|0.6666666666666666|4|3"));
        const Table conflicts = conflictsTable(adjudicationOf(all));
        QVERIFY(isEven(conflicts));
        QCOMPARE(conflicts.rows.size(), std::size_t(2));
        QCOMPARE(rowOf(conflicts, "t:1|sim a|real-1|sim-1|2"),
                 std::string("t:1|sim a|real-1|sim-1|2|0|unresolved|0|0|ann: C1; bob: –"));
        QVERIFY(isEven(verdictsTable({})));
        RuleScore score{"coaching", "R6", 4, 1, 2};
        QCOMPARE(rowOf(rulesTable({1, {score}, {}}), "coaching").substr(0, 24),
                 std::string("coaching|R6|4|1|0.25|0.0"));
        QVERIFY(isEven(rulesTable({1, {score}, {}})));
    }

    void queues()
    {
        LabelQueue queue;
        queue.id = "q";
        queue.title = "Pilot";
        queue.annotators = {"ann", "bob"};
        QVERIFY(isEven(queuesTable({queue})));
        QVERIFY(rowOf(queuesTable({queue}), "q|Pilot|random|ann, bob|0.2|0.1").size() > 0);
        Label skipped;
        skipped.kind = LabelKind::Progress;
        skipped.code = "skipped";
        skipped.note = "spoilt";
        skipped.annotator = "ann";
        skipped.realDialogue = DialogueId("r");
        skipped.simDialogue = DialogueId("s");
        const QueueProgress progress =
            queueProgress({{0, DialogueId("r"), DialogueId("s"), "ann", "drawn"}}, {skipped});
        QVERIFY(isEven(queueItemsTable(progress)));
        QCOMPARE(rowOf(queueItemsTable(progress), "1"),
                 std::string("1|r|s|ann|drawn|skipped|spoilt||0"));
        QCOMPARE(rowOf(queueAnnotatorsTable(progress), "ann"),
                 std::string("ann|1|0|1|0|0|0||spoilt (1)"));
    }
};

QTEST_APPLESS_MAIN(TestAgreementTable)
#include "tst_agreement_table.moc"
