// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/study_fixture.h"
#include "ui/base/chart_source.h"
#include "ui/base/english_plurals.h"
#include "ui/base/qstring.h"
#include "ui/base/slides.h"
#include "ui/models/compare_pair.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"
#include "ui/views/present/chart_slide.h"
#include "ui/views/present/presenter_window.h"
#include "ui/views/present/slides_dialog.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace gapscope;

namespace {
constexpr int patience = 60000;
/// No words of any chart.
constexpr const char *nameA = "zephyr-9b";
constexpr const char *nameB = "quokka:large";
constexpr const char *people = "Wombat panel";

void addTexts(const ChartSpec &spec, QStringList &texts)
{
    const auto add = [&](const std::string &text) { texts << qs(text); };
    for (const std::string *text : {&spec.title, &spec.subtitle, &spec.reading, &spec.emptyReason,
                                    &spec.x.title, &spec.y.title})
        add(*text);
    add(provenanceText(spec.provenance));
    for (const PlotAxis *axis : {&spec.x, &spec.y}) {
        for (const std::string &category : axis->categories)
            add(category);
        for (const AxisTick &tick : axis->ticks)
            add(tick.label);
    }
    for (const PointMark &mark : spec.points) {
        add(mark.label);
        add(mark.info.tip);
    }
    for (const BarMark &mark : spec.bars) {
        add(mark.label);
        add(mark.info.tip);
    }
    for (const ReferenceLine &line : spec.references)
        add(line.label);
    for (const TextMark &mark : spec.texts)
        add(mark.text);
    for (const SideColumn &column : spec.columns)
        for (const std::string &cell : column.cells)
            add(cell);
    for (const LegendEntry &entry : spec.legend)
        add(entry.label);
    for (const std::string &warning : spec.warnings)
        add(warning);
    for (const ChartSpec &panel : spec.panels)
        addTexts(panel, texts);
}
} // namespace

/// A show as the one who gives it and those who see it meet it.
class TestPresenter : public test::TestCase
{
    Q_OBJECT

