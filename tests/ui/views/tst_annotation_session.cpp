// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/shown_window.h"
#include "ui/base/agreement_source.h"
#include "ui/base/label_desk.h"
#include "ui/base/queue_desk.h"
#include "ui/models/agreement_table.h"
#include "ui/views/agreement/adjudication_panel.h"
#include "ui/views/agreement/agreement_page.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/figure_view.h"
#include "ui/views/label_export_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/queue_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>

#include <algorithm>

using namespace gapscope;

/// Two annotators from an empty queue to final labels and another workspace, by keyboard.
class TestAnnotationSession : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    CompareView *view() { return m_window->comparePage()->view(); }
    Workspace &workspace() { return m_window->workspace(); }
    AgreementPage *agreement() { return m_window->agreementPage(); }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 30000); }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), which, modifiers);
    }

    static void import(ImportWriter &writer, const char *file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        QVERIFY2(bool(runImport(request, writer, job)), file);
    }

    /// A dialog that closes does not give the keys back on every platform.
    void activate() { activate(m_window.get()); }
    static void activate(QWidget *window)
    {
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
    }

    void makeWorkspace(const QString &file)
    {
        auto session = Session::open(file.toStdString(), OpenMode::Create);
        QVERIFY(bool(session));
        ImportWriter writer(**session);
        import(writer, "broadband/unified.json", CorpusKind::Real, "human");
        import(writer, "broadband/eval_results_amiable-1.json", CorpusKind::Simulated, "amiable-1");
    }

    void open(const QString &file)
    {
        m_window = test::shownWindow(file);
        QVERIFY(m_window);
        QTRY_VERIFY_WITH_TIMEOUT(workspace().floors().has_value(), 30000);
        idle();
        m_window->pages()->setCurrentWidget(m_window->comparePage());
        view()->setFocus();
    }

    int count(LabelKind kind)
    {
        auto session = Session::open(workspace().path().toStdString(), OpenMode::ReadOnly);
        if (!session)
            return -1;
        auto labels = LabelRepository(**session).all();
        return !labels ? -1
                       : static_cast<int>(
                             std::count_if(labels->begin(), labels->end(),
                                           [kind](const Label &one) { return one.kind == kind; }));
    }

    static void name(QFileDialog *chooser, const QString &file)
    {
        activate(chooser);
        auto *line = chooser->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(line);
        line->setText(file);
        QTest::keyClick(line, Qt::Key_Return);
    }

    void becomes(const QString &name)
    {
        m_window->action(QStringLiteral("labelWho"))->trigger();
        auto *dialog = m_window->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(name);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE(workspace().desk().annotator(), name);
        activate();
        view()->setFocus();
    }

    /// Labels the first rows of this many pairs of the queue with these keys in turn, and marks
    /// the pairs as done.
    void label(int pairs, const QList<Qt::Key> &keys)
    {
        int next = 0;
        for (int pair = 0; pair < pairs; ++pair) {
            QVERIFY(view()->showAlignedRow(0));
            view()->setFocus();
            const int rows = static_cast<int>(workspace().pair()->alignment.rows.size());
            for (int row = 0; row < std::min(rows, 5); ++row) {
                key(keys[next++ % keys.size()]);
                if (row + 1 < std::min(rows, 5))
                    key(Qt::Key_Comma);
            }
            const DialogueId before = workspace().simDialogue();
            const DialogueId realBefore = workspace().realDialogue();
            key(Qt::Key_Return, Qt::ControlModifier);
            if (pair + 1 < pairs)
                QTRY_VERIFY(workspace().simDialogue() != before ||
                            workspace().realDialogue() != realBefore);
            idle();
        }
    }

    /// The figures as a table, which is what people read.
    QString figures()
    {
        m_window->pages()->setCurrentWidget(agreement());
        agreement()->tabs()->setCurrentIndex(0);
        idle();
        const std::shared_ptr<const AgreementReport> report = agreement()->source().report();
        if (!report)
            return {};
        QString text;
        for (const FigureRow &row : agreementTable(*report).rows) {
            for (const FigureCell &cell : row.cells)
                text += cell.text + QLatin1Char('|');
            text += QLatin1Char('\n');
        }
        return text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-annotation-session"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings().clear();
        QSettings().setValue(QStringLiteral("annotator"), QStringLiteral("ann"));
    }

    void init() { failOnUnexpectedWarnings(); }
    void cleanup() { m_window.reset(); }

    void fromTheQueueToAnotherWorkspace()
    {
        makeWorkspace(path("a.gapscope"));
        open(path("a.gapscope"));

        m_window->action(QStringLiteral("queueNew"))->trigger();
        auto *dialog = m_window->findChild<QueueDialog *>();
        QVERIFY(dialog);
        QTest::keyClicks(dialog->title(), QStringLiteral("pilot"));
        dialog->annotators()->clear();
        dialog->limit()->setValue(5);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(workspace().queue().current() != nullptr, 20000);
        QTRY_VERIFY(m_window->findChild<QueueDialog *>() == nullptr);
        idle();
        activate();
        // Five pairs, some of them for two.
        QVERIFY(workspace().queue().progress().items.size() >= 5);
        view()->setFocus();

        label(4, {Qt::Key_1, Qt::Key_2, Qt::Key_3});
        const int labelled = count(LabelKind::Divergence);
        QVERIFY2(labelled >= 8, qPrintable(QString::number(labelled)));
        QCOMPARE(count(LabelKind::Progress), 4);
        for (int i = 0; i < 5; ++i)
            key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(count(LabelKind::Divergence) + count(LabelKind::Progress), labelled + 4 - 5);
        for (int i = 0; i < 5; ++i)
            key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(count(LabelKind::Divergence), labelled);

        // Somebody else goes through the same pairs and sees some of it otherwise.
        std::vector<QueueItem> items;
        for (const QueueItemState &state : workspace().queue().progress().items)
            if (state.state == QueueItemState::State::Done)
                items.push_back(state.item);
        workspace().queue().choose({});
        becomes(QStringLiteral("bob"));
        const QList<Qt::Key> other{Qt::Key_1, Qt::Key_4, Qt::Key_3};
        int next = 0;
        for (const QueueItem &item : items) {
            workspace().selectPair(item.real, item.sim);
            QTRY_VERIFY(workspace().pair() && workspace().pair()->sim &&
                        workspace().pair()->sim->id == item.sim &&
                        workspace().pair()->real->id == item.real);
            idle();
            QVERIFY(view()->showAlignedRow(0));
            view()->setFocus();
            const int rows = static_cast<int>(workspace().pair()->alignment.rows.size());
            for (int row = 0; row < std::min(rows, 5); ++row) {
                key(other[next++ % other.size()]);
                if (row + 1 < std::min(rows, 5))
                    key(Qt::Key_Comma);
            }
            QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
            idle();
        }
        QVERIFY(!figures().isEmpty());

        // What they differ in is decided by one key each.
        agreement()->tabs()->setCurrentWidget(agreement()->adjudication());
        const std::shared_ptr<const Adjudication> before = agreement()->source().adjudication();
        QVERIFY(before->unresolved >= 5);
        const int unsolved = before->unresolved;
        const QList<Qt::Key> decisions{Qt::Key_1, Qt::Key_2, Qt::Key_0, Qt::Key_1, Qt::Key_2};
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(agreement()->adjudication()->list(), decisions[i]);
            QTRY_COMPARE(agreement()->source().adjudication()->unresolved, unsolved - i - 1);
            idle();
        }
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(agreement()->source().adjudication()->unresolved, unsolved - 5 + 1);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(agreement()->source().adjudication()->unresolved, unsolved - 5);
        idle();
        const int finals = count(LabelKind::Final);
        QVERIFY(finals >= 5);
        const QString here = figures();

        m_window->action(QStringLiteral("exportLabels"))->trigger();
        auto *writing = m_window->findChild<LabelExportDialog *>();
        QVERIFY(writing);
        writing->whose()->setCurrentIndex(1);
        activate(writing);
        QTest::keyClick(writing, Qt::Key_Return);
        QFileDialog *chooser = nullptr;
        QTRY_VERIFY((chooser = writing->findChild<QFileDialog *>()) != nullptr);
        const QString file = path("labels.jsonl");
        name(chooser, file);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 10000);
        QTRY_VERIFY(m_window->findChild<LabelExportDialog *>() == nullptr);
        m_window.reset();

        // Merged twice into a workspace of the same transcripts: the same figures, nothing twice.
        makeWorkspace(path("b.gapscope"));
        open(path("b.gapscope"));
        for (int time = 0; time < 2; ++time) {
            m_window->action(QStringLiteral("importLabels"))->trigger();
            chooser = m_window->findChild<QFileDialog *>();
            QVERIFY(chooser);
            name(chooser, file);
            // Nothing in it needs a decision: the status line says what came of it.
            const QString told = time == 0 ? QStringLiteral("labels.jsonl: ")
                                           : QStringLiteral("labels.jsonl: 0 label(s) added");
            QTRY_VERIFY_WITH_TIMEOUT(m_window->statusBar()->currentMessage().startsWith(told),
                                     10000);
            idle();
            QCOMPARE(count(LabelKind::Final), finals);
        }
        QCOMPARE(figures(), here);
    }
};

QTEST_MAIN(TestAnnotationSession)
#include "tst_annotation_session.moc"
