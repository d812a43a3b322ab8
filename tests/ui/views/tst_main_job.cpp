// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "tests/support/test_case.h"
#include "ui/charts/chart_view.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/cue_legend.h"
#include "ui/views/compare/find_bar.h"
#include "ui/views/compare_page.h"
#include "ui/views/explore_page.h"
#include "ui/views/gap_page.h"
#include "ui/views/inspector.h"
#include "ui/views/label_editor.h"
#include "ui/views/main_window.h"
#include "ui/views/tasks_panel.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

#include <algorithm>

using namespace gapscope;

/// The whole main job as a person does it: open, read, step, label, undo, plot, export.
class TestMainJob : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString workspacePath() const { return m_folder.filePath(QStringLiteral("study.gapscope")); }

    void import(ImportWriter &writer, const char *file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        const Result<ImportFileReport> report = runImport(request, writer, job);
        QVERIFY2(bool(report), file);
    }

    CompareView *view() { return m_window->comparePage()->view(); }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), which, modifiers);
    }
    std::vector<Label> storedLabels()
    {
        Result<std::unique_ptr<Session>> session =
            Session::open(workspacePath().toStdString(), OpenMode::ReadOnly);
        if (!session)
            return {};
        Result<std::vector<Label>> labels = LabelRepository(**session).all();
        return labels ? *labels : std::vector<Label>();
    }
    /// A user's row that is current, with the focus in the comparison.
    void goToFirstDivergence()
    {
        m_window->pages()->setCurrentWidget(m_window->comparePage());
        view()->setFocus();
        key(Qt::Key_F);
        QVERIFY(m_window->workspace().alignedRow() >= 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-main-job"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings().clear();
        Result<std::unique_ptr<Session>> session =
            Session::open(workspacePath().toStdString(), OpenMode::Create);
        QVERIFY(bool(session));
        ImportWriter writer(**session);
        import(writer, "broadband/unified.json", CorpusKind::Real, "human");
        import(writer, "parcel/human.messages.jsonl", CorpusKind::Real, "human");
        import(writer, "broadband/eval_results_amiable-1.json", CorpusKind::Simulated, "amiable-1");
        import(writer, "parcel/sim_amiable-1.messages.jsonl", CorpusKind::Simulated, "amiable-1");
    }

    void init()
    {
        failOnUnexpectedWarnings();
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QVERIFY(bool(m_window->openWorkspace(workspacePath())));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace().pair() != nullptr, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace().jobs().isIdle(), 20000);
    }

    void cleanup() { m_window.reset(); }

    void aPairIsShownWithItsTask()
    {
        const std::shared_ptr<const LoadedPair> pair = m_window->workspace().pair();
        QVERIFY(pair->real && pair->sim);
        QCOMPARE(pair->real->task, pair->sim->task);
        QVERIFY(!pair->alignment.rows.empty());
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("study")));
    }

    void theWheelScrollsThePair()
    {
        QScrollBar *bar = view()->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        bar->setValue(0);
        const QPoint middle = view()->viewport()->rect().center();
        QWheelEvent wheel(middle, view()->viewport()->mapToGlobal(middle), {}, QPoint(0, -360),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view()->viewport(), &wheel);
        QTRY_VERIFY(bar->value() > 0);
    }

    void divergencesAreSteppedThroughByKeys()
    {
        goToFirstDivergence();
        const int first = m_window->workspace().alignedRow();
        key(Qt::Key_N);
        QVERIFY(m_window->workspace().alignedRow() > first);
        key(Qt::Key_P);
        QCOMPARE(m_window->workspace().alignedRow(), first);
    }

    void pairsAreSteppedThroughByBrackets()
    {
        const DialogueId before = m_window->workspace().realDialogue();
        const DialogueId simBefore = m_window->workspace().simDialogue();
        view()->setFocus();
        QSignalSpy loaded(&m_window->workspace(), &Workspace::pairLoaded);
        key(Qt::Key_BracketRight);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(m_window->workspace().realDialogue() != before ||
                m_window->workspace().simDialogue() != simBefore);
        key(Qt::Key_BracketLeft);
        QTRY_COMPARE(loaded.count(), 2);
        QCOMPARE(m_window->workspace().realDialogue(), before);
    }

    void aLabelIsStoredAtOnceAndUndone()
    {
        goToFirstDivergence();
        QVERIFY(storedLabels().empty());
        key(Qt::Key_3);
        std::vector<Label> labels = storedLabels();
        QCOMPARE(labels.size(), std::size_t(1));
        QCOMPARE(labels.front().code, std::string("I1"));
        QCOMPARE(m_window->inspector()->labels()->list()->count(), 1);

        key(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(storedLabels().front().severity, std::optional<int>(2));

        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(storedLabels().front().severity, std::optional<int>());
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(storedLabels().empty());
        QCOMPARE(m_window->inspector()->labels()->list()->count(), 0);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(storedLabels().size(), std::size_t(1));
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(storedLabels().empty());
    }

    void digitsAreTextInTheNote()
    {
        goToFirstDivergence();
        key(Qt::Key_1);
        key(Qt::Key_C);
        QLineEdit *note = m_window->inspector()->labels()->note();
        QVERIFY(note->hasFocus());
        QTest::keyClicks(note, QStringLiteral("3 times"));
        QTest::keyClick(note, Qt::Key_Return);
        const std::vector<Label> labels = storedLabels();
        QCOMPARE(labels.size(), std::size_t(1));
        QCOMPARE(labels.front().note, std::string("3 times"));
        view()->setFocus();
        key(Qt::Key_1);
        QVERIFY(storedLabels().empty());
    }

    void wordsOfThePairAreFoundByKeysFromAnyPage()
    {
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_window->pages()->currentWidget(), m_window->comparePage());
        FindBar *bar = m_window->comparePage()->findBar();
        QVERIFY(bar->isVisible());
        QTest::keyClicks(m_window->focusWidget(), QStringLiteral("you"));
        const int matches = bar->matches();
        QVERIFY(matches > 1);
        QCOMPARE(view()->selectedText().toLower(), QStringLiteral("you"));
        const int first = bar->currentMatch();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QCOMPARE(bar->currentMatch(), first % matches + 1);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        key(Qt::Key_Slash);
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->matches(), matches);
    }

    void marksAreSwitchedFromTheMenuAndTheLegendAlike()
    {
        goToFirstDivergence();
        key(Qt::Key_I);
        QVERIFY(!view()->factsShown());
        auto *legend = m_window->comparePage()->findChild<CueLegend *>();
        const auto chip = [legend](MarkChip::Kind kind) {
            const auto &chips = legend->chips();
            return *std::find_if(chips.begin(), chips.end(), [kind](const MarkChip *one) {
                return one->content().kind == kind;
            });
        };
        QVERIFY(!chip(MarkChip::Kind::Facts)->isChecked());
        QTest::mouseClick(chip(MarkChip::Kind::WordDifferences), Qt::LeftButton);
        QVERIFY(!view()->wordDiff());
        QVERIFY(!m_window->findChild<QAction *>(QStringLiteral("wordDiff"))->isChecked());
        view()->setFocus();
        key(Qt::Key_W);
        QVERIFY(view()->wordDiff());
    }

    void aTaskIsChosenByMouse()
    {
        QTreeView *tree = m_window->tasksPanel()->view();
        const QModelIndex domain = tree->model()->index(1, 0);
        const QModelIndex task = tree->model()->index(2, 0, domain);
        QSignalSpy loaded(&m_window->workspace(), &Workspace::pairLoaded);
        tree->scrollTo(task);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(task).center());
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(m_window->workspace().currentTask().value(), std::string("chat:parcel:2"));
    }

    void aClickOnAFeatureLeadsToItsRows()
    {
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        QTRY_VERIFY(m_window->workspace().usi() != nullptr);
        m_window->gapPage()->showChart(QStringLiteral("features"));
        ChartView *chart = m_window->gapPage()->chart();
        chart->grab();
        int polite = -1;
        for (int i = 0; i < chart->markCount(); ++i) {
            if (chart->markTip(i).startsWith(QStringLiteral("Politeness")))
                polite = i;
        }
        QVERIFY(polite >= 0);
        const QPoint place = chart->markPosition(polite);
        QWidget *canvas = chart->childAt(place);
        QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->mapFrom(chart, place));
        QTRY_COMPARE(m_window->pages()->currentWidget(), m_window->explorePage());
        QTableView *turns = m_window->explorePage()->turnsView();
        QTRY_VERIFY(turns->model()->rowCount() > 0);
        const QModelIndex first = turns->model()->index(0, 0);
        const QPoint row = turns->visualRect(first).center();
        QTest::mouseClick(turns->viewport(), Qt::LeftButton, {}, row);
        QTest::mouseDClick(turns->viewport(), Qt::LeftButton, {}, row);
        QTRY_COMPARE(m_window->pages()->currentWidget(), m_window->comparePage());
    }

    void tasksBehindALostPointAreListedInExplore()
    {
        Workspace &workspace = m_window->workspace();
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        QVERIFY(!m_window->inspector()->isVisible());
        Q_EMIT m_window->gapPage()->tasksRequested(
            QStringLiteral("Calibration"), {workspace.currentTask()}, QStringLiteral("no such"));
        QCOMPARE(m_window->pages()->currentWidget(), m_window->explorePage());
        QCOMPARE(workspace.filters().filters().size(), 1);
        QCOMPARE(workspace.filters().filters().front().title,
                 QStringLiteral("Calibration: 1 task(s)"));
        QTRY_VERIFY(m_window->explorePage()->dialoguesView()->model()->rowCount() > 0);
        workspace.filters().clear();
        m_window->pages()->setCurrentWidget(m_window->comparePage());
        QVERIFY(m_window->inspector()->isVisible());
    }

    void aChartIsExportedThroughTheDialog()
    {
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        QTRY_VERIFY(m_window->workspace().usi() != nullptr);
        key(Qt::Key_E, Qt::ControlModifier);
        QDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_window->findChild<QDialog *>()) != nullptr);
        QPushButton *save = nullptr;
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->isDefault())
                save = button;
        }
        QVERIFY(save);
        QTest::mouseClick(save, Qt::LeftButton);
        QFileDialog *files = nullptr;
        QTRY_VERIFY((files = dialog->findChild<QFileDialog *>()) != nullptr);
        const QString target = m_folder.filePath(QStringLiteral("figure.svg"));
        auto *name = files->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(name);
        name->setText(target);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(target));
        QVERIFY(test::readFile(target.toStdString()).find("<svg") != std::string::npos);
    }

    void searchFromTheToolBarFindsTurns()
    {
        key(Qt::Key_F, Qt::ControlModifier);
        auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("manager"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_window->pages()->currentWidget(), m_window->explorePage());
        QTRY_VERIFY(m_window->explorePage()->turnsView()->model()->rowCount() > 0);
    }

    void filtersAreUndone()
    {
        Filter filter;
        filter.title = QStringLiteral("parcel");
        filter.domain = QStringLiteral("parcel");
        m_window->workspace().filters().add(filter);
        QCOMPARE(m_window->tasksPanel()->view()->model()->rowCount(), 1);
        key(Qt::Key_Z, Qt::AltModifier);
        QCOMPARE(m_window->tasksPanel()->view()->model()->rowCount(), 2);
    }
};

QTEST_MAIN(TestMainJob)
#include "tst_main_job.moc"
