// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ledger_model.h"

#include "tests/support/test_case.h"

#include <QAbstractItemModelTester>

using namespace gapscope;

Q_DECLARE_METATYPE(gapscope::ImportEntry)

namespace {
ImportEntry entry(ImportState state, std::int64_t dialogues, std::int64_t turns,
                  std::int64_t duplicates = 0, std::int64_t skipped = 0)
{
    ImportEntry made;
    made.state = state;
    made.counts.dialogues = dialogues;
    made.counts.turns = turns;
    made.counts.duplicates = duplicates;
    made.counts.skipped = skipped;
    return made;
}
} // namespace

class TestLedgerModel : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sentenceSaysWhatCameOfAnImport_data()
    {
        QTest::addColumn<ImportEntry>("made");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const ImportEntry &made, const char *sentence) {
            QTest::newRow(name) << made
                                << QString::fromUtf8(sentence).replace(QLatin1String("1204"),
                                                                       QLocale().toString(1204));
        };
        row("complete", entry(ImportState::Complete, 60, 1204), "60 dialogue(s), 1204 turn(s)");
        row("nothing new", entry(ImportState::Complete, 0, 0, 60),
            "Nothing new: all 60 dialogue(s) are there already");
        row("partly there, partly bad", entry(ImportState::Complete, 2, 9, 3, 1),
            "2 dialogue(s), 9 turn(s); 3 already there; 1 record(s) skipped");
        row("cancelled", entry(ImportState::Cancelled, 12, 90),
            "Cancelled after 12 dialogue(s), 90 turn(s)");
        row("cancelled at once", entry(ImportState::Cancelled, 0, 0),
            "Cancelled before anything was stored");
        ImportEntry failed = entry(ImportState::Failed, 0, 0);
        failed.reason = "disk full";
        row("failed", failed, "Failed before anything was stored (disk full)");
        row("broken off", entry(ImportState::Incomplete, 0, 0),
            "Running, or broken off: import it again to complete it");
        row("empty", entry(ImportState::Complete, 0, 0), "No dialogues");
    }

    void sentenceSaysWhatCameOfAnImport()
    {
        QFETCH(ImportEntry, made);
        QFETCH(QString, sentence);
        QCOMPARE(ledgerSentence(made), sentence);
    }

    void newestComesFirst()
    {
        LedgerModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        ImportEntry old = entry(ImportState::Complete, 1, 2);
        old.source.id = ImportId("old");
        ImportEntry fresh = entry(ImportState::Complete, 5, 6);
        fresh.source.id = ImportId("new");
        model.setEntries({old, fresh});
        QCOMPARE(model.rowOf(ImportId("new")), 0);
        QCOMPARE(model.rowOf(ImportId("old")), 1);
        QCOMPARE(model.index(0, LedgerModel::DialoguesColumn).data(LedgerModel::SortRole),
                 QVariant(5LL));
    }
};

QTEST_GUILESS_MAIN(TestLedgerModel)
#include "tst_ledger_model.moc"
