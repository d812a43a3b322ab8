// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/study_fixture.h"
#include "ui/base/chart_source.h"
#include "ui/base/english_plurals.h"
#include "ui/base/qstring.h"
#include "ui/charts/chart_view.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap/dashboard_cell.h"
#include "ui/views/gap/dashboard_export_dialog.h"
#include "ui/views/gap/dashboard_panel.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace gapscope;

namespace {
constexpr int patience = 60000;
}

/// The page of charts as a person uses it.
class TestDashboard : public test::TestCase
{
    Q_OBJECT

    EnglishPlurals m_plurals;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    Workspace &workspace() { return m_window->workspace(); }
    DashboardPanel *panel() { return m_window->gapPage()->dashboard(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), patience); }
    ChartTile *tileOf(const std::string &chart)
    {
        for (const DashboardCell *cell : panel()->cells()) {
            if (cell->tile()->wish().chart == chart)
                return cell->tile();
        }
        return nullptr;
    }
    static QWidget *canvasOf(ChartTile *tile)
    {
        return tile->view()->findChild<QAbstractScrollArea *>()->viewport();
    }
    static QPoint placeOf(ChartTile *tile, int mark)
    {
        return canvasOf(tile)->mapFrom(tile->view(), tile->view()->markPosition(mark));
    }
    static void brush(ChartTile *tile, const QPoint &from, const QPoint &to)
    {
        QWidget *canvas = canvasOf(tile);
        QTest::mousePress(canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas, (from + to) / 2);
        QTest::mouseMove(canvas, to);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
    }
    /// How far the darkest pixel around a mark is from the page, 0 to 255.
    static int strengthAt(ChartTile *tile, int mark)
    {
        const QImage picture = tile->view()->grab().toImage();
        const QPoint at = tile->view()->markPosition(mark);
        int darkest = 255;
        for (int y = -3; y <= 3; ++y)
            for (int x = -3; x <= 3; ++x)
                if (picture.rect().contains(at + QPoint(x, y)))
                    darkest = std::min(darkest, qGray(picture.pixel(at + QPoint(x, y))));
        return 255 - darkest;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-dashboard"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QApplication::installTranslator(&m_plurals);
        QSettings().clear();
        const QString path = m_folder.filePath(QStringLiteral("study.gapscope"));
        QVERIFY(test::importStudy(path));
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(bool(m_window->openWorkspace(path)));
        QTRY_VERIFY_WITH_TIMEOUT(workspace().pair() != nullptr, patience);
        settle();
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        m_window->gapPage()->tabs()->setCurrentWidget(panel());
        settle();
        for (const DashboardCell *cell : panel()->cells())
            QTRY_VERIFY_WITH_TIMEOUT(!cell->tile()->isUpdating(), patience);
    }

    void allTilesFitTheWidthOfTheWindow()
    {
        const auto *area = panel()->findChild<QScrollArea *>();
        QVERIFY(area);
        QTRY_COMPARE(area->horizontalScrollBar()->maximum(), 0);
        for (const DashboardCell *cell : panel()->cells())
            QTRY_VERIFY(cell->geometry().right() < area->viewport()->width());
    }

    void aTileSaysItsTitleOnceAndHasOneRowOfChoices()
    {
        for (const DashboardCell *cell : panel()->cells()) {
            const QString title = qs(cell->tile()->chart()->title());
            QCOMPARE(cell->accessibleName(), title);
            for (const QLabel *label : cell->findChildren<QLabel *>())
                QVERIFY2(!label->isVisible() || label->text() != title, qPrintable(title));
            // Choices, help and menu stand in line.
            int top = -1;
            for (const QToolButton *button : cell->findChildren<QToolButton *>()) {
                if (!button->isVisible())
                    continue;
                const int middle = button->mapTo(cell, button->rect().center()).y();
                QVERIFY(top < 0 || std::abs(middle - top) <= 1);
                top = middle;
            }
            QVERIFY(cell->tile()->view()->mapTo(cell, QPoint()).y() < 40);
        }
    }

    void aNarrowChoiceShowsItsValue()
    {
        QComboBox *box = tileOf("distribution")->chooser(QStringLiteral("feature"));
        QVERIFY(box);
        QVERIFY(box->itemText(box->currentIndex()).contains(QLatin1String(": ")));
        QTRY_VERIFY(box->width() < box->sizeHint().width());
        // What a person reads in the popup is whole.
        box->showPopup();
        QVERIFY(box->view()->width() >= box->view()->sizeHintForColumn(0));
        box->hidePopup();
    }

    void whatIsBrushedStaysBrightUntilTheFilterGoes()
    {
        ChartTile *tile = tileOf("distribution");
        ChartView *view = tile->view();
        QVERIFY(tile->chosenMarks().empty());
        int highest = 0;
        for (int i = 1; i < view->markCount(); ++i)
            if (view->markPosition(i).x() > view->markPosition(highest).x())
                highest = i;
        const std::vector<DialogueId> expected = view->dialoguesOf({highest});
        const QPoint at = placeOf(tile, highest);
        const int before = strengthAt(tile, 0);
        brush(tile, at + QPoint(-40, 40), at + QPoint(4, -3));
        settle();
        QTRY_VERIFY_WITH_TIMEOUT(!tile->isUpdating(), patience);

        const std::vector<int> chosen = tile->chosenMarks();
        QVERIFY(!chosen.empty());
        QVERIFY(static_cast<int>(chosen.size()) < view->markCount());
        std::set<DialogueId> meant;
        for (const int mark : chosen)
            for (const DialogueId &id : view->markInfo(mark).dialogues)
                meant.insert(id);
        for (const DialogueId &id : expected)
            QVERIFY(meant.contains(id));
        int other = 0;
        while (std::find(chosen.begin(), chosen.end(), other) != chosen.end())
            ++other;
        QVERIFY(strengthAt(tile, chosen.back()) > 100);
        QVERIFY(strengthAt(tile, other) < 90);
        // The other charts follow the filter, but nothing was chosen in them.
        QVERIFY(tileOf("waterfall")->chosenMarks().empty());

        // The mouse still reaches the chart below.
        QCOMPARE(view->childAt(view->markPosition(other)), canvasOf(tile));

        QTest::mouseClick(test::buttonOf(tile, QStringLiteral("Take away")), Qt::LeftButton);
        QVERIFY(tile->chosenMarks().empty());
        settle();
        QTRY_VERIFY_WITH_TIMEOUT(!tile->isUpdating(), patience);
        QCOMPARE(strengthAt(tile, 0), before);
    }

    void oneOfSeveralMarksOfTheSameDialoguesIsTheOneChosen()
    {
        ChartTile *tile = tileOf("dumbbell");
        std::vector<DialogueId> dialogues;
        for (const DialogueHead &head : workspace().data().heads)
            if (head.dialogue.corpus == workspace().simCorpus())
                dialogues.push_back(head.dialogue.id);
        ChartSpec spec;
        spec.title = "Two measures";
        spec.x.range = {0.0, 3.0};
        spec.y.range = {0.0, 1.0};
        for (const char *measure : {"d1", "d2", "d3"}) {
            BarMark bar;
            const auto from = static_cast<double>(spec.bars.size());
            bar.x = {from + 0.1, from + 0.9};
            bar.y = {0.0, 1.0};
            bar.info.tip = measure;
            bar.info.key = toText({"amiable-1", measure, {}, {}, {}});
            bar.info.dialogues = dialogues;
            spec.bars.push_back(bar);
        }
        tile->view()->setSpec(spec);
        QCoreApplication::processEvents();
        QTest::mouseClick(canvasOf(tile), Qt::LeftButton, {}, placeOf(tile, 1));
        QTRY_VERIFY(tile->choice());
        settle();
        tile->view()->setSpec(spec);
        QCOMPARE(tile->chosenMarks(), std::vector<int>{1});
        workspace().filters().clear();
        settle();
        QVERIFY(tile->chosenMarks().empty());
    }

    void aChartIsNotDrawnAgainWhereNothingIsNew()
    {
        ChartTile *tile = tileOf("waterfall");
        QVERIFY(tile->view()->markCount() > 1);
        // A chart that is drawn anew forgets its current mark.
        tile->view()->setCurrentMark(1);
        Q_EMIT workspace().charts().changed();
        QCOMPARE(tile->view()->currentMark(), 1);
        QVERIFY(!tile->isUpdating());
        workspace().charts().setPublished(true);
        QCOMPARE(tile->view()->currentMark(), -1);
        workspace().charts().setPublished(false);
        settle();
    }

    void thePageIsExportedAsItIsAsked()
    {
        for (const DashboardCell *cell : panel()->cells())
            QTRY_VERIFY_WITH_TIMEOUT(!cell->tile()->isUpdating(), patience);
        for (QToolButton *one : panel()->findChildren<QToolButton *>()) {
            if (one->text().startsWith(QLatin1String("Export the page")))
                QTest::mouseClick(one, Qt::LeftButton);
        }
        auto *dialog = panel()->findChild<DashboardExportDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->page().title.contains(QLatin1String("study")));
        QVERIFY(dialog->page().height > 100);
        auto *title = dialog->findChild<QLineEdit *>();
        QVERIFY(title);
        title->setFocus();
        title->selectAll();
        QTest::keyClicks(title, QStringLiteral("Figure 3"));
        QTest::mouseClick(test::buttonOf(dialog, QStringLiteral("Save as…")), Qt::LeftButton);
        auto *files = dialog->findChild<QFileDialog *>();
        QVERIFY(files);
        const QString path = m_folder.filePath(QStringLiteral("figure.svg"));
        auto *name = files->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(name);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFileInfo::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QVERIFY(svg.contains(">Figure 3</text>"));
        QVERIFY(svg.contains("width=\"178mm\""));
        QTRY_VERIFY(!panel()->findChild<DashboardExportDialog *>());
    }
};

QTEST_MAIN(TestDashboard)
#include "tst_dashboard.moc"
