// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/mouse_drag.h"
#include "tests/ui/views/compare/view_fixture.h"
#include "ui/models/compare_model.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>

#include <algorithm>

using namespace gapscope;
using test::shown;
using test::textPoint;

namespace {
/// Leftmost and rightmost dark pixel of a strip of the picture.
std::pair<int, int> inked(const QImage &image, const QRect &area)
{
    int first = area.right();
    int last = area.left();
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            if (image.pixelColor(x, y).lightness() < 90) {
                first = std::min(first, x);
                last = std::max(last, x);
            }
    return {first, last};
}
} // namespace

class TestCompareView : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void pageKeysStepThroughTheDifferences()
    {
        const auto view = shown(test::longPair(40, {3, 20, 39}));
        QAction next;
        next.setShortcut(Qt::Key_N);
        connect(&next, &QAction::triggered, view.get(), &CompareView::nextDivergence);
        QAction previous;
        previous.setShortcut(Qt::Key_P);
        connect(&previous, &QAction::triggered, view.get(), &CompareView::previousDivergence);
        view->addActions({&next, &previous});
        QVERIFY(QTest::qWaitForWindowActive(view.get()));
        const QSignalSpy moves(view.get(), &CompareView::currentRowChanged);
        QList<int> rows;
        for (const char key : {'n', 'n', 'n', 'n', 'p'}) {
            QTest::keyClick(view.get(), key);
            rows.push_back(view->currentAlignedRow());
            QVERIFY(view->viewport()->rect().contains(view->rowRect(view->currentRow())));
        }
        QCOMPARE(rows, (QList<int>{3, 20, 39, 39, 20}));
        QCOMPARE(moves.count(), 4);
        QCOMPARE(moves.last(), (QList<QVariant>{40, 20}));
    }

    void firstDivergenceIsTheAlignments()
    {
        const auto view = shown(test::longPair(40, {25, 30}));
        QVERIFY(view->firstDivergence());
        QCOMPARE(view->currentAlignedRow(), 25);
        const auto equal = shown(test::longPair(5, {}));
        QVERIFY(!equal->firstDivergence());
        QVERIFY(!equal->nextDivergence());
    }

    void arrowsAndPagesWalkTheWholeDialogue()
    {
        const auto view = shown(test::longPair(100, {}));
        QTest::keyClick(view.get(), Qt::Key_Down);
        QTest::keyClick(view.get(), Qt::Key_Down);
        QCOMPARE(view->currentRow(), 2);
        QTest::keyClick(view.get(), Qt::Key_Up);
        QCOMPARE(view->currentRow(), 1);
        QTest::keyClick(view.get(), Qt::Key_End);
        QCOMPARE(view->currentRow(), 199);
        QVERIFY(view->rowRect(199).bottom() <= view->viewport()->height());
        QCOMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
        int pages = 0;
        for (; view->currentRow() > 0 && pages < 500; ++pages)
            QTest::keyClick(view.get(), Qt::Key_PageUp);
        QVERIFY(pages > 5 && pages < 100);
        QTest::keyClick(view.get(), Qt::Key_PageDown);
        QVERIFY(view->currentRow() > 0);
        QTest::keyClick(view.get(), Qt::Key_Home);
        QCOMPARE(view->currentRow(), 0);
        QCOMPARE(view->verticalScrollBar()->value(), 0);
    }

    void scrollingUpIntoUnmeasuredRowsMovesEvenly()
    {
        const auto view = shown(test::longPair(300, {}));
        view->lastRow();
        QScrollBar *bar = view->verticalScrollBar();
        for (int step = 0; step < 200; ++step) {
            const int watched = view->rowAt({20, view->viewport()->height() / 2});
            const int before = view->rowRect(watched).bottom();
            bar->setValue(bar->value() - 37);
            QCOMPARE(view->rowRect(watched).bottom(), before + 37);
        }
    }

    void spaceAndClickUnfoldAToolCall()
    {
        const auto view = shown(test::smallPair());
        view->setCurrentRow(4);
        const int folded = view->rowRect(4).height();
        QTest::keyClick(view.get(), Qt::Key_Space);
        const int open = view->rowRect(4).height();
        QVERIFY(open > folded + 60);
        QTest::keyClick(view.get(), Qt::Key_Return);
        QCOMPARE(view->rowRect(4).height(), folded);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          textPoint(*view, 4, Side::Sim, 160));
        QVERIFY(view->rowRect(4).height() > folded + 30);
        QVERIFY(view->rowRect(4).height() < open);
    }

    void enterOnARowWithoutFoldsActivatesIt()
    {
        const auto view = shown(test::smallPair());
        view->setCurrentRow(3);
        const QSignalSpy activated(view.get(), &CompareView::rowActivated);
        QTest::keyClick(view.get(), Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first(), (QList<QVariant>{3, 1}));
    }

    void equalRunsCollapseAndOpenOnAClick()
    {
        const auto view = shown(test::longPair(30, {15}));
        const int whole = view->verticalScrollBar()->maximum();
        const QSignalSpy changes(view.get(), &CompareView::hiddenEqualChanged);
        view->setHiddenEqual(true);
        QCOMPARE(changes.count(), 1);
        QVERIFY(view->verticalScrollBar()->maximum() < whole / 2);
        QVERIFY(view->rowRect(10).isEmpty());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {400, 12});
        QVERIFY(!view->rowRect(0).isEmpty());
        view->setHiddenEqual(false);
        QVERIFY(std::abs(view->verticalScrollBar()->maximum() - whole) < whole / 5);
    }

    void goingToAHiddenRowOpensItsRun()
    {
        const auto view = shown(test::longPair(30, {15}));
        view->setHiddenEqual(true);
        QVERIFY(view->showTurn(Side::Sim, 8));
        QCOMPARE(view->currentRow(), 8);
        QVERIFY(view->viewport()->rect().contains(view->rowRect(8)));
        QVERIFY(!view->showTurn(Side::Sim, 9999));
    }

    void draggedWordsAreCopiedWithWhereTheyStand()
    {
        const auto view = shown(test::smallPair());
        const QPoint from = textPoint(*view, 1, Side::Real, 60);
        test::drag(view->viewport(), from, from + QPoint(900, 0));
        const QString selected = view->selectedText();
        QVERIFY2(!selected.isEmpty() &&
                     QStringLiteral("I need to cancel my flight").endsWith(selected),
                 qPrintable(selected));
        QTest::keyClick(view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 selected + QString::fromUtf8("\n— tau1:airline:7 · human · dialogue airline-7-a2, "
                                              "run 2 · user 1, message 2"));
    }

    void aSelectionStaysInsideItsTurn()
    {
        const auto view = shown(test::smallPair());
        const QPoint from = textPoint(*view, 1, Side::Real);
        test::drag(view->viewport(), from, {from.x(), view->viewport()->height() - 5});
        QVERIFY(QStringLiteral("I need to cancel my flight").contains(view->selectedText()));
    }

    void doubleClickSelectsAWordAndSpeltOutCharactersCopyAsTheyStood()
    {
        Alignment alignment;
        alignment.rows = {test::alignedRow(RowKind::Equal, {0}, {0})};
        const auto view = shown(test::pairOf({test::say(Role::User, "\xE2\x80\x8Bzero")},
                                             {test::say(Role::User, "zero")}, alignment));
        const QPoint from = textPoint(*view, 0, Side::Real, 66);
        test::drag(view->viewport(), from, from + QPoint(900, 0));
        QVERIFY(QString::fromUtf8("\u200Bzero").endsWith(view->selectedText()));
        QVERIFY(!view->selectedText().contains(QLatin1Char('U')));
        const QPoint word = textPoint(*view, 0, Side::Sim, 110);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, word);
        QCOMPARE(view->selectedText(), QStringLiteral("zero"));
    }

    void withoutSelectionTheCurrentRowIsCopied()
    {
        const auto view = shown(test::smallPair());
        view->setCurrentRow(6);
        QCOMPARE(view->textToCopy(),
                 QString::fromUtf8("no thanks\n— tau1:airline:7 · human · dialogue airline-7-a2, "
                                   "run 2 · user 3, message 8"));
    }

    void rightToLeftWordsStandRight()
    {
        Alignment alignment;
        alignment.rows = {test::alignedRow(RowKind::Equal, {0}, {0})};
        const auto view = shown(test::pairOf({test::say(Role::User, "مرحبا بكم")},
                                             {test::say(Role::User, "hello you")}, alignment));
        const QImage image = view->viewport()->grab().toImage();
        const int half = view->viewport()->width() / 2;
        const QRect row = view->rowRect(0).adjusted(0, 8, 0, -8);
        const auto [arabicFirst, arabicLast] =
            inked(image, QRect(90, row.top(), half - 140, row.height()));
        QVERIFY(arabicFirst > half / 2);
        const auto [latinFirst, latinLast] =
            inked(image, QRect(half + 110, row.top(), half - 130, row.height()));
        QVERIFY(latinLast < half + half / 2);
    }

    void narrowViewsStandRealAboveSimulated()
    {
        const auto wide = shown(test::smallPair(), {1000, 600});
        const auto narrow = shown(test::smallPair(), {500, 600});
        QVERIFY(narrow->rowRect(2).height() > wide->rowRect(2).height());
        const QPoint below(150, narrow->rowRect(3).bottom() - 18);
        QTest::mouseDClick(narrow->viewport(), Qt::LeftButton, {}, below);
        QCOMPARE(narrow->rowAt(below), 3);
        QVERIFY(QStringLiteral("my user id is ana_wu_9999").contains(narrow->selectedText()));
        QVERIFY(!narrow->selectedText().isEmpty());
    }

    void zoomKeysChangeTheSizeAndKeepTheRowInSight()
    {
        const auto view = shown(test::longPair(100, {60}));
        view->nextDivergence();
        const int height = view->rowRect(view->currentRow()).height();
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(view->zoom(), 2);
        QVERIFY(view->rowRect(view->currentRow()).height() > height);
        QVERIFY(view->viewport()->rect().intersects(view->rowRect(view->currentRow())));
        QTest::keyClick(view.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(view->rowRect(view->currentRow()).height(), height);
    }

    void resizingKeepsTheCurrentRowWhereItIs()
    {
        const auto view = shown(test::longPair(200, {120}));
        view->nextDivergence();
        const int top = view->rowRect(view->currentRow()).top();
        view->resize(800, 600);
        QCOMPARE(view->rowRect(view->currentRow()).top(), top);
    }

    void newLabelsKeepPlaceAndFolds()
    {
        const auto view = shown(test::smallPair());
        view->setCurrentRow(4);
        view->toggleFolds();
        const int open = view->rowRect(4).height();
        view->setLabels({{1, QStringLiteral("C1"), QStringLiteral("repeats")}});
        QCOMPARE(view->rowRect(4).height(), open);
        QCOMPARE(view->currentRow(), 4);
    }

    void columnsStackWhenAskedAndStayBesideWhenAsked()
    {
        const auto view = shown(test::longPair(100, {60}), {1000, 600});
        view->nextDivergence();
        const int row = view->currentRow();
        const int beside = view->rowRect(row).height();
        const int top = view->rowRect(row).top();
        view->setArrangement(Arrangement::Stacked);
        QVERIFY(view->rowRect(row).height() > beside);
        QCOMPARE(view->rowRect(row).top(), top);
        view->setArrangement(Arrangement::Beside);
        QCOMPARE(view->rowRect(row).height(), beside);
        view->resize(500, 600);
        const int narrow = view->rowRect(row).height();
        view->setArrangement(Arrangement::Automatic);
        // Narrow cells break the words more often; stacked ones are as wide as the view.
        QVERIFY(view->rowRect(row).height() < narrow);
    }

    void assistiveTechnologyReadsEveryRow()
    {
        const auto view = shown(test::smallPair());
        view->setCurrentRow(3);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view.get());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QVERIFY(!list->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->childCount(), 8);
        QAccessibleInterface *row = list->child(3);
        QCOMPARE(row->text(QAccessible::Name), view->model()->accessibleText(3));
        QCOMPARE(list->indexOfChild(row), 3);
        QCOMPARE(list->focusChild(), row);
        QVERIFY(row->state().selected);
        QVERIFY(!list->child(99));
    }

    void emptyAndLonelyPairsAreShown()
    {
        const auto view = shown({});
        QCOMPARE(view->currentRow(), -1);
        QVERIFY(!view->nextRow() && !view->nextDivergence());
        QTest::keyClick(view.get(), Qt::Key_Space);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {50, 50});
        view->grab();
        ComparePair lonely = test::smallPair();
        lonely.real.dialogue.reset();
        lonely.alignment = {};
        view->setPair(lonely);
        view->grab();
        QCOMPARE(view->currentRow(), 0);
        QVERIFY(view->textToCopy().contains(QStringLiteral("gpt-4o")));
    }

    void visibleRowsFollowTheScrollBar()
    {
        const auto view = shown(test::longPair(100, {}));
        QSignalSpy sight(view.get(), &CompareView::visibleRowsChanged);
        view->showFrom(50.5);
        QVERIFY(!sight.isEmpty());
        const double first = sight.last().front().toDouble();
        QVERIFY2(std::abs(first - 50.5) < 0.1, qPrintable(QString::number(first)));
        QVERIFY(sight.last().back().toDouble() > first + 3.0);
    }
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
