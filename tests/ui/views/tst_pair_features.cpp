// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/anchor_repository.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/shown_window.h"
#include "ui/base/eliding_combo_box.h"
#include "ui/models/columns_model.h"
#include "ui/models/compare_model.h"
#include "ui/views/anchor_editor.h"
#include "ui/views/anchor_list.h"
#include "ui/views/columns/columns_panel.h"
#include "ui/views/columns/columns_view.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/inspector.h"
#include "ui/views/linear_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/pair_header.h"
#include "ui/views/pair_window.h"
#include "ui/views/shortcuts_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace gapscope;

/// What the keys and the header of the Compare page do beyond stepping and labelling.
class TestPairFeatures : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString workspacePath() const { return m_folder->filePath(QStringLiteral("study.gapscope")); }

    static void import(ImportWriter &writer, const char *file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        const Result<ImportFileReport> report = runImport(request, writer, job);
        QVERIFY2(bool(report), file);
    }

    ComparePage *page() { return m_window->comparePage(); }
    CompareView *view() { return page()->view(); }
    Workspace &workspace() { return m_window->workspace(); }
    const Alignment &alignment() { return workspace().pair()->alignment; }
    void key(int which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(which), modifiers);
    }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 20000); }
    /// Presses a key that changes the alignment and waits for the new one.
    void keyAndAlign(int which, Qt::KeyboardModifiers modifiers)
    {
        QSignalSpy loaded(&workspace(), &Workspace::pairLoaded);
        key(which, modifiers);
        QTRY_COMPARE_WITH_TIMEOUT(loaded.count(), 1, 20000);
    }
    std::vector<AnchorMark> stored()
    {
        auto session = Session::open(workspacePath().toStdString(), OpenMode::ReadOnly);
        if (!session)
            return {};
        Result<std::vector<AnchorMark>> all = AnchorRepository(**session).all();
        return all ? *all : std::vector<AnchorMark>();
    }
    int rowOfKind(RowKind kind, int from = 0)
    {
        const auto &rows = alignment().rows;
        for (std::size_t i = static_cast<std::size_t>(from); i < rows.size(); ++i) {
            if (rows[i].kind == kind)
                return static_cast<int>(i);
        }
        return -1;
    }
    /// The first pair from here on that has a row of this kind.
    bool goToPairWith(RowKind kind)
    {
        for (int i = 0; i < 60; ++i) {
            if (rowOfKind(kind) >= 0)
                return true;
            QSignalSpy loaded(&workspace(), &Workspace::pairLoaded);
            const DialogueId before = workspace().simDialogue();
            const DialogueId realBefore = workspace().realDialogue();
            key(Qt::Key_BracketRight);
            if (workspace().simDialogue() == before && workspace().realDialogue() == realBefore)
                return false;
            if (!loaded.wait(20000))
                return false;
        }
        return false;
    }
    template <class Dialog>
    Dialog *dialog()
    {
        Dialog *found = nullptr;
        [&] { QTRY_VERIFY((found = m_window->findChild<Dialog *>()) != nullptr); }();
        return found;
    }

    void open()
    {
        m_window = test::shownWindow(workspacePath());
        QVERIFY(m_window);
        idle();
        view()->setFocus();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-pair-features"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        {
            auto session = Session::open(workspacePath().toStdString(), OpenMode::Create);
            QVERIFY(bool(session));
            ImportWriter writer(**session);
            import(writer, "broadband/unified.json", CorpusKind::Real, "human");
            import(writer, "broadband/eval_results_amiable-1.json", CorpusKind::Simulated,
                   "amiable-1");
            import(writer, "broadband/eval_results_plainspoken-2.json", CorpusKind::Simulated,
                   "plainspoken-2");
        }
        open();
    }

    void cleanup()
    {
        m_window.reset();
        m_folder.reset();
    }

    void turnsAreKeptApartUndoneAndSurviveARestart()
    {
        const int row = rowOfKind(RowKind::Divergent) >= 0 ? rowOfKind(RowKind::Divergent)
                                                           : rowOfKind(RowKind::Paraphrase);
        QVERIFY(row >= 0);
        const AlignedRow before = alignment().rows[static_cast<std::size_t>(row)];
        const Alignment was = alignment();
        view()->showAlignedRow(row);
        keyAndAlign(Qt::Key_X, Qt::NoModifier);
        QCOMPARE(stored().size(), std::size_t(1));
        QCOMPARE(stored().front().anchor.kind, Anchor::Kind::Forbid);
        for (const AlignedRow &now : alignment().rows)
            QVERIFY(now.real != before.real || now.sim != before.sim);
        // The real turn is still the current one.
        const int current = workspace().alignedRow();
        QCOMPARE(alignment().rows[static_cast<std::size_t>(current)].real, before.real);
        QCOMPARE(m_window->inspector()->anchors()->anchors()->count(), 1);
        idle();

        m_window.reset();
        open();
        keyAndAlign(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stored().empty());
        QVERIFY(alignment() == was);
        keyAndAlign(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stored().size(), std::size_t(1));
        idle();
    }

    void aLoneTurnIsMarkedAndPinnedToAnother()
    {
        QVERIFY(goToPairWith(RowKind::Missing));
        const int lone = rowOfKind(RowKind::Missing);
        const int turn = alignment().rows[static_cast<std::size_t>(lone)].real.front();
        view()->showAlignedRow(lone);
        view()->setFocus();
        key(Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(page()->hint().startsWith(QStringLiteral("Marked: real user")));
        QVERIFY(stored().empty());
        QTest::keyClick(view(), Qt::Key_Escape);
        QVERIFY(page()->hint().isEmpty());
        key(Qt::Key_Y, Qt::ControlModifier);
        // A row with a simulated turn, above or below.
        int other = -1;
        for (std::size_t i = 0; i < alignment().rows.size(); ++i) {
            if (!alignment().rows[i].sim.empty())
                other = static_cast<int>(i);
        }
        QVERIFY(other >= 0);
        view()->showAlignedRow(other);
        const int simTurn = view()->model()->row(view()->currentRow()).sim.front();
        keyAndAlign(Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(page()->hint().isEmpty());
        QCOMPARE(stored().size(), std::size_t(1));
        QCOMPARE(stored().front().anchor.kind, Anchor::Kind::Pin);
        QVERIFY(isKept(stored().front().anchor, alignment()));
        QCOMPARE(stored().front().anchor.realTurn, turn);
        QCOMPARE(stored().front().anchor.simTurn, simTurn);

        idle();
        keyAndAlign(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stored().empty());
        idle();
    }

    void aLabelWhoseRowIsGoneIsStaleAndListed()
    {
        int row = rowOfKind(RowKind::Divergent);
        if (row < 0)
            row = rowOfKind(RowKind::Paraphrase);
        QVERIFY(row >= 0);
        view()->showAlignedRow(row);
        key(Qt::Key_1);
        QListWidget *stale = m_window->inspector()->anchors()->staleLabels();
        QCOMPARE(stale->count(), 0);
        keyAndAlign(Qt::Key_X, Qt::NoModifier);
        QCOMPARE(stale->count(), 1);
        QVERIFY(stale->item(0)->text().contains(QStringLiteral("they stand apart now")));
        const LabelPlace place = workspace().placeOfLabel(workspace().pair()->labels.front());
        QVERIFY(place.stale);
        QVERIFY(place.row >= 0);
        // Enter leads to the turn.
        view()->firstRow();
        stale->setCurrentRow(0);
        QTest::keyClick(stale, Qt::Key_Return);
        QCOMPARE(workspace().alignedRow(), place.row);
        keyAndAlign(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stale->count(), 0);
        idle();
    }

    void twoPeopleAreComparedAsTheFloor()
    {
        QComboBox *right = page()->header()->right();
        QSignalSpy loaded(&workspace(), &Workspace::pairLoaded);
        right->setFocus();
        // Above the first simulator stand the people, their last one first.
        QTest::keyClick(right, Qt::Key_Up);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(view()->pair().kinds == ComparePair::Kinds::BothReal);
        QCOMPARE(view()->pair().sim.title, QStringLiteral("human"));
        QVERIFY(!alignment().rows.empty());
        QVERIFY(view()->model()->accessibleText(0).contains(QStringLiteral("second person")));
        // Labels and anchors work on it as on any pair.
        view()->setFocus();
        key(Qt::Key_F);
        key(Qt::Key_1);
        QCOMPARE(workspace().pair()->labels.size(), std::size_t(1));
        // Next and previous stay among people.
        loaded.clear();
        key(Qt::Key_BracketRight);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(view()->pair().kinds == ComparePair::Kinds::BothReal);
        idle();
    }

    void sidesAreSwappedByKey()
    {
        const QString left = page()->header()->left()->currentText();
        const QString right = page()->header()->right()->currentText();
        const DialogueId real = workspace().realDialogue();
        key(Qt::Key_S);
        QVERIFY(view()->swapped());
        QCOMPARE(page()->header()->left()->currentText(), right);
        QCOMPARE(page()->header()->right()->currentText(), left);
        QCOMPARE(workspace().realDialogue(), real);
        key(Qt::Key_S);
        QVERIFY(!view()->swapped());
    }

    void columnsBeginAtTheCurrentRow()
    {
        int last = -1;
        for (std::size_t i = 0; i < alignment().rows.size(); ++i) {
            if (!alignment().rows[i].real.empty())
                last = static_cast<int>(i);
        }
        const int turn = alignment().rows[static_cast<std::size_t>(last)].real.front();
        view()->showAlignedRow(last);
        key(Qt::Key_V);
        ColumnsView *columns = page()->columns()->view();
        QTRY_COMPARE(columns->model()->columnCount(), 3);
        QCOMPARE(columns->currentRow(), columns->model()->rowOfRealTurn(turn));
        idle();
    }

    void severalSimulatorsStandInColumns()
    {
        key(Qt::Key_V);
        QVERIFY(page()->isInColumns());
        ColumnsView *columns = page()->columns()->view();
        QTRY_COMPARE(columns->model()->columnCount(), 3);
        QCOMPARE(columns->model()->headerData(1, Qt::Horizontal).toString(),
                 QStringLiteral("amiable-1"));
        key(Qt::Key_F);
        const int first = columns->currentRow();
        key(Qt::Key_N);
        QVERIFY(columns->currentRow() > first);
        key(Qt::Key_P);
        QCOMPARE(columns->currentRow(), first);
        // One is switched off.
        page()->columns()->chooser()->menu()->actions().front()->trigger();
        QTRY_COMPARE(columns->model()->columnCount(), 2);
        QCOMPARE(columns->model()->headerData(1, Qt::Horizontal).toString(),
                 QStringLiteral("plainspoken-2"));
        // Enter shows that pair at this place.
        const QModelIndex cell = columns->model()->index(0, 1);
        columns->table()->setCurrentIndex(cell);
        const DialogueId sim = columns->model()->contents().front().dialogue->id;
        QTest::keyClick(columns->table(), Qt::Key_Return);
        QVERIFY(!page()->isInColumns());
        QTRY_VERIFY(workspace().pair()->sim && workspace().pair()->sim->id == sim);
        idle();
    }

    void columnsLeaveTheRealOneInSight()
    {
        m_window->resize(900, 700);
        key(Qt::Key_V);
        ColumnsView *columns = page()->columns()->view();
        QTRY_COMPARE(columns->model()->columnCount(), 3);
        QVERIFY(columns->table()->columnWidth(1) >= 260);
        QVERIFY(columns->realTable()->columnWidth(0) >= 260);
        QVERIFY(columns->realTable()->isVisible());
        for (int row = 0; row < columns->model()->rowCount(); ++row)
            QCOMPARE(columns->realTable()->rowHeight(row), columns->table()->rowHeight(row));
        QTest::keyClick(columns->table(), Qt::Key_Escape);
        QVERIFY(!page()->isInColumns());
        idle();
    }

    void aPairOpensInItsOwnWindow()
    {
        key(Qt::Key_F);
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        auto *window = dialog<PairWindow>();
        QVERIFY(QTest::qWaitForWindowExposed(window));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        QCOMPARE(window->view()->currentAlignedRow(), view()->currentAlignedRow());
        const int main = view()->currentAlignedRow();
        QTest::keyClick(window, Qt::Key_N);
        QVERIFY(window->view()->currentAlignedRow() > main);
        QCOMPARE(view()->currentAlignedRow(), main);
        QSignalSpy gone(window, &QObject::destroyed);
        QTest::keyClick(window, Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(gone.count(), 1);
        QVERIFY(workspace().isOpen());
    }

    void differencesAreReadInOrder()
    {
        view()->firstRow();
        key(Qt::Key_F7);
        auto *reading = dialog<LinearDialog>();
        QPlainTextEdit *text = reading->text();
        QVERIFY(text->isReadOnly());
        QVERIFY(text->toPlainText().contains(QStringLiteral("Real user says")));
        QTest::keyClick(text, Qt::Key_N);
        const int first = reading->currentRow();
        QTest::keyClick(text, Qt::Key_N);
        const int second = reading->currentRow();
        QVERIFY(second > first);
        QTest::keyClick(text, Qt::Key_P);
        QCOMPARE(reading->currentRow(), first);
        QTest::keyClick(text, Qt::Key_N);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE(workspace().alignedRow(), second);
    }

    void aShortcutIsTakenOverAndKept()
    {
        m_window->action(QStringLiteral("shortcuts"))->trigger();
        auto *editor = dialog<ShortcutsDialog>();
        QTest::keyClicks(editor->search(), QStringLiteral("pin turns"));
        QCOMPARE(editor->table()->rowCount(), 1);
        editor->keys()->setFocus();
        QTest::keyClick(editor->keys(), Qt::Key_N);
        QTRY_VERIFY(editor->message().contains(QStringLiteral("Next divergence")));
        QVERIFY(editor->keys()->keySequence() == QKeySequence(Qt::Key_N));
        QTest::mouseClick(editor->assignButton(), Qt::LeftButton);
        QCOMPARE(m_window->action(QStringLiteral("pinTurns"))->shortcut(), QKeySequence(Qt::Key_N));
        QVERIFY(m_window->action(QStringLiteral("nextDivergence"))->shortcut().isEmpty());
        // A key of the comparison itself is refused.
        editor->keys()->setKeySequence(QKeySequence(Qt::Key_Space));
        QVERIFY(!editor->assignButton()->isEnabled());

        m_window.reset();
        open();
        QCOMPARE(m_window->action(QStringLiteral("pinTurns"))->shortcut(), QKeySequence(Qt::Key_N));
        QVERIFY(m_window->action(QStringLiteral("nextDivergence"))->shortcut().isEmpty());
        // The sheet shows what holds.
        key(Qt::Key_Question);
        auto *sheet = dialog<QTableWidget>();
        bool shown = false;
        for (int i = 0; i < sheet->rowCount(); ++i)
            shown |= sheet->item(i, 0)->text() == QStringLiteral("N") &&
                     sheet->item(i, 1)->text().contains(QStringLiteral("Pin turns"));
        QVERIFY(shown);
        sheet->window()->close();

        m_window->shortcuts().resetAll();
        QCOMPARE(m_window->action(QStringLiteral("nextDivergence"))->shortcut(),
                 QKeySequence(Qt::Key_N));
        QVERIFY(!QSettings().contains(QStringLiteral("shortcuts/pinTurns")));
    }

    void noTwoActionsShareAKey()
    {
        for (const Shortcuts::Entry &entry : m_window->shortcuts().entries()) {
            const auto others =
                m_window->shortcuts().conflicts(entry.action->shortcut(), entry.action);
            QVERIFY2(others.empty(), qPrintable(entry.action->objectName()));
        }
    }

    void aRowHasAMenu()
    {
        key(Qt::Key_F);
        key(Qt::Key_F10, Qt::ShiftModifier);
        QMenu *menu = nullptr;
        QTRY_VERIFY((menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) != nullptr);
        QVERIFY(menu->actions().contains(m_window->action(QStringLiteral("keepApart"))));
        menu->close();
    }

    void nextPairRespectsTheFilters()
    {
        Filter filter;
        filter.title = QStringLiteral("one task");
        filter.tasks = {workspace().currentTask()};
        workspace().filters().add(filter);
        for (const DialoguePair &pair : workspace().neighbours())
            QCOMPARE(pair.task, workspace().currentTask());
        const TaskKey task = workspace().currentTask();
        for (int i = 0; i < 4; ++i)
            key(Qt::Key_BracketRight);
        idle();
        QCOMPARE(workspace().currentTask(), task);
    }
};

QTEST_MAIN(TestPairFeatures)
#include "tst_pair_features.moc"
