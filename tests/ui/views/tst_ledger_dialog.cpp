// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/ledger_dialog.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/models/issues_model.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace gapscope;

class TestLedgerDialog : public test::TestCase
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<Workspace> m_workspace;
    ImportOutcome m_outcome;

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = std::make_unique<Workspace>();
        test::openSample(*m_workspace, m_dir);
        ImportRequest broken;
        broken.kind = CorpusKind::Real;
        broken.path = utf8(
            test::writeFile(m_dir, QStringLiteral("broken.jsonl"),
                            test::chatLine(QStringLiteral("b1"), QStringLiteral("shop_4"),
                                           QStringLiteral("human"), 1, {QStringLiteral("hello")}) +
                                "{\"conversation_id\": \"b2\", \"messages\": [{]}\n"));
        ImportRequest none;
        none.path = utf8(test::writeFile(m_dir, QStringLiteral("none.json"), "{\"a\": 1}"));
        bool done = false;
        importFiles(*m_workspace, {broken, none}, this, [&](const Result<ImportOutcome> &outcome) {
            QVERIFY(outcome);
            m_outcome = *outcome;
            done = true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->jobs().isIdle(), 20000);
    }

    void outcomeNamesTheFileThatFailed()
    {
        const QString text = outcomeSentence(m_outcome);
        QVERIFY2(text.startsWith(QStringLiteral("Imported 1 file(s): 1 dialogue(s), 1 turn(s).")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("none.json")), qPrintable(text));
    }

    void theNewestImportIsShownWithItsIssues()
    {
        LedgerDialog dialog(*m_workspace, nullptr);
        dialog.show();
        QCOMPARE(dialog.importsView()->model()->rowCount(), 3);
        QCOMPARE(dialog.importsView()->currentIndex().siblingAtColumn(0).data().toString(),
                 QStringLiteral("broken.jsonl"));
        QTRY_VERIFY(dialog.issuesView()->model()->rowCount() > 0);
        const QModelIndex effect =
            dialog.issuesView()->model()->index(0, IssuesModel::EffectColumn);
        QCOMPARE(effect.data().toString(), QStringLiteral("skipped"));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void theFilterLeavesWhatContainsTheWords()
    {
        LedgerDialog dialog(*m_workspace, nullptr);
        dialog.show();
        for (QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
            if (field->accessibleName() == QLatin1String("Filter imports"))
                QTest::keyClicks(field, QStringLiteral("PEOPLE"));
        }
        QCOMPARE(dialog.importsView()->model()->rowCount(), 1);
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void theLedgerIsExportedAsCsv()
    {
        const QString path = m_dir.filePath(QStringLiteral("ledger.csv"));
        LedgerDialog dialog(*m_workspace, nullptr);
        dialog.show();
        for (auto *button : dialog.findChildren<QPushButton *>()) {
            if (button->text().contains(QLatin1String("CSV")))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        auto *files = dialog.findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->fileSelected(path);
        files->close();
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
        const QString text = QString::fromStdString(test::readFile(path.toStdString()));
        QVERIFY(text.startsWith(QStringLiteral("file,sha256,bytes,format,kind,label,started,")));
        QVERIFY(text.contains(QStringLiteral(",skipped,")));
        QVERIFY(text.count(QLatin1Char('\n')) >= 4);
    }

    void anImportIsRemovedBroughtBackAndReadAgain()
    {
        LedgerDialog dialog(*m_workspace, nullptr);
        dialog.show();
        const auto dialogues = [this] { return m_workspace->data().heads.size(); };
        const std::size_t all = dialogues();
        QVERIFY(!dialog.undoButton()->isEnabled());
        QTest::mouseClick(dialog.removeButton(), Qt::LeftButton);
        QTRY_COMPARE(dialogues(), all - 1);
        QTRY_VERIFY(dialog.undoButton()->isEnabled());
        QVERIFY2(dialog.said().startsWith(QStringLiteral("Removed: 1 dialogue")),
                 qPrintable(dialog.said()));
        QTest::mouseClick(dialog.undoButton(), Qt::LeftButton);
        QTRY_COMPARE(dialogues(), all);
        QTRY_VERIFY(!dialog.undoButton()->isEnabled());
        QTest::mouseClick(dialog.againButton(), Qt::LeftButton);
        QTRY_VERIFY2(dialog.said().startsWith(QStringLiteral("Imported again: 1 dialogue")),
                     qPrintable(dialog.said()));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
        QCOMPARE(dialogues(), all);
    }

    void oneLedgerForAWindow()
    {
        QWidget window;
        LedgerDialog *first = LedgerDialog::showIn(*m_workspace, &window);
        QCOMPARE(LedgerDialog::showIn(*m_workspace, &window), first);
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication app(argc, argv);
    TestLedgerDialog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ledger_dialog.moc"
