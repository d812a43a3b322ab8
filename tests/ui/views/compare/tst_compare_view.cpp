// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/mouse_drag.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/base/theme.h"
#include "ui/models/compare_model.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/overview_strip.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>

#include <algorithm>

using namespace gapscope;

namespace {
/// A view in sight, as the page holds it.
std::unique_ptr<CompareView> shown(ComparePair pair, const QSize &size = {1000, 600})
{
    auto view = std::make_unique<CompareView>();
    view->setPalette(Theme::light().palette());
    view->resize(size);
    view->setPair(std::move(pair));
    view->show();
    view->activateWindow();
    view->setFocus();
    return view;
}

/// A point on the first line of text of a cell.
QPoint textPoint(const CompareView &view, int row, Side side, int dx = 90)
{
    const QRect rect = view.rowRect(row);
    const int left = side == Side::Real ? 0 : view.viewport()->width() / 2 + 20;
    return {left + dx, rect.top() + 20};
}

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

qint64 openingTime(int exchanges)
{
    CompareView view;
    view.resize(1000, 600);
    view.show();
    ComparePair pair = test::longPair(exchanges, {exchanges / 2});
    QElapsedTimer timer;
    timer.start();
    view.setPair(std::move(pair));
    view.grab();
    return timer.nsecsElapsed();
}
/// Forty steps down and the paint after each, with cues and moved turns all along.
qint64 scrollingTime(int exchanges)
{
    ComparePair pair = test::longPair(exchanges, {exchanges / 2});
    for (int i = 0; i < exchanges; ++i)
        pair.sim.cues.push_back({2 * i, 0, 4, Feature::PolitenessRate, "turn"});
    for (int i = 3; i < exchanges; i += 4)
        pair.alignment.moved.push_back({2 * i, 2 * i - 2, 0.8, true});
    CompareView view;
    OverviewStrip strip;
    strip.setModel(view.model());
    QObject::connect(&view, &CompareView::visibleRowsChanged, &strip,
                     &OverviewStrip::setVisibleRows);
    view.resize(1000, 600);
    strip.resize(18, 600);
    view.setPair(std::move(pair));
    view.show();
    view.grab();
    strip.grab();
    QElapsedTimer timer;
    timer.start();
    for (int step = 0; step < 40; ++step) {
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 60);
        view.grab();
        strip.grab();
    }
    return timer.nsecsElapsed();
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

    void movedTurnsAreLinkedAcrossTheGutter()
    {
        ComparePair pair = test::smallPair();
        const auto plain = shown(pair);
        const QImage before = plain->viewport()->grab().toImage();
        pair.alignment.moved = {{7, 1, 0.8, true}};
        const auto linked = shown(pair);
        const QImage thin = linked->viewport()->grab().toImage();
        linked->setCurrentRow(6);
        const QImage marked = linked->viewport()->grab().toImage();
        const auto movedPixels = [&](const QImage &image) {
            int count = 0;
            const QColor ground = before.pixelColor(plain->viewport()->width() / 2, 4);
            for (int y = plain->rowRect(2).top(); y < plain->rowRect(5).bottom(); ++y)
                for (int x = -20; x < 20; ++x)
                    count += image.pixelColor(image.width() / 2 + x, y) != ground;
            return count;
        };
        QVERIFY(movedPixels(thin) > movedPixels(before));
        QVERIFY(movedPixels(marked) > movedPixels(thin));
    }

    void toolTipsSayWhatFiredAndWhatTheSignMeans()
    {
        ComparePair pair = test::smallPair();
        pair.real.cues = {{1, 0, 26, Feature::PolitenessRate, "<b>cancel</b>"}};
        const auto view = shown(pair);
        const QString cue = view->toolTipAt(textPoint(*view, 1, Side::Real, 120));
        QVERIFY2(cue.endsWith(QStringLiteral("(D1) · cue: <b>cancel</b> · reference edition")),
                 qPrintable(cue));
        const QPoint sign(view->viewport()->width() / 2 - 10, view->rowRect(3).center().y());
        QCOMPARE(view->toolTipAt(sign), QStringLiteral("Row 2: divergent, divergence 0.70"));
        QCOMPARE(view->toolTipAt(textPoint(*view, 2, Side::Real)), QString());
    }