    EnglishPlurals m_plurals;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    Workspace &workspace() { return m_window->workspace(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), patience); }
    PresenterWindow *show() { return m_window->findChild<PresenterWindow *>(); }
    static QString textOf(PresenterWindow *show)
    {
        QStringList texts{show->windowTitle(), show->heading(), show->chart()->accessibleName(),
                          show->chart()->accessibleDescription()};
        for (const QLabel *label : show->findChildren<QLabel *>())
            texts << label->text();
        addTexts(show->chart()->spec(), texts);
        const ComparePair &pair = show->pair()->pair();
        texts << pair.real.title << pair.real.subtitle << pair.sim.title << pair.sim.subtitle;
        return texts.join(QLatin1Char('\n'));
    }
    SlidesDialog *openDialog()
    {
        m_window->action(QStringLiteral("slides"))->trigger();
        return m_window->findChild<SlidesDialog *>();
    }
    static QCheckBox *hideBox(SlidesDialog *dialog) { return dialog->findChild<QCheckBox *>(); }
    void startByDialog(bool hidden)
    {
        SlidesDialog *dialog = openDialog();
        QVERIFY(dialog);
        if (hideBox(dialog)->isChecked() != hidden)
            QTest::keyClick(hideBox(dialog), Qt::Key_Space);
        QTest::mouseClick(test::buttonOf(dialog, QStringLiteral("Present")), Qt::LeftButton);
        QVERIFY(show());
        QTRY_VERIFY_WITH_TIMEOUT(show()->isReady(), patience);
    }
    void leave()
    {
        QTest::keyClick(show(), Qt::Key_Escape);
        QTRY_VERIFY(!show());
        QTRY_VERIFY(!m_window->findChild<SlidesDialog *>());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-presenter"));
        QApplication::installTranslator(&m_plurals);
        QSettings().clear();
        const QString path = m_folder.filePath(QStringLiteral("study.gapscope"));
        QVERIFY(test::importStudy(path, {nameA, nameB}, people));
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(bool(m_window->openWorkspace(path)));
        QTRY_VERIFY_WITH_TIMEOUT(workspace().pair() != nullptr, patience);
        settle();
    }

    void anEmptyListSaysWhatToDo()
    {
        SlidesDialog *dialog = openDialog();
        QVERIFY(dialog);
        QVERIFY(hideBox(dialog)->isChecked());
        bool isSaid = false;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(u"No slide"));
        QVERIFY(isSaid);
        QVERIFY(!test::buttonOf(dialog, QStringLiteral("Present"))->isEnabled());
        QTest::mouseClick(test::buttonOf(dialog, QStringLiteral("Close")), Qt::LeftButton);
        QTRY_VERIFY(!m_window->findChild<SlidesDialog *>());
    }

    void noSlideTellsANameNorAnId()
    {
        m_window->pages()->setCurrentWidget(m_window->gapPage());
        // Every chart, for each may write names in a place of its own.
        const QStringList ids = m_window->gapPage()->chartIds();
        for (const QString &id : ids) {
            m_window->gapPage()->showChart(id);
            settle();
            m_window->action(QStringLiteral("addSlide"))->trigger();
        }
        m_window->pages()->setCurrentWidget(m_window->comparePage());
        m_window->action(QStringLiteral("addSlide"))->trigger();
        startByDialog(true);
        QCOMPARE(show()->count(), int(ids.size()) + 1);
        QString letter;
        for (int i = 0; i < show()->count(); ++i) {
            QCOMPARE(show()->current(), i);
            QTRY_VERIFY_WITH_TIMEOUT(show()->isReady(), patience);
            const QString all = textOf(show());
            for (const char *name : {nameA, nameB, people, "zephyr", "quokka", "Wombat"})
                QVERIFY2(!all.contains(QLatin1String(name)),
                         qPrintable(QStringLiteral("slide %1: %2").arg(i).arg(all)));
            for (const Task &task : workspace().data().tasks)
                QVERIFY2(!all.contains(qs(task.key.value())), qPrintable(all));
            QTest::keyClick(show(), Qt::Key_Right);
        }
        // The last is the pair: the letter is that of the charts.
        QVERIFY(show()->pair()->isVisible());
        const ComparePair &pair = show()->pair()->pair();
        QCOMPARE(pair.real.title, QStringLiteral("A person"));
        QCOMPARE(show()->heading(),
                 QStringLiteral("A person and %1, side by side").arg(pair.sim.title));
        const QString name = pair.sim.title;
        QVERIFY(name == QLatin1String("Simulator A") || name == QLatin1String("Simulator B"));
        QTest::keyClick(show(), Qt::Key_Home);
        QTRY_VERIFY_WITH_TIMEOUT(show()->isReady(), patience);
        QVERIFY(textOf(show()).contains(name));
        leave();
    }

    void namesAreShownWhereThatIsChosenAndKept()
    {
        startByDialog(false);
        QTest::keyClick(show(), Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(show()->isReady(), patience);
        QVERIFY(show()->pair()->pair().sim.title.startsWith(QLatin1String("Simulated by ")));
        leave();
        // The next show, without the dialog.
        m_window->action(QStringLiteral("present"))->trigger();
        QVERIFY(show());
        QTRY_VERIFY_WITH_TIMEOUT(show()->isReady(), patience);
        const QString all = textOf(show());
        QVERIFY(all.contains(QLatin1String(nameA)) || all.contains(QLatin1String(nameB)));
        leave();
        SlidesDialog *dialog = openDialog();
        QVERIFY(!hideBox(dialog)->isChecked());
        QTest::keyClick(hideBox(dialog), Qt::Key_Space);
        dialog->accept();
        QTRY_VERIFY(!m_window->findChild<SlidesDialog *>());
        dialog = openDialog();
        QVERIFY(hideBox(dialog)->isChecked());
        dialog->accept();
    }

    void aFilterIsToldWithoutItsWords()
    {
        Filter filter;
        filter.title =
            QString::fromLatin1("Politeness 3, %1: 2 dialogues").arg(QLatin1String("zephyr…"));
        filter.tasks = {workspace().data().tasks.front().key, workspace().data().tasks.back().key};
        workspace().filters().add(filter);
        settle();
        m_window->action(QStringLiteral("present"))->trigger();
        QVERIFY(show());
        QTRY_VERIFY_WITH_TIMEOUT(show()->isReady(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(textOf(show()).contains(QLatin1String("some tasks")), patience);
        QVERIFY(!textOf(show()).contains(QLatin1String("zephyr")));
        leave();
        workspace().filters().clear();
        settle();
    }
};

QTEST_MAIN(TestPresenter)
#include "tst_presenter.moc"
