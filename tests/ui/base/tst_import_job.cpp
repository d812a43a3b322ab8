// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/import_job.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"

using namespace gapscope;

class TestImportJob : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cancellingKeepsWholeDialoguesAndSaysWhatWasNotBegun()
    {
        QTemporaryDir dir;
        Workspace workspace;
        QVERIFY(workspace.open(dir.filePath(QStringLiteral("study.gapscope")), OpenMode::Create));
        QTRY_VERIFY(workspace.jobs().isIdle());
        // Long enough that the cancelling meets it while it is read.
        QByteArray lines;
        for (int i = 0; i < 60000; ++i)
            lines +=
                test::chatLine(QStringLiteral("c%1").arg(i), QStringLiteral("shop_%1").arg(i),
                               QStringLiteral("human"), 1, {QStringLiteral("hello %1").arg(i)});
        ImportRequest large;
        large.path = utf8(test::writeFile(dir, QStringLiteral("large.jsonl"), lines));
        ImportRequest next;
        next.path = utf8(test::humanFile(dir));
        connect(&workspace.jobs(), &JobRunner::jobsChanged, this, [&workspace] {
            for (const JobRunner::Job &job : workspace.jobs().jobs()) {
                if (job.progress.done > 0 && job.progress.total >= 1'000'000)
                    workspace.jobs().cancel(job.id);
            }
        });
        std::optional<ImportOutcome> outcome;
        importFiles(workspace, {large, next}, this,
                    [&](const Result<ImportOutcome> &result) { outcome = *result; });
        QTRY_VERIFY_WITH_TIMEOUT(outcome, 30000);
        QVERIFY(outcome->cancelled);
        QCOMPARE(outcome->notBegun, std::size_t(1));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.jobs().isIdle(), 30000);
        QCOMPARE(workspace.data().imports.size(), std::size_t(1));
        QCOMPARE(workspace.data().imports.front().state, ImportState::Cancelled);
        QVERIFY(workspace.data().heads.size() < 60000);
    }

    void oneBadFileDoesNotKeepTheOthersOut()
    {
        QTemporaryDir dir;
        Workspace workspace;
        QVERIFY(workspace.open(dir.filePath(QStringLiteral("study.gapscope")), OpenMode::Create));
        QTRY_VERIFY(workspace.jobs().isIdle());
        ImportRequest gone;
        gone.path = utf8(dir.filePath(QStringLiteral("gone.jsonl")));
        ImportRequest good;
        good.path = utf8(test::humanFile(dir));
        std::optional<ImportOutcome> outcome;
        importFiles(workspace, {gone, good}, this,
                    [&](const Result<ImportOutcome> &result) { outcome = *result; });
        QCOMPARE(workspace.jobs().jobs().last().title, QStringLiteral("Importing 2 file(s)"));
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->failures.size(), std::size_t(1));
        QCOMPARE(outcome->failures.front().path, gone.path);
        QCOMPARE(outcome->reports.size(), std::size_t(1));
        QTRY_COMPARE(workspace.data().heads.size(), std::size_t(2));
        QTRY_VERIFY(workspace.jobs().isIdle());
    }

    /// A large workspace takes seconds to weigh its words; nobody waits for that to see the lists.
    void listsComeBeforeTheWords()
    {
        QTemporaryDir dir;
        Workspace workspace;
        QVERIFY(workspace.open(dir.filePath(QStringLiteral("study.gapscope")), OpenMode::Create));
        QTRY_VERIFY(workspace.canAlign());
        workspace.close();
        QVERIFY(!workspace.canAlign());
        QVERIFY(
            workspace.open(dir.filePath(QStringLiteral("study.gapscope")), OpenMode::ReadWrite));
        std::vector<bool> couldAlign;
        connect(&workspace, &Workspace::dataChanged, this,
                [&] { couldAlign.push_back(workspace.canAlign()); });
        QTRY_VERIFY(workspace.jobs().isIdle());
        QCOMPARE(couldAlign, std::vector<bool>{false});
        QVERIFY(workspace.canAlign());
        // After an import the old words serve until the new ones are there.
        ImportRequest good;
        good.path = utf8(test::humanFile(dir));
        importFiles(workspace, {good}, this, [](const Result<ImportOutcome> &) {});
        QTRY_COMPARE(workspace.data().heads.size(), std::size_t(2));
        QTRY_VERIFY(workspace.pair());
        QTRY_VERIFY(workspace.jobs().isIdle());
        QCOMPARE(couldAlign, (std::vector<bool>{false, true}));
    }
};

QTEST_MAIN(TestImportJob)
#include "tst_import_job.moc"
