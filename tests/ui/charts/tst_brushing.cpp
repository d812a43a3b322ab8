// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/charts/panel_fixture.h"
#include "ui/charts/chart_view.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QGraphicsView>
#include <QMenu>
#include <QSignalSpy>

using namespace gapscope;

/// Brushing, panning and the history of views, with the mouse and the keys of a person.
class TestBrushing : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<ChartView> m_view;

    QWidget *surface() const { return m_view->findChild<QGraphicsView *>()->viewport(); }
    QPoint at(int mark) const
    {
        return surface()->mapFrom(m_view.get(), m_view->markPosition(mark));
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers keys = {})
    {
        QTest::mousePress(surface(), button, keys, from);
        move((from + to) / 2, button, keys);
        move(to, button, keys);
        QTest::mouseRelease(surface(), button, keys, to);
    }
    /// QTest::mouseMove() knows of no pressed button on every platform.
    void move(QPoint to, Qt::MouseButton button, Qt::KeyboardModifiers keys = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, surface()->mapToGlobal(to), Qt::NoButton, button,
                          keys);
        QApplication::sendEvent(surface(), &event);
    }
    void zoomIn()
    {
        drag(at(4) - QPoint(40, 40), at(4) + QPoint(40, 40), Qt::LeftButton, Qt::ShiftModifier);
    }

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<ChartView>();
        m_view->setSpec(test::panelChart());
        m_view->resize(900, 700);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }
    void cleanup() { m_view.reset(); }

    void dragTakesInTheMarksUnderIt()
    {
        QSignalSpy brushed(m_view.get(), &ChartView::marksBrushed);
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        const QImage before = m_view->grab().toImage();
        drag(at(1) + QPoint(-8, 8), at(3) + QPoint(8, -8));
        QCOMPARE(brushed.count(), 1);
        const auto marks = brushed[0][0].value<QVector<int>>();
        QCOMPARE(marks, QVector<int>({1, 2, 3}));
        QCOMPARE(activated.count(), 0);
        QVERIFY(m_view->grab().toImage() != before);
        const std::vector<DialogueId> wanted{DialogueId("2"), DialogueId("all"), DialogueId("3"),
                                             DialogueId("4")};
        QVERIFY(m_view->dialoguesOf(marks) == wanted);
        QCOMPARE(m_view->keysOf(marks).join(QLatin1Char('|')),
                 QStringLiteral("key point 2|key point 3|key point 4"));
    }

    void brushTakesInBarsItTouches()
    {
        QSignalSpy brushed(m_view.get(), &ChartView::marksBrushed);
        const QRect bars = m_view->plotRect(2);
        const QPoint from = bars.topLeft() + QPoint(3, 3);
        drag(from, from + QPoint(30, bars.height() - 6));
        QCOMPARE(brushed[0][0].value<QVector<int>>(), QVector<int>({9}));
    }

    void escapeCancelsADragAndThenTheChoice()
    {
        QSignalSpy brushed(m_view.get(), &ChartView::marksBrushed);
        QTest::mousePress(surface(), Qt::LeftButton, {}, at(1) - QPoint(9, 9));
        move(at(3), Qt::LeftButton);
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Escape);
        QTest::mouseRelease(surface(), Qt::LeftButton, {}, at(3));
        QCOMPARE(brushed.count(), 0);
        drag(at(1) + QPoint(-8, 8), at(3) + QPoint(8, -8));
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Escape);
        QCOMPARE(brushed.count(), 2);
        QVERIFY(brushed[1][0].value<QVector<int>>().isEmpty());
    }

    void clickBesideTheMarksClearsTheChoice()
    {
        QSignalSpy brushed(m_view.get(), &ChartView::marksBrushed);
        drag(at(1) + QPoint(-8, 8), at(3) + QPoint(8, -8));
        QTest::mouseClick(surface(), Qt::LeftButton, {},
                          m_view->plotRect(0).bottomRight() - QPoint(5, 5));
        QCOMPARE(brushed.count(), 2);
        QVERIFY(brushed[1][0].value<QVector<int>>().isEmpty());
    }

    void middleButtonAndSpacePan()
    {
        zoomIn();
        QSignalSpy brushed(m_view.get(), &ChartView::marksBrushed);
        QPoint before = at(4);
        drag(before, before + QPoint(60, 0), Qt::MiddleButton);
        QVERIFY((at(4) - before - QPoint(60, 0)).manhattanLength() <= 2);
        before = at(4);
        QTest::keyPress(m_view->focusWidget(), Qt::Key_Space);
        drag(before, before - QPoint(50, 0));
        QTest::keyRelease(m_view->focusWidget(), Qt::Key_Space);
        QVERIFY((at(4) - before + QPoint(50, 0)).manhattanLength() <= 2);
        QCOMPARE(brushed.count(), 0);
    }

    void spaceAloneActivatesTheCurrentMark()
    {
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        m_view->setCurrentMark(2);
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Space);
        QCOMPARE(activated.count(), 1);
    }

    void zoomIsUndoneAndRedone()
    {
        const QPoint home = at(4);
        zoomIn();
        const QPoint zoomed = at(5);
        drag(at(4), at(4) + QPoint(30, 0), Qt::MiddleButton);
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(at(5), zoomed);
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Backspace);
        QCOMPARE(at(4), home);
        QVERIFY(!m_view->isZoomed());
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(at(5), zoomed);
        QTest::mouseDClick(surface(), Qt::LeftButton, {}, m_view->plotRect(0).center());
        QVERIFY(!m_view->isZoomed());
    }

    void zoomingOnePanelLeavesUnsharedOnesAlone()
    {
        const QPoint plane = at(11);
        const QPoint bar = at(10);
        zoomIn();
        QCOMPARE(at(11), plane);
        QVERIFY(at(10) != bar);
    }

    void rowsBehindAMarkAreAskedForInItsMenu()
    {
        QSignalSpy asked(m_view.get(), &ChartView::rowsRequested);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at(3), surface()->mapToGlobal(at(3)));
        QApplication::sendEvent(surface(), &event);
        auto *menu = m_view->findChild<QMenu *>();
        QVERIFY(menu);
        QAction *rows = menu->actions().first();
        QVERIFY(rows->isEnabled());
        rows->trigger();
        menu->close();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toInt(), 3);
    }
};

QTEST_MAIN(TestBrushing)
#include "tst_brushing.moc"