    void factsOfOneSideAreBoxedAndSayWhoSaysThem()
    {
        const auto view = shown(test::smallPair());
        const QImage boxed = view->viewport()->grab().toImage();
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 150)),
                 QStringLiteral("ana_wu_4821: said only by the real user"));
        QVERIFY(view->model()->accessibleText(3).contains(
            QStringLiteral("ana_wu_9999: said only by the simulated user")));
        view->setFactsShown(false);
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 150)), QString());
        QVERIFY(view->viewport()->grab().toImage() != boxed);
    }

    void aFactSaidElsewhereNamesTheTurn()
    {
        ComparePair pair = test::smallPair();
        auto sim = std::make_shared<Dialogue>(*pair.sim.dialogue);
        sim->turns[7].text = "my id is ana_wu_4821";
        pair.sim.dialogue = sim;
        const auto view = shown(pair);
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 150)),
                 QStringLiteral("ana_wu_4821: the simulated user says this in turn 3"));
    }

    void factsOfLongPairsComeAfterTheFirstPaint()
    {
        ComparePair pair = test::longPair(400, {399});
        auto real = std::make_shared<Dialogue>(*pair.real.dialogue);
        real->turns[0].text = "my id is ana_wu_4821";
        pair.real.dialogue = real;
        const auto view = shown(pair);
        QVERIFY(view->model()->facts().real.empty());
        QTRY_COMPARE(view->model()->facts(Side::Real, 0).size(), std::size_t{1});
        // What is asked for while another pair comes is dropped.
        view->setPair(pair);
        view->setPair(test::smallPair());
        QTRY_COMPARE(view->model()->facts(Side::Real, 3).size(), std::size_t{1});
        QVERIFY(view->model()->facts(Side::Real, 0).empty());
    }

    void anchorsAndSuggestionsStandOnTheirRows()
    {
        ComparePair pair = test::smallPair();
        pair.anchors = {{{}, {}, 3, 3, Anchor::Kind::Pin}, {{}, {}, 7, 1, Anchor::Kind::Forbid}};
        const auto plain = shown(test::smallPair());
        const auto view = shown(pair);
        view->setSuggestions({{1, QStringLiteral("C1"), QStringLiteral("repeats itself")}});
        const auto tipBelowSign = [&](int row, int note) {
            const QPoint place(view->viewport()->width() / 2 - 8,
                               view->rowRect(row).top() + 40 + note * 21);
            return view->toolTipAt(place);
        };
        QCOMPARE(tipBelowSign(3, 0),
                 QStringLiteral("anchor: real message 4 and simulated message 4 are kept together "
                                "by hand"));
        QCOMPARE(tipBelowSign(3, 1), QStringLiteral("Suggested, not set: C1\nrepeats itself"));
        QVERIFY(tipBelowSign(6, 0).endsWith(QStringLiteral("kept apart by hand")));
        QVERIFY(tipBelowSign(1, 0).endsWith(QStringLiteral("kept apart by hand")));
        QVERIFY(view->rowRect(3).height() > plain->rowRect(3).height());
        const QString spoken = view->model()->accessibleText(3);
        QVERIFY2(spoken.contains(QStringLiteral("suggested label: C1")), qPrintable(spoken));
        // Set as a label it is a suggestion no more.
        view->setLabels({{1, QStringLiteral("C1"), QStringLiteral("set by ann")}});
        QCOMPARE(tipBelowSign(3, 1), QStringLiteral("C1: set by ann"));
        QCOMPARE(view->model()->notes(1).size(), std::size_t{2});
        view->setAnchors({});
        QCOMPARE(view->model()->notes(1).size(), std::size_t{1});
    }

    void linksOfInformationAreDrawnOnDemandAndSaidInTheTip()
    {
        ComparePair pair = test::smallPair();
        pair.units = {{QStringLiteral("ana_wu_4821"), 3, 1}};
        const auto view = shown(pair);
        view->setCurrentRow(0);
        const QPoint sign(view->viewport()->width() / 2 - 10, view->rowRect(3).top() + 18);
        QCOMPARE(view->toolTipAt(sign), QStringLiteral("Row 2: divergent, divergence 0.70"));
        const QImage before = view->viewport()->grab().toImage();
        view->setUnitsShown(true);
        QVERIFY(view->viewport()->grab().toImage() != before);
        QCOMPARE(view->toolTipAt(sign),
                 QStringLiteral("Row 2: divergent, divergence 0.70\n"
                                "ana_wu_4821: real user turn 2, simulated user turn 1"));
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

    void timesStandUnderTheSpeakerSinceTheFirstMessage()
    {
        ComparePair pair = test::smallPair();
        auto real = std::make_shared<Dialogue>(*pair.real.dialogue);
        for (std::size_t i = 0; i < real->turns.size(); ++i)
            real->turns[i].timeMs = 1'700'000'000'000 + static_cast<std::int64_t>(i) * 65'000;
        pair.real.dialogue = real;
        const auto plain = shown(test::smallPair());
        const auto view = shown(pair);
        QCOMPARE(view->model()->elapsed(Side::Real, 3), QStringLiteral("3:15"));
        QCOMPARE(view->model()->elapsed(Side::Sim, 3), QString());
        QVERIFY(view->rowRect(3).height() > plain->rowRect(3).height());
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 30)),
                 QStringLiteral("user 2, message 4\n14 Nov 2023 22:16:35 UTC"));
    }

    void overlappingCuesAreAllSaid()
    {
        ComparePair pair = test::smallPair();
        pair.real.cues = {{1, 0, 26, Feature::PolitenessRate, "cancel"},
                          {1, 0, 26, Feature::CertaintyRate, "i need"}};
        const auto view = shown(pair);
        const QString tip = view->toolTipAt(textPoint(*view, 1, Side::Real, 120));
        QCOMPARE(tip.count(QLatin1Char('\n')), 1);
        CueFilter one;
        one.set(static_cast<std::size_t>(Feature::CertaintyRate));
        view->setShownFeatures(one);
        QVERIFY(view->toolTipAt(textPoint(*view, 1, Side::Real, 120))
                    .startsWith(QStringLiteral("Certainty")));
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

    void tenThousandTurnsOpenAlmostAsFastAsAHundred()
    {
        // The best of three, so that a busy machine does not decide.
        qint64 hundred = std::numeric_limits<qint64>::max();
        qint64 tenThousand = hundred;
        for (int round = 0; round < 3; ++round) {
            hundred = std::min(hundred, openingTime(50));
            tenThousand = std::min(tenThousand, openingTime(5000));
        }
        qInfo("100 turns: %lld us, 10 000 turns: %lld us", static_cast<long long>(hundred / 1000),
              static_cast<long long>(tenThousand / 1000));
        // The target of 2 is measured on a quiet machine; this only tells that nothing grew.
        QVERIFY(tenThousand < 5 * hundred);
    }

    void scrollingTenThousandTurnsIsAsFastAsAHundred()
    {
        qint64 hundred = std::numeric_limits<qint64>::max();
        qint64 tenThousand = hundred;
        for (int round = 0; round < 3; ++round) {
            hundred = std::min(hundred, scrollingTime(50));
            tenThousand = std::min(tenThousand, scrollingTime(5000));
        }
        qInfo("40 steps, 100 turns: %lld us, 10 000 turns: %lld us",
              static_cast<long long>(hundred / 1000), static_cast<long long>(tenThousand / 1000));
        QVERIFY(2 * tenThousand < 5 * hundred);
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
