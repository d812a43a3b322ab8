// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/import_writer.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/shown_window.h"
#include "ui/base/chart_source.h"
#include "ui/base/english_plurals.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/gap_history.h"
#include "ui/charts/chart_view.h"
#include "ui/models/leaderboard_table.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/explore_page.h"
#include "ui/views/figure_view.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap/dashboard_cell.h"
#include "ui/views/gap/dashboard_panel.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"
#include "ui/views/present/chart_slide.h"
#include "ui/views/present/presenter_window.h"
#include "ui/views/present/slides_dialog.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFrame>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

using namespace gapscope;

namespace {
constexpr int patience = 60000;
}

/// From a mark in a chart to the dialogues behind it and back, as a person does it.
class TestGapCause : public test::TestCase
{
    Q_OBJECT

    EnglishPlurals m_plurals;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString workspacePath() const { return m_folder.filePath(QStringLiteral("study.gapscope")); }

    void import(ImportWriter &writer, const std::string &file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        const Result<ImportFileReport> report = runImport(request, writer, job);
        QVERIFY2(bool(report), file.c_str());
    }

    Workspace &workspace() { return m_window->workspace(); }
    GapPage *page() { return m_window->gapPage(); }
    ChartTile *tile() { return page()->chartTile(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), patience); }
    void openWorkspace()
    {
        m_window = test::shownWindow(workspacePath());
        QVERIFY(m_window);
        settle();
        m_window->pages()->setCurrentWidget(page());
        page()->showChart(QStringLiteral("dumbbell"));
        settle();
    }

    /// Dialogues of the simulator, each with another task, in the order of import.
    std::vector<DialogueId> simulated(std::size_t count)
    {
        std::vector<DialogueId> ids;
        std::set<TaskKey> tasks;
        for (const DialogueHead &head : workspace().data().heads) {
            if (head.dialogue.corpus == workspace().simCorpus() && ids.size() < count &&
                tasks.insert(head.dialogue.task).second)
                ids.push_back(head.dialogue.id);
        }
        return ids;
    }

    /// Bars of two dialogues each, in place of the chart's own picture.
    void showBars(const std::vector<DialogueId> &ids)
    {
        ChartSpec spec;
        spec.title = "Politeness";
        spec.x.title = "Politeness";
        spec.x.unit = "%";
        spec.x.range = {0.0, static_cast<double>(ids.size()) / 2.0};
        spec.y.range = {0.0, 2.0};
        for (std::size_t i = 0; i + 1 < ids.size(); i += 2) {
            const auto from = static_cast<double>(i) / 2.0;
            BarMark bar;
            bar.x = {from + 0.1, from + 0.9};
            bar.y = {0.0, 1.0};
            bar.info.tip = "bar " + std::to_string(i / 2);
            bar.info.dialogues = {ids[i], ids[i + 1]};
            spec.bars.push_back(bar);
        }
        tile()->view()->setSpec(std::move(spec));
        QCoreApplication::processEvents();
    }
    QWidget *canvas() { return tile()->view()->findChild<QAbstractScrollArea *>()->viewport(); }
    QPoint markAt(int index)
    {
        return canvas()->mapFrom(tile()->view(), tile()->view()->markPosition(index));
    }
    void brush(const QPoint &from, const QPoint &to)
    {
        QTest::mousePress(canvas(), Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(canvas(), (from + to) / 2);
        QTest::mouseRelease(canvas(), Qt::LeftButton, Qt::NoModifier, to);
    }
    void rightClick(const QPoint &at)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas()->mapToGlobal(at));
        QApplication::sendEvent(canvas(), &event);
    }
    QAction *menuAction(const QString &start)
    {
        for (QMenu *menu : tile()->findChildren<QMenu *>()) {
            for (QAction *action : menu->actions()) {
                if (action->text().remove(QLatin1Char('&')).startsWith(start))
                    return action;
            }
        }
        return nullptr;
    }
    QPushButton *button(QWidget *parent, const QString &text)
    {
        for (QPushButton *one : parent->findChildren<QPushButton *>()) {
            if (one->text().remove(QLatin1Char('&')) == text)
                return one;
        }
        return nullptr;
    }
    void undoByKey()
    {
        // A dialog that closed may have left no window active.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-gap-cause"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QApplication::installTranslator(&m_plurals);
        QSettings().clear();
        Result<std::unique_ptr<Session>> session =
            Session::open(workspacePath().toStdString(), OpenMode::Create);
        QVERIFY(bool(session));
        ImportWriter writer(**session);
        import(writer, "broadband/unified.json", CorpusKind::Real, "human");
        import(writer, "broadband/difficulty.json", CorpusKind::Real, "human");
        import(writer, "parcel/human.messages.jsonl", CorpusKind::Real, "human");
        for (const std::string sim : {"amiable-1", "plainspoken-2"}) {
            import(writer, "broadband/eval_results_" + sim + ".json", CorpusKind::Simulated,
                   sim.c_str());
            import(writer, "broadband/survey_comparable_" + sim + ".json", CorpusKind::Simulated,
                   sim.c_str());
            import(writer, "parcel/sim_" + sim + ".messages.jsonl", CorpusKind::Simulated,
                   sim.c_str());
        }
    }

    void init()
    {
        failOnUnexpectedWarnings();
        openWorkspace();
    }

    void cleanup() { m_window.reset(); }

    void aBrushLeadsToThePairAndBack()
    {
        const std::vector<DialogueId> ids = simulated(8);
        QCOMPARE(ids.size(), std::size_t(8));
        const int allTasks = workspace().gap().figures()->tasks;
        showBars(ids);
        // Around the second and the third bar.
        brush(markAt(1) - QPoint(12, 20), markAt(2) + QPoint(12, 20));
        const QList<Filter> filters = workspace().filters().filters();
        QCOMPARE(filters.size(), 1);
        QCOMPARE(filters.front().dialogues, (std::set<DialogueId>{ids[2], ids[3], ids[4], ids[5]}));
        QCOMPARE(filters.front().tasks.size(), 4);
        QVERIFY2(filters.front().title.startsWith(QStringLiteral("Politeness 1")) &&
                     filters.front().title.endsWith(QStringLiteral("4 dialogues, 4 tasks")),
                 qPrintable(filters.front().title));
        QVERIFY(filters.front().title.contains(QStringLiteral("amiable-1")));
        settle();
        // Table and charts follow.
        QCOMPARE(workspace().gap().figures()->tasks, 4);
        QVERIFY(!tile()->isUpdating());
        QVERIFY2(QString::fromStdString(tile()->view()->spec().provenance.filter)
                     .contains(filters.front().title),
                 tile()->view()->spec().provenance.filter.c_str());
        for (const DialoguePair &pair : workspace().visiblePairs())
            QVERIFY(filters.front().dialogues.contains(pair.sim));

        QPushButton *rows = button(tile(), QStringLiteral("Show rows"));
        QVERIFY(rows && rows->isVisible());
        QTest::mouseClick(rows, Qt::LeftButton);
        QCOMPARE(m_window->pages()->currentWidget(), m_window->explorePage());
        QTableView *table = m_window->explorePage()->dialoguesView();
        QTRY_VERIFY(table->model()->rowCount() > 0);
        const QPoint first = table->visualRect(table->model()->index(0, 0)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, first);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, first);
        QTRY_COMPARE(m_window->pages()->currentWidget(), m_window->comparePage());
        settle();
        QVERIFY(filters.front().tasks.contains(workspace().currentTask()));

        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->pages()->currentWidget(), page());
        undoByKey();
        QVERIFY(workspace().filters().isEmpty());
        settle();
        QCOMPARE(workspace().gap().figures()->tasks, allTasks);
    }

    void aBrushInADistributionSelectsTheDialoguesThere()
    {
        page()->showChart(QStringLiteral("distribution"));
        settle();
        QTRY_VERIFY_WITH_TIMEOUT(!tile()->isUpdating(), patience);
        ChartView *view = tile()->view();
        QVERIFY2(!view->spec().isEmpty(), view->spec().emptyReason.c_str());
        const int allTasks = workspace().gap().figures()->tasks;
        // The highest value: the last step of a curve, and a little around it.
        int last = 0;
        for (int i = 1; i < view->markCount(); ++i)
            if (view->markPosition(i).x() > view->markPosition(last).x())
                last = i;
        const std::vector<DialogueId> expected = view->dialoguesOf({last});
        QVERIFY(!expected.empty());
        const QPoint at = markAt(last);
        brush(at + QPoint(-40, 60), at + QPoint(4, -3));
        QCOMPARE(workspace().filters().filters().size(), 1);
        const Filter filter = workspace().filters().filters().front();
        for (const DialogueId &id : expected)
            QVERIFY(filter.dialogues.contains(id));
        QVERIFY(filter.tasks.size() < allTasks);
        settle();
        QTRY_VERIFY_WITH_TIMEOUT(!tile()->isUpdating(), patience);
        QVERIFY(workspace().gap().figures()->tasks <= filter.tasks.size());
        QVERIFY(QString::fromStdString(view->spec().provenance.filter).contains(filter.title));
        undoByKey();
        QVERIFY(workspace().filters().isEmpty());
        settle();
        QCOMPARE(workspace().gap().figures()->tasks, allTasks);
        page()->showChart(QStringLiteral("dumbbell"));
        settle();
    }

    void eachStepIsTakenBackAlone()
    {
        const std::vector<DialogueId> ids = simulated(8);
        showBars(ids);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, markAt(0));
        QTRY_COMPARE(workspace().filters().filters().size(), 1);
        QCOMPARE(workspace().filters().filters().front().dialogues,
                 (std::set<DialogueId>{ids[0], ids[1]}));
        settle();
        // Another choice in the same chart takes its place.
        showBars(ids);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, markAt(3));
        QTRY_COMPARE(workspace().filters().filters().front().dialogues,
                     (std::set<DialogueId>{ids[6], ids[7]}));
        QCOMPARE(workspace().filters().filters().size(), 1);
        settle();
        undoByKey();
        QCOMPARE(workspace().filters().filters().front().dialogues,
                 (std::set<DialogueId>{ids[0], ids[1]}));
        undoByKey();
        QVERIFY(workspace().filters().isEmpty());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(workspace().filters().filters().size(), 1);
        settle();
    }

    void aDialogueIsExcludedFromItsMarkAndCountsAgainAfterUndo()
    {
        const std::vector<DialogueId> ids = simulated(8);
        const double before = workspace().usi()->rows.back().usi->mean;
        showBars(ids);
        rightClick(markAt(0));
        QAction *exclude = menuAction(QStringLiteral("Exclude these 2 dialogues"));
        QVERIFY(exclude && exclude->isEnabled());
        exclude->trigger();
        auto *dialog = tile()->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("the agent broke down"));
        dialog->accept();
        QVERIFY(workspace().data().isExcluded(ids[0]) && workspace().data().isExcluded(ids[1]));
        settle();
        QVERIFY2(QString::fromStdString(tile()->view()->spec().provenance.filter)
                     .contains(QStringLiteral("2 dialogues excluded")),
                 tile()->view()->spec().provenance.filter.c_str());
        m_window->pages()->setCurrentWidget(page());
        undoByKey();
        QVERIFY(!workspace().data().isExcluded(ids[0]) && !workspace().data().isExcluded(ids[1]));
        settle();
        QCOMPARE(workspace().usi()->rows.back().usi->mean, before);
        workspace().gapHistory().redo();
        QVERIFY(workspace().data().isExcluded(ids[0]));
        QCOMPARE(workspace().data().exclusions.front().reason, std::string("the agent broke down"));
        workspace().gapHistory().undo();
        settle();
    }

    void aSecondSimulatorIsChosenInTheTable()
    {
        FigureView *table = page()->table();
        page()->selectSimulator(QStringLiteral("amiable-1"));
        const QModelIndex other = table->model()
                                      ->match(table->model()->index(0, 0), Qt::DisplayRole,
                                              QStringLiteral("plainspoken-2"))
                                      .value(0);
        QVERIFY(other.isValid());
        const QPoint at = table->visualRect(other).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, at);
        QCOMPARE(workspace().charts().other(), std::string("plainspoken-2"));
        QCOMPARE(page()->selectedSimulator(), QStringLiteral("amiable-1"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, at);
        QCOMPARE(workspace().charts().other(), std::string());
    }

    void helpSaysHowToReadTheChart()
    {
        tile()->view()->setFocus();
        QTest::keyClick(tile(), Qt::Key_F1);
        auto *help = m_window->findChild<QFrame *>(QStringLiteral("ChartHelp"));
        QVERIFY(help && help->isVisible());
        QVERIFY(help->findChildren<QLabel *>().last()->text().contains(
            QString::fromUtf8(tile()->chart()->source().data())));
        QTest::keyClick(help, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<QFrame *>(QStringLiteral("ChartHelp")));
    }

    void theDashboardIsKeptWithTheWorkspace()
    {
        page()->tabs()->setCurrentWidget(page()->dashboard());
        settle();
        DashboardPanel *panel = page()->dashboard();
        QVERIFY(panel->tiles().size() >= 2);
        const std::size_t count = panel->tiles().size();
        for (const DashboardCell *cell : panel->cells()) {
            QVERIFY(!cell->tile()->isUpdating());
            QVERIFY2(!cell->tile()->view()->spec().isEmpty(),
                     cell->tile()->view()->spec().emptyReason.c_str());
        }
        panel->add("heatmap");
        QCOMPARE(panel->tiles().size(), count + 1);
        DashboardCell *cell = panel->cells().back();
        cell->tile()->view()->setFocus();
        QTest::keyClick(cell->tile()->view(), Qt::Key_Right,
                        Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(panel->tiles().back().columns, 4);
        // The corner, dragged over the whole width.
        const QPoint grip = cell->grip().center();
        QTest::mousePress(cell, Qt::LeftButton, {}, grip);
        QTest::mouseRelease(cell, Qt::LeftButton, {}, grip + QPoint(2000, 0));
        QCOMPARE(panel->tiles().back().columns, dashboardColumns);
        cell->tile()->view()->setFocus();
        QTest::keyClick(cell->tile()->view(), Qt::Key_Left, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(panel->tiles()[count - 1].chart, std::string("heatmap"));
        const std::vector<DashboardTile> before = panel->tiles();
        settle();
        m_window.reset();
        openWorkspace();
        QVERIFY(page()->dashboard()->tiles() == before);

        const QString picture = m_folder.filePath(QStringLiteral("page.png"));
        page()->tabs()->setCurrentWidget(page()->dashboard());
        settle();
        DashboardPage size;
        size.width = 254;
        size.dpi = 100;
        QVERIFY(page()->dashboard()->exportTo(picture, size));
        QCOMPARE(QImage(picture).width(), 1000);
    }

    void slidesAreChosenAndPresentedByKeys()
    {
        m_window->action(QStringLiteral("addSlide"))->trigger();
        m_window->pages()->setCurrentWidget(m_window->comparePage());
        m_window->action(QStringLiteral("addSlide"))->trigger();
        m_window->action(QStringLiteral("slides"))->trigger();
        auto *dialog = m_window->findChild<SlidesDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->list()->count(), 2);
        QTest::mouseClick(button(dialog, QStringLiteral("Add the chart on screen")),
                          Qt::LeftButton);
        QCOMPARE(dialog->list()->count(), 3);
        QTest::mouseClick(button(dialog, QStringLiteral("Move up")), Qt::LeftButton);
        QVERIFY(dialog->slides()[1].isChart() && !dialog->slides()[2].isChart());
        QTest::mouseClick(button(dialog, QStringLiteral("Remove")), Qt::LeftButton);
        QCOMPARE(dialog->list()->count(), 2);
        QTest::mouseClick(button(dialog, QStringLiteral("Present")), Qt::LeftButton);
        auto *show = m_window->findChild<PresenterWindow *>();
        QVERIFY(show);
        QVERIFY(show->isFullScreen());
        QTRY_VERIFY_WITH_TIMEOUT(show->isReady(), patience);
        QCOMPARE(show->count(), 2);
        QVERIFY(show->chart()->isVisible());
        QVERIFY(!show->chart()->spec().isEmpty());
        QTest::keyClick(show, Qt::Key_Space);
        QCOMPARE(show->current(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(show->isReady(), patience);
        QVERIFY(show->pair()->isVisible());
        // Nothing names a dialogue or a task.
        const ComparePair &pair = show->pair()->pair();
        QCOMPARE(pair.real.title, QStringLiteral("A person"));
        QVERIFY(pair.real.subtitle.isEmpty() && pair.labels.empty());
        // Keys are the presenter's even where the pair has the focus.
        show->pair()->setFocus();
        QTest::keyClick(show->pair(), Qt::Key_Home);
        QCOMPARE(show->current(), 0);
        QTest::keyClick(show, Qt::Key_Left);
        QCOMPARE(show->current(), 0);
        QTest::keyClick(show, Qt::Key_End);
        QCOMPARE(show->current(), 1);
        QTest::keyClick(show, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<PresenterWindow *>());
    }
};

QTEST_MAIN(TestGapCause)
#include "tst_gap_cause.moc"
