// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap_page.h"

#include "tests/support/test_case.h"
#include "ui/base/english_plurals.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/import_job.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/figure_model.h"
#include "ui/models/leaderboard_table.h"
#include "ui/views/figure_view.h"
#include "ui/views/gap/editions_panel.h"
#include "ui/views/gap/features_panel.h"
#include "ui/views/gap/lost_points_panel.h"
#include "ui/views/gap/metrics_panel.h"
#include "ui/views/gap/what_if_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QInputDialog>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace gapscope;

namespace {
constexpr int patience = 60000;

ImportRequest request(const char *file, CorpusKind kind, const char *label)
{
    ImportRequest one;
    one.path = (test::sourceDir() / "sample_data" / file).string();
    one.kind = kind;
    one.label = label;
    return one;
}

QPushButton *button(QWidget &parent, const QString &text)
{
    for (QPushButton *one : parent.findChildren<QPushButton *>()) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}
} // namespace

/// The Gap page on the sample workspace, driven as a person drives it.
class TestGapPage : public test::TestCase
{
    Q_OBJECT

    EnglishPlurals m_plurals;
    QTemporaryDir m_dir;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<GapPage> m_page;

    QString cell(const FigureView &view, const QString &key, int column) const
    {
        const QModelIndex index = view.figures()->indexOf(key);
        return index.isValid() ? index.siblingAtColumn(column).data().toString() : QString();
    }
    QString cellOf(const char *simulator, int column) const
    {
        return cell(*m_page->table(), simulatorKey(QString::fromLatin1(simulator)), column);
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_workspace->jobs().isIdle(), patience); }
    /// Shortcuts of a table need its focus.
    static void enter(FigureView *view)
    {
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Return);
    }
    void show(GapPanel *panel)
    {
        m_page->tabs()->setCurrentWidget(panel);
        settle();
    }
    double usi(const char *simulator) const
    {
        const UsiRow *row = m_workspace->gap().figures()->row(simulator);
        return row && row->usi ? row->usi->mean : -1.0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::installTranslator(&m_plurals);
        m_workspace = std::make_unique<Workspace>();
        QVERIFY(
            m_workspace->open(m_dir.filePath(QStringLiteral("study.gapscope")), OpenMode::Create));
        std::vector<ImportRequest> files{
            request("broadband/unified.json", CorpusKind::Real, "human"),
            request("broadband/difficulty.json", CorpusKind::Real, "human"),
            request("parcel/human.messages.jsonl", CorpusKind::Real, "human")};
        for (const char *sim : {"amiable-1", "plainspoken-2"}) {
            const std::string name(sim);
            files.push_back(request(("broadband/eval_results_" + name + ".json").c_str(),
                                    CorpusKind::Simulated, sim));
            files.push_back(request(("broadband/survey_comparable_" + name + ".json").c_str(),
                                    CorpusKind::Simulated, sim));
            files.push_back(request(("parcel/sim_" + name + ".messages.jsonl").c_str(),
                                    CorpusKind::Simulated, sim));
        }
        bool done = false;
        importFiles(*m_workspace, files, m_workspace.get(),
                    [&done](const Result<ImportOutcome> &outcome) {
                        done = outcome && outcome->failures.empty();
                    });
        QTRY_VERIFY_WITH_TIMEOUT(done, patience);
        settle();
    }

    void init()
    {
        failOnUnexpectedWarnings();
        m_page = std::make_unique<GapPage>(*m_workspace);
        m_page->resize(1100, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        settle();
    }

    void cleanup()
    {
        m_page.reset();
        m_workspace->filters().clear();
        m_workspace->setEdition(Edition::reference());
        settle();
    }

    void peopleStandFirstHoweverTheTableIsSorted()
    {
        FigureView *table = m_page->table();
        QAbstractItemModelTester tester(table->figures());
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table->sortByColumn(1, order);
            QCOMPARE(table->figures()->keyAt(table->figures()->index(0, 0)),
                     QStringLiteral("ceiling"));
        }
        QCOMPARE(cellOf("amiable-1", 1), numberText(usi("amiable-1"), 1));
    }

    void everyFigureSaysWhatItIsOf()
    {
        QVERIFY2(m_page->summary().contains(QStringLiteral("reference edition")),
                 qPrintable(m_page->summary()));
        QVERIFY2(m_page->summary().contains(QStringLiteral("workspace difficulty")),
                 qPrintable(m_page->summary()));
        QVERIFY2(m_page->summary().contains(QStringLiteral("6 terms")),
                 qPrintable(m_page->summary()));
        QVERIFY2(m_page->summary().contains(QStringLiteral("13 tasks")),
                 qPrintable(m_page->summary()));
    }

    void intervalsComeAfterThePointValues()
    {
        QVERIFY(m_workspace->gap().uncertainty());
        QVERIFY2(cellOf("amiable-1", 2).contains(QStringLiteral(" to ")),
                 qPrintable(cellOf("amiable-1", 2)));
        QVERIFY(!cellOf("amiable-1", 3).isEmpty());
    }

    void anExclusionMovesTheTableWithoutReadingTheStudyAgain()
    {
        const double before = usi("amiable-1");
        const GapFigures &figures = *m_workspace->gap().figures();
        const DialogueId id = figures.study.simulators.front().dialogues.front().id;
        const int generation = m_workspace->gap().generation();
        QSignalSpy moved(m_workspace.get(), &Workspace::usiChanged);
        m_workspace->setExcluded({id}, true, QStringLiteral("a test"));
        QTRY_VERIFY(moved.count() > 0);
        QVERIFY(usi("amiable-1") != before);
        QCOMPARE(cellOf("amiable-1", 1), numberText(usi("amiable-1"), 1));
        QVERIFY2(m_page->summary().contains(QStringLiteral("1 dialogue excluded")),
                 qPrintable(m_page->summary()));
        QCOMPARE(m_workspace->gap().generation(), generation);
        settle();
        m_workspace->setExcluded({id}, false, {});
        settle();
        QCOMPARE(usi("amiable-1"), before);
    }

    void filtersRestrictTheFiguresAndCanBeTakenAwayHere()
    {
        const double before = usi("amiable-1");
        Filter filter;
        filter.title = QStringLiteral("parcel");
        filter.domain = QStringLiteral("parcel");
        m_workspace->filters().add(filter);
        settle();
        QVERIFY2(m_page->summary().contains(QStringLiteral("6 of 13 tasks")),
                 qPrintable(m_page->summary()));
        QPushButton *all = button(*m_page, QStringLiteral("Show all tasks"));
        QVERIFY(all && all->isVisible());
        QTest::mouseClick(all, Qt::LeftButton);
        settle();
        QVERIFY(!all->isVisible());
        QCOMPARE(usi("amiable-1"), before);
    }

    void publishedRowsComeOnRequestAndOnlyInTheReferenceEdition()
    {
        const int before = m_page->table()->figures()->rowCount();
        m_page->publishedAction()->trigger();
        QVERIFY(m_page->table()->figures()->rowCount() > before);
        m_workspace->setEdition(Edition::corrected());
        settle();
        QVERIFY(!m_page->publishedAction()->isEnabled());
        QCOMPARE(m_page->table()->figures()->rowCount(), before);
        QVERIFY(m_page->summary().contains(QStringLiteral("corrected edition")));
    }

    void copiedRowsComeWithTheirHeader()
    {
        FigureView *table = m_page->table();
        table->setFocus();
        table->setCurrentKey(simulatorKey(QStringLiteral("amiable-1")));
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines =
            QGuiApplication::clipboard()->text().trimmed().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith(QStringLiteral("Against people\tUSI\t95 % interval")));
        QVERIFY(lines[1].startsWith(QStringLiteral("amiable-1\t")));
    }

    void aLineOfTheLedgerLeadsToWhatIsBehindIt()
    {
        m_page->selectSimulator(QStringLiteral("amiable-1"));
        show(m_page->lostPoints());
        FigureView *ledger = m_page->lostPoints()->ledger();
        QCOMPARE(cell(*ledger, QStringLiteral("total"), 2),
                 numberText(100.0 - usi("amiable-1"), 2));
        QSignalSpy features(m_page.get(), &GapPage::featureRequested);
        QSignalSpy tasks(m_page.get(), &GapPage::tasksRequested);
        ledger->setCurrentKey(QStringLiteral("politeness_rate"));
        enter(ledger);
        QCOMPARE(features.count(), 1);
        QCOMPARE(features.at(0).at(1).toString(), QStringLiteral("amiable-1"));
        for (int i = 0; i < ledger->figures()->rowCount(); ++i) {
            const QModelIndex index = ledger->figures()->index(i, 0);
            const QString key = ledger->figures()->keyAt(index);
            if (!key.startsWith(QLatin1String("eval:")) ||
                index.siblingAtColumn(2).data().toString() == QLatin1String("0.00"))
                continue;
            ledger->setCurrentIndex(index);
            enter(ledger);
            break;
        }
        QCOMPARE(tasks.count(), 1);
        QVERIFY(!tasks.at(0).at(1).value<QList<TaskKey>>().isEmpty());
    }

    void theMostInfluentialDialogueCanBeOpenedAndExcluded()
    {
        m_page->selectSimulator(QStringLiteral("amiable-1"));
        show(m_page->lostPoints());
        LostPointsPanel *panel = m_page->lostPoints();
        FigureView *influences = panel->influences();
        QVERIFY(influences->figures()->rowCount() > 5);
        QSignalSpy opened(m_page.get(), &GapPage::dialogueRequested);
        influences->setCurrentIndex(influences->figures()->index(0, 0));
        enter(influences);
        QCOMPARE(opened.count(), 1);
        const auto id = opened.at(0).at(0).value<DialogueId>();
        QVERIFY(m_workspace->data().head(id));

        const double before = usi("amiable-1");
        const QString change = influences->figures()->index(0, 1).data().toString();
        panel->excludeAction()->trigger();
        auto *dialog = panel->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("too strange"));
        dialog->accept();
        QVERIFY(m_workspace->data().isExcluded(id));
        settle();
        // What was foretold is what happened.
        QCOMPARE(signedText(usi("amiable-1") - before, 3), change);
        m_workspace->setExcluded({id}, false, {});
        settle();
    }

    void effectSizesSayWhatTheyRestOn()
    {
        m_page->selectSimulator(QStringLiteral("amiable-1"));
        show(m_page->features());
        FigureView *table = m_page->features()->table();
        QCOMPARE(table->figures()->rowCount(), 19);
        int few = 0;
        for (int i = 0; i < table->figures()->rowCount(); ++i) {
            const QModelIndex index = table->figures()->index(i, 0);
            if (!index.data(FigureModel::QuietRole).toBool())
                continue;
            ++few;
            QCOMPARE(index.siblingAtColumn(6).data().toString(), QStringLiteral("too few events"));
            QVERIFY(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("fewer than")));
        }
        QVERIFY(few > 0);
        QSignalSpy features(m_page.get(), &GapPage::featureRequested);
        table->setCurrentKey(QStringLiteral("politeness_rate"));
        enter(table);
        QCOMPARE(features.count(), 1);
    }

    void slidersMoveTheIndexAtOnceAndResetOpensTheGaps()
    {
        m_page->selectSimulator(QStringLiteral("amiable-1"));
        show(m_page->whatIf());
        WhatIfPanel *panel = m_page->whatIf();
        const QString before = panel->headline();
        QSlider *slider = panel->slider(QStringLiteral("short_msg_rate"));
        QSpinBox *spin = panel->spinBox(QStringLiteral("short_msg_rate"));
        QVERIFY(slider && spin);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_End);
        QCOMPARE(spin->value(), 100);
        QVERIFY(panel->headline() != before);
        const Result<WhatIf> expected =
            whatIf(m_workspace->gap().figures()->problem, 0, {{"short_msg_rate", 1.0}});
        QVERIFY2(panel->headline().contains(numberText(expected->after, 1)),
                 qPrintable(panel->headline()));
        QPushButton *reset = button(*panel, QStringLiteral("Reset"));
        QVERIFY(reset);
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(panel->headline(), before);
        QCOMPARE(slider->value(), 0);
    }

    void anEditionOfOnesOwnIsTickedAndUsed()
    {
        show(m_page->editions());
        EditionsPanel *panel = m_page->editions();
        QCOMPARE(panel->table()->figures()->rowCount(), 3);
        QVERIFY(!panel->useButton()->isEnabled());
        QTreeWidgetItem *item = panel->repairs()->topLevelItem(0);
        item->setCheckState(0, Qt::Checked);
        QVERIFY(panel->useButton()->isEnabled());
        QTest::mouseClick(panel->useButton(), Qt::LeftButton);
        settle();
        QCOMPARE(
            QString::fromStdString(name(m_workspace->usi()->edition)),
            QString::fromStdString("reference with " + std::string(repairTable().front().key)));
        QVERIFY(!panel->useButton()->isEnabled());
    }

    void eachRepairSaysWhatItMoves()
    {
        show(m_page->editions());
        QTreeWidget *repairs = m_page->editions()->repairs();
        int moving = 0;
        for (int i = 0; i < repairs->topLevelItemCount(); ++i) {
            QVERIFY(!repairs->topLevelItem(i)->text(2).isEmpty());
            moving += repairs->topLevelItem(i)->text(1).isEmpty() ? 0 : 1;
        }
        QVERIFY(moving > 0);
    }

    void aMetricIsComputedWhenChosenAndWritten()
    {
        MetricsPanel *panel = m_page->metrics();
        if (panel->metricIds().isEmpty())
            QSKIP("there is no metric in the catalogue");
        show(panel);
        QVERIFY(panel->table()->figures()->rowCount() > 0);
        const QString path = m_dir.filePath(QStringLiteral("metric.csv"));
        QVERIFY(panel->writeCsv(path));
        QVERIFY(test::readFile(path.toStdString()).starts_with("metric,simulator,item"));
    }

    void readingAnewAgainAndAgainEndsWithTheSameFigures()
    {
        const double before = usi("amiable-1");
        // Both editions are read on threads of their own: either may be there first.
        for (int i = 0; i < 20; ++i) {
            m_workspace->gap().reload();
            QCoreApplication::processEvents();
        }
        settle();
        QCOMPARE(usi("amiable-1"), before);
        QVERIFY(m_workspace->gap().figures()->corrected);
    }
};

QTEST_MAIN(TestGapPage)
#include "tst_gap_page.moc"
