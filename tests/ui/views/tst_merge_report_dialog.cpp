// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/merge_report_dialog.h"

#include "core/export/label_report.h"
#include "core/store/merge_details.h"
#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/base/label_desk.h"
#include "ui/models/merge_findings_model.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>

using namespace gapscope;
using Kind = MergeFinding::Kind;

class TestMergeReportDialog : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    DialogueId m_real;
    DialogueId m_sim;

    Workspace &workspace() { return m_window->workspace(); }
    MergeReportDialog *report() { return m_window->findChild<MergeReportDialog *>(); }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 20000); }

    /// Bob's, on the last user turns of both.
    LabelRecord record(const char *id, const char *code) const
    {
        LabelRecord made;
        made.label.id = LabelId{id};
        made.label.realDialogue = m_real;
        made.label.simDialogue = m_sim;
        made.label.realTurn = 2;
        made.label.simTurn = 2;
        made.label.code = code;
        made.label.annotator = "bob";
        made.label.createdMs = 1;
        made.label.changedMs = 1;
        return made;
    }

    static QByteArray line(const LabelRecord &record)
    {
        return QByteArray::fromStdString(labelLine(record, divergenceScheme(), "9.9"));
    }

    /// A label that was changed here and there, one on other words, one that waits, and a line that
    /// is none.
    QByteArray troubled()
    {
        LabelRecord both = record("both", "C1");
        const auto isFine = [](const Result<void> &stored) {
            if (!stored)
                qFatal("the label cannot be stored");
        };
        workspace().addLabel(both.label, &workspace(), isFine);
        both.label.note = "as seen here";
        workspace().updateLabel(both.label, &workspace(), isFine);
        both.label.revision = 7;
        both.label.note = "as seen there";
        both.label.severity = 2;
        both.earlier = {"00000000"};
        LabelRecord drifted = record("drifted", "I1");
        drifted.label.simTurn.reset();
        drifted.realText = "yeah <b>please</b> do";
        LabelRecord away = record("away", "C1");
        away.label.simDialogue = DialogueId{"elsewhere"};
        away.simNativeId = "s77";
        away.simLabel = "other-sim";
        return line(both) + line(drifted) + line(away) + "nonsense\n";
    }

    void merge(const QByteArray &lines)
    {
        const QString path = test::writeFile(*m_dir, QStringLiteral("labels-bob.jsonl"), lines);
        m_window->action(QStringLiteral("importLabels"))->trigger();
        auto *files = m_window->findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->filesSelected({path});
        files->close();
        idle();
    }

    static QString column(const MergeReportDialog &dialog, int which)
    {
        QStringList texts;
        for (int row = 0; row < dialog.table()->model()->rowCount(); ++row)
            texts << dialog.table()->model()->index(row, which).data().toString();
        return texts.join(QLatin1Char('|'));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-merge-report"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        QSettings().setValue(QStringLiteral("annotator"), QStringLiteral("lea"));
        m_dir = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        test::openSample(workspace(), *m_dir);
        QTRY_VERIFY_WITH_TIMEOUT(workspace().pair() != nullptr, 20000);
        idle();
        for (const DialogueHead &head : workspace().data().heads) {
            if (head.dialogue.nativeId == "p1")
                m_real = head.dialogue.id;
            if (head.dialogue.nativeId == "s1")
                m_sim = head.dialogue.id;
        }
    }

    void cleanup() { m_window.reset(); }

    void whatTheMergeFoundIsTold()
    {
        merge(troubled());
        MergeReportDialog *dialog = report();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!dialog->isModal());
        QCOMPARE(dialog->headline(),
                 QStringLiteral("2 label(s) added, 1 changed, 0 removed; 0 known already, 0 older "
                                "than here; 1 line(s) left out."));
        QCOMPARE(column(*dialog, MergeFindingsModel::WhatColumn),
                 QStringLiteral("Changed on both sides|Other words than here|Waits for a "
                                "dialogue|Line left out"));
        QCOMPARE(column(*dialog, MergeFindingsModel::HereColumn),
                 QStringLiteral("C1 · “as seen here”|yeah <b>please</b>|not imported yet|"));
        QCOMPARE(dialog->unlisted(), QString());
        QVERIFY2(dialog->here().startsWith(QStringLiteral("C1 ")), qPrintable(dialog->here()));
        QVERIFY(dialog->inFile().contains(QStringLiteral("severity 2\n“as seen there”\nshop 1: ")));
    }

    void enterShowsTheRowAndTheListStays()
    {
        merge(troubled());
        MergeReportDialog *dialog = report();
        QVERIFY(dialog);
        // Another choice is still being loaded.
        workspace().selectPair(DialogueId(), DialogueId());
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        QCOMPARE(dialog->focusWidget(), dialog->table());
        QTest::keyClick(dialog->table(), Qt::Key_Return);
        QCOMPARE(m_window->pages()->currentWidget(), m_window->comparePage());
        idle();
        QVERIFY(workspace().pair() && workspace().pair()->real && workspace().pair()->sim);
        QCOMPARE(workspace().pair()->real->id, m_real);
        QCOMPARE(workspace().pair()->sim->id, m_sim);
        const int row = workspace().rowOfLabel(record("both", "C1").label);
        QVERIFY(row > 0);
        QCOMPARE(workspace().alignedRow(), row);
        QVERIFY(dialog->isVisible());

        // What cannot be shown says so.
        QTest::keyClick(dialog->table(), Qt::Key_Down);
        QTest::keyClick(dialog->table(), Qt::Key_Down);
        QVERIFY(!dialog->showButton()->isEnabled());
        QTest::keyClick(dialog->table(), Qt::Key_Return);
        QVERIFY(!dialog->said().isEmpty());
        QVERIFY(dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!report());
    }

    void aDoubleClickShowsALabelOfOneSide()
    {
        merge(troubled());
        MergeReportDialog *dialog = report();
        QVERIFY(dialog);
        const QRect cell = dialog->table()->visualRect(dialog->table()->model()->index(1, 0));
        QTest::mouseClick(dialog->table()->viewport(), Qt::LeftButton, {}, cell.center());
        QTest::mouseDClick(dialog->table()->viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(m_window->pages()->currentWidget(), m_window->comparePage());
        QTRY_COMPARE(workspace().alignedRow(), workspace().rowOfLabel(record("", "C1").label));
        idle();
    }

    void findingsOfOneKindAreCopied()
    {
        merge(troubled());
        MergeReportDialog *dialog = report();
        QVERIFY(dialog);
        QCOMPARE(dialog->kinds()->itemText(0), QStringLiteral("All findings (4)"));
        QTest::keyClick(dialog->kinds(), Qt::Key_Down);
        QCOMPARE(dialog->kinds()->currentText(), QStringLiteral("Changed on both sides (1)"));
        QCOMPARE(dialog->table()->model()->rowCount(), 1);
        dialog->table()->setFocus();
        QTest::keyClick(dialog->table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(dialog->table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("What\tAnnotator\tCode\tWhere\tHere\tIn the file\tStands now\n"
                                "Changed on both sides\tbob\tC1\tshop 1: real user 2, simulated "
                                "user 2\tC1 · “as seen here”\tC1 · severity 2 · “as seen "
                                "there”\tthe file's\n"));
    }

    void whatTheListHasNoRoomForIsCounted()
    {
        MergeReport many;
        many.refused = 1234;
        many.issues = {{1, "not JSON"}};
        many.unknownCodes = {{"ZZ", 1}};
        MergeReportDialog dialog(workspace(), QStringLiteral("/tmp/labels.jsonl"), many,
                                 mergeFindings(many, {}, workspace()));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        QVERIFY2(dialog.unlisted().startsWith(QStringLiteral("… and 1")) &&
                     dialog.unlisted().contains(QStringLiteral("Line left out")),
                 qPrintable(dialog.unlisted()));
        dialog.kinds()->setCurrentIndex(1);
        QCOMPARE(column(dialog, MergeFindingsModel::CodeColumn), QStringLiteral("ZZ"));
        QCOMPARE(dialog.unlisted(), QString());
        // Nothing changed: there is nothing to take back, and no column without a word.
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            QVERIFY(!label->text().contains(QStringLiteral("Undo")));
        QVERIFY(dialog.table()->isColumnHidden(MergeFindingsModel::StandsColumn));
    }

    void wordsThatDifferAreMarked()
    {
        merge(troubled());
        MergeReportDialog *dialog = report();
        QVERIFY(dialog);
        dialog->table()->selectRow(1);
        QCOMPARE(dialog->here(), QStringLiteral("yeah <b>please</b>"));
        QCOMPARE(dialog->inFile(), QStringLiteral("yeah <b>please</b> do"));
        const auto panes = dialog->findChildren<QPlainTextEdit *>();
        QStringList marked;
        for (const QPlainTextEdit *pane : panes) {
            for (const QTextEdit::ExtraSelection &one : pane->extraSelections())
                marked << one.cursor.selectedText();
        }
        QCOMPARE(marked, QStringList(QStringLiteral(" do")));
    }

    void aFileWithNothingToTellOpensNothing()
    {
        merge(line(record("plain", "C1")));
        QVERIFY(!report());
        QCOMPARE(m_window->statusBar()->currentMessage(),
                 QStringLiteral("labels-bob.jsonl: 1 label(s) added, 0 changed, 0 removed; 0 known "
                                "already, 0 older than here."));
    }

    void itGoesWithItsWorkspace()
    {
        merge(troubled());
        QVERIFY(report());
        workspace().close();
        QTRY_VERIFY(!report());
    }
};

QTEST_MAIN(TestMergeReportDialog)
#include "tst_merge_report_dialog.moc"
