// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "tests/core/plot/plot_fixture.h"
#include "tests/support/test_case.h"
#include "ui/base/qstring.h"
#include "ui/charts/chart_view.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QGraphicsView>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolTip>
#include <QWheelEvent>

#include <memory>

using namespace gapscope;

class TestChartView : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<ChartView> m_view;

    QGraphicsView *canvas() const { return m_view->findChild<QGraphicsView *>(); }
    QWidget *surface() const { return canvas()->viewport(); }
    QPoint at(int mark) const
    {
        return surface()->mapFrom(m_view.get(), m_view->markPosition(mark));
    }
    void show(const ChartSpec &spec, QSize size = QSize(800, 500))
    {
        m_view = std::make_unique<ChartView>();
        m_view->setSpec(spec);
        m_view->resize(size);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }
    static ChartSpec waterfall()
    {
        return test::buildChart("waterfall", test::smallTable(), "sim a");
    }
    static UsiTable crowd(int count)
    {
        UsiTable table = test::smallTable();
        for (int i = 0; i < count; ++i) {
            table.rows.push_back(table.rows[1]);
            table.rows.back().name = "simulator " + std::to_string(i);
        }
        return table;
    }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void clickActivatesTheMarkUnderThePointer()
    {
        show(waterfall());
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        QCOMPARE(m_view->markCount(), 6);
        QTest::mouseClick(surface(), Qt::LeftButton, {}, at(2));
        QCOMPARE(activated.count(), 1);
        const auto key = parseChartKey(utf8(activated[0][0].toString()));
        QVERIFY(key && *key == (ChartKey{"sim a", "politeness_rate", {}, {}}));
        QCOMPARE(m_view->currentMark(), 2);
    }

    void clickBesideAMarkDoesNothing()
    {
        show(waterfall());
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        QTest::mouseClick(surface(), Qt::LeftButton, {},
                          m_view->plotRect().topLeft() + QPoint(4, 4));
        QTest::mouseClick(surface(), Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(activated.count(), 0);
    }

    void markWithoutATargetIsNotActivated()
    {
        show(waterfall());
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        QTest::mouseClick(surface(), Qt::LeftButton, {}, at(0)); // "Perfect score"
        QCOMPARE(m_view->currentMark(), 0);
        QCOMPARE(activated.count(), 0);
    }

    void hoverShowsTheExactValuesAsPlainText()
    {
        show(test::buildChart("leaderboard", test::smallTable()));
        QTest::mouseMove(surface(), at(0));
        QTRY_VERIFY(QToolTip::isVisible());
        QVERIFY(QToolTip::text().contains(QStringLiteral("sim &lt;b&gt;")));
        QVERIFY(QToolTip::text().contains(QStringLiteral("USI 75.00 ± 0.50")));
        QToolTip::hideText();
    }

    void arrowsStepThroughTheMarksAndEnterActivates()
    {
        show(waterfall());
        QSignalSpy moved(m_view.get(), &ChartView::currentMarkChanged);
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(canvas(), Qt::Key_Right);
        QTest::keyClick(canvas(), Qt::Key_Left);
        QCOMPARE(m_view->currentMark(), 1);
        QCOMPARE(moved.count(), 4);
        QTest::keyClick(canvas(), Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QTest::keyClick(canvas(), Qt::Key_End);
        QTest::keyClick(canvas(), Qt::Key_Right);
        QCOMPARE(m_view->currentMark(), 5);
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QCOMPARE(m_view->currentMark(), -1);
    }

    void focusedMarkIsVisible()
    {
        show(waterfall());
        const QImage before = m_view->grab().toImage();
        QTest::keyClick(canvas(), Qt::Key_Right);
        QVERIFY(m_view->grab().toImage() != before);
    }

    void chartIsDrawnInThePalettesThemeUntilToldOtherwise()
    {
        show(waterfall());
        const Theme theme = Theme::of(m_view->palette());
        QCOMPARE(m_view->grab().toImage().pixelColor(2, 2), theme.page);
        QCOMPARE(m_view->theme().sim, theme.sim);
    }

    void keysZoomAndReset()
    {
        show(waterfall());
        QSignalSpy zoomed(m_view.get(), &ChartView::zoomChanged);
        QTest::keyClick(canvas(), Qt::Key_Plus);
        QVERIFY(m_view->isZoomed());
        QTest::keyClick(canvas(), Qt::Key_Minus);
        QVERIFY(!m_view->isZoomed());
        QTest::keyClick(canvas(), Qt::Key_Plus);
        QTest::keyClick(canvas(), Qt::Key_0);
        QVERIFY(!m_view->isZoomed());
        QCOMPARE(zoomed.count(), 4);
    }

    void wheelZoomsAroundThePointer()
    {
        show(waterfall());
        const QPoint mark = at(3);
        QWheelEvent event(mark, surface()->mapToGlobal(mark), {}, QPoint(0, 240), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(surface(), &event);
        QVERIFY(m_view->isZoomed());
        QVERIFY((at(3) - mark).manhattanLength() <= 2);
    }

    void shiftDragZoomsAndAPlainClickStillActivates()
    {
        show(waterfall());
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        const QPoint from = at(2) - QPoint(40, 30);
        const QPoint to = at(2) + QPoint(40, 30);
        QTest::mousePress(surface(), Qt::LeftButton, Qt::ShiftModifier, from);
        QTest::mouseMove(surface(), to);
        QTest::mouseRelease(surface(), Qt::LeftButton, Qt::ShiftModifier, to);
        QVERIFY(m_view->isZoomed());
        QCOMPARE(activated.count(), 0);
        QVERIFY((at(2) - m_view->plotRect().center()).manhattanLength() < 12);
        QTest::mouseClick(surface(), Qt::LeftButton, {}, at(2));
        QCOMPARE(activated.count(), 1);
    }

    void steppingBringsAMarkIntoTheZoomedView()
    {
        show(waterfall());
        for (int i = 0; i < 8; ++i)
            m_view->zoomIn();
        m_view->setCurrentMark(1);
        QVERIFY(m_view->plotRect().contains(m_view->markPosition(1)));
    }

    void manyRowsScrollInsteadOfShrinking()
    {
        show(test::buildChart("leaderboard", test::smallTable()));
        QCOMPARE(canvas()->verticalScrollBar()->maximum(), 0);
        show(test::buildChart("leaderboard", crowd(60)));
        QVERIFY(canvas()->verticalScrollBar()->maximum() > 100);
        m_view->setCurrentMark(m_view->markCount() - 1);
        QVERIFY(m_view->rect().contains(m_view->markPosition(m_view->markCount() - 1)));
    }

    void contextMenuOffersExportCopyTableAndZoom()
    {
        show(waterfall());
        QTest::keyClick(canvas(), Qt::Key_F10, Qt::ShiftModifier);
        QPointer<QMenu> menu = m_view->findChild<QMenu *>();
        QVERIFY(menu);
        QStringList texts;
        for (const QAction *action : menu->actions())
            if (!action->isSeparator())
                texts << action->text().remove(QLatin1Char('&'));
        QCOMPARE(texts,
                 QStringList({QStringLiteral("Rows behind this mark"), QStringLiteral("Export…"),
                              QStringLiteral("Copy image"), QStringLiteral("Copy data"),
                              QStringLiteral("Show data as table…"), QStringLiteral("Print…"),
                              QStringLiteral("Zoom in"), QStringLiteral("Zoom out"),
                              QStringLiteral("Reset zoom"), QStringLiteral("Previous view"),
                              QStringLiteral("Next view")}));
        menu->close();
    }

    void tableShowsEveryRow()
    {
        show(waterfall());
        m_view->showTable();
        auto *table = m_view->findChild<QTableWidget *>();
        QVERIFY(table);
        QCOMPARE(table->rowCount(), 5);
        QCOMPARE(table->item(0, 3)->text(), QStringLiteral("12"));
    }

    void copiesImageVectorAndNumbersTogether()
    {
        show(waterfall());
        m_view->copyImage();
        const QMimeData *data = QApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        QVERIFY(data->hasFormat(QStringLiteral("image/svg+xml")));
        QVERIFY(data->text().startsWith(QStringLiteral("owner\ttitle\t")));
    }

    void screenReaderFindsTheMarks()
    {
        show(waterfall());
        QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(canvas());
        QVERIFY(chart);
        QCOMPARE(chart->role(), QAccessible::Chart);
        QCOMPARE(chart->text(QAccessible::Name), QStringLiteral("Where the points are lost"));
        QVERIFY(chart->text(QAccessible::Description).contains(QStringLiteral("6 mark")));
        QCOMPARE(chart->childCount(), 6);
        QSignalSpy activated(m_view.get(), &ChartView::markActivated);
        QAccessibleInterface *mark = chart->child(1);
        QVERIFY(mark->text(QAccessible::Name).startsWith(QStringLiteral("Short replies: 12.000")));
        mark->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.count(), 1);
    }

    void emptyChartSaysWhyAndTakesNoClicks()
    {
        show(test::buildChart("heatmap", {}));
        QCOMPARE(m_view->markCount(), 0);
        QTest::mouseClick(surface(), Qt::LeftButton, {}, m_view->rect().center());
        QTest::keyClick(canvas(), Qt::Key_Right);
        QTest::keyClick(canvas(), Qt::Key_Plus);
        QVERIFY(!m_view->isZoomed());
        QVERIFY(QAccessible::queryAccessibleInterface(canvas())
                    ->text(QAccessible::Description)
                    .contains(QStringLiteral("No simulator has features")));
    }

    void darkThemeRepaintsTheSameChart()
    {
        show(waterfall());
        m_view->setTheme(Theme::dark());
        QCOMPARE(m_view->markCount(), 6);
        QCOMPARE(m_view->grab().toImage().pixelColor(2, 2), Theme::dark().page);
    }
};

QTEST_MAIN(TestChartView)
#include "tst_chart_view.moc"
