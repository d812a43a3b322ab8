// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "tests/ui/views/shown_window.h"
#include "ui/base/eliding_combo_box.h"
#include "ui/base/theme.h"
#include "ui/models/columns_model.h"
#include "ui/models/tasks_model.h"
#include "ui/views/columns/columns_panel.h"
#include "ui/views/columns/columns_view.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/find_bar.h"
#include "ui/views/compare/overview_strip.h"
#include "ui/views/compare/sign_legend.h"
#include "ui/views/compare_page.h"
#include "ui/views/inspector.h"
#include "ui/views/main_window.h"
#include "ui/views/pair_header.h"
#include "ui/views/parts_widget.h"
#include "ui/views/tasks_panel.h"

#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>

using namespace gapscope;

namespace {
using Messages = std::vector<std::pair<const char *, const char *>>;

QByteArray line(const char *id, const char *task, const Messages &messages)
{
    QByteArray text = QByteArray("{\"conversation_id\":\"") + id + "\",\"task_id\":\"" + task +
                      "\",\"domain\":\"shop\",\"reward\":1,\"messages\":[";
    for (std::size_t i = 0; i < messages.size(); ++i)
        text += QByteArray(i > 0 ? "," : "") + "{\"role\":\"" + messages[i].first +
                "\",\"content\":\"" + messages[i].second + "\"}";
    return text + "]}\n";
}

/// Three tasks, listed otherwise than they are imported; every dialogue begins with instructions.
QByteArray people()
{
    QByteArray text;
    for (const char *task : {"shop_10", "shop_2", "shop_1"})
        text += line(task, task,
                     {{"system", "Be brief."},
                      {"user", "my desk lamp is broken since monday"},
                      {"assistant", "Shall we send a new one?"},
                      {"user", "yes to the old address"},
                      {"assistant", "It is on its way."},
                      {"user", "and what about my parcel 771542"}});
    return text;
}

/// `likely` says nearly what the people say, in all tasks but the first.
QByteArray runs(bool likely)
{
    QByteArray text;
    for (const char *task : {"shop_10", "shop_2", "shop_1"}) {
        const bool alike = likely && QByteArray(task) != "shop_10";
        text +=
            line(task, task,
                 {{"system", "Be brief."},
                  {"user", alike ? "my desk lamp is broken since monday"
                                 : "Hello! My kitchen table has arrived with a scratch, please"},
                  {"assistant", "Shall we send a new one?"},
                  {"user", "yes to the old address please"}});
    }
    return text;
}
} // namespace

/// What a person meets on the Compare page: where a pair begins, what the marks mean, what fits.
class TestComparePage : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    ComparePage *page() { return m_window->comparePage(); }
    CompareView *view() { return page()->view(); }
    Workspace &workspace() { return m_window->workspace(); }
    void key(int which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(which), modifiers);
    }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 20000); }
    template <class Widget>
    QString labelWith(const Widget *parent, const QString &words)
    {
        for (const QLabel *label : parent->template findChildren<QLabel *>())
            if (label->text().contains(words) && label->isVisible())
                return label->text();
        return {};
    }
    QString position() { return labelWith(page()->header(), QStringLiteral(" of ")); }
    QString inspected() { return labelWith(m_window->inspector(), QStringLiteral("Row ")); }
    /// The tasks from top to bottom, as the list shows them.
    std::vector<TaskKey> listed()
    {
        return static_cast<TasksModel *>(m_window->tasksPanel()->view()->model())->order();
    }
    QString toolTipOf(QWidget *widget, const QPoint &place)
    {
        QHelpEvent event(QEvent::ToolTip, place, widget->mapToGlobal(place));
        QApplication::sendEvent(widget, &event);
        return QToolTip::text();
    }
    static ImportRequest request(const QString &path, CorpusKind kind, const char *label)
    {
        ImportRequest result;
        result.path = utf8(path);
        result.kind = kind;
        result.label = label;
        return result;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-compare-page"));
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        const QString path = m_folder->filePath(QStringLiteral("study.gapscope"));
        {
            Workspace made;
            QVERIFY(bool(made.open(path, OpenMode::Create)));
            bool done = false;
            importFiles(
                made,
                {request(test::writeFile(*m_folder, QStringLiteral("people.jsonl"), people()),
                         CorpusKind::Real, "human"),
                 request(test::writeFile(*m_folder, QStringLiteral("one.jsonl"), runs(true)),
                         CorpusKind::Simulated, "a-simulator-with-a-long-name-2026-02-14"),
                 request(test::writeFile(*m_folder, QStringLiteral("two.jsonl"), runs(false)),
                         CorpusKind::Simulated, "blunt-1")},
                &made, [&done](const Result<ImportOutcome> &outcome) {
                    done = outcome && outcome->failures.empty();
                });
            QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
            QTRY_VERIFY_WITH_TIMEOUT(made.jobs().isIdle(), 20000);
            made.close();
        }
        m_window = test::shownWindow(path);
        QVERIFY(m_window);
        idle();
        view()->setFocus();
    }

    void cleanup()
    {
        m_window.reset();
        m_folder.reset();
    }

    void theFirstPairIsTheFirstOfTheList()
    {
        QCOMPARE(listed().size(), std::size_t(3));
        QVERIFY(listed().front() != workspace().data().tasks.front().key);
        QCOMPARE(workspace().currentTask(), listed().front());
        QCOMPARE(position(), QStringLiteral("1 of 3"));
    }

    void thePositionFollowsTheOrderOfTheList()
    {
        // Of the three tasks the first one imported diverges most.
        const std::vector<TaskKey> before = listed();
        QHeaderView *header = m_window->tasksPanel()->view()->header();
        const QPoint title(header->sectionViewportPosition(TasksModel::DivergenceColumn) + 10,
                           header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, title);
        if (listed() == before)
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, title);
        const std::vector<TaskKey> after = listed();
        QVERIFY(after != before);
        const auto place =
            std::find(after.begin(), after.end(), workspace().currentTask()) - after.begin();
        QCOMPARE(position(), QStringLiteral("%1 of 3").arg(place + 1));
        QCOMPARE(workspace().currentTask(), before.front());
    }

    void aPairBeginsAtItsFirstUserTurn()
    {
        QCOMPARE(view()->model()->row(0).role, gapscope::Role::System);
        QCOMPARE(view()->currentAlignedRow(), 0);
        QSignalSpy loaded(&workspace(), &Workspace::pairLoaded);
        key(Qt::Key_BracketRight);
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(view()->model()->row(0).role, gapscope::Role::System);
        QCOMPARE(view()->currentAlignedRow(), 0);
        QVERIFY(inspected().startsWith(QStringLiteral("Row 1 of")));
        // The instructions are in sight and within reach.
        QCOMPARE(view()->rowAt(QPoint(20, 10)), 0);
        QTest::keyClick(view(), Qt::Key_Home);
        QCOMPARE(view()->currentRow(), 0);
    }

    void aWantedRowIsShownAlsoWhileAnotherPairIsOnItsWay()
    {
        const DialogueId real = workspace().realDialogue();
        const DialogueId sim = workspace().simDialogue();
        const int last = static_cast<int>(workspace().pair()->alignment.rows.size()) - 1;
        QVERIFY(last > 0);
        workspace().selectPair(DialogueId(), DialogueId());
        page()->showRow(real, sim, last);
        idle();
        QVERIFY(workspace().pair()->real && workspace().pair()->sim);
        QCOMPARE(workspace().pair()->real->id, real);
        QCOMPARE(workspace().alignedRow(), last);
        // Again from another row: what is wanted goes before what was current.
        view()->firstRow();
        page()->showRow(real, sim, last);
        QCOMPARE(workspace().alignedRow(), last);
    }

    void escapeInTheComparisonClosesTheSearch()
    {
        key(Qt::Key_Slash);
        QLineEdit *words = page()->findBar()->findChild<QLineEdit *>();
        QTest::keyClicks(words, QStringLiteral("lamp"));
        QCOMPARE(view()->selectedText(), QStringLiteral("lamp"));
        view()->setFocus();
        // The first one forgets the selected words, as ever.
        QTest::keyClick(view(), Qt::Key_Escape);
        QVERIFY(view()->selectedText().isEmpty());
        QTest::keyClick(view(), Qt::Key_Escape);
        QVERIFY(!page()->findBar()->isVisible());
        QVERIFY(view()->hasFocus());
    }

    void longNamesEndInDotsAndNothingOverlaps_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("usual") << 1280;
        QTest::newRow("small") << 900;
        QTest::newRow("as small as it goes") << 0;
    }

    void longNamesEndInDotsAndNothingOverlaps()
    {
        QFETCH(int, width);
        m_window->resize(width, 800);
        QApplication::processEvents();
        ElidingComboBox *right = page()->header()->right();
        const QString whole = right->currentText();
        QVERIFY(whole.startsWith(QStringLiteral("a-simulator-with-a-long-name")));
        QVERIFY2(right->shownText().endsWith(QChar(0x2026)), qPrintable(right->shownText()));
        QVERIFY(toolTipOf(right, right->rect().center()).contains(whole));
        const QList<QWidget *> parts =
            page()->header()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget *one : parts)
            for (const QWidget *other : parts)
                QVERIFY(one == other || !one->isVisible() || !other->isVisible() ||
                        !one->geometry().intersects(other->geometry()));
    }

    void similarityHasAColourOfItsOwn()
    {
        auto *parts = m_window->inspector()->findChild<PartsWidget *>();
        const QImage image = parts->grab().toImage();
        const Theme theme = Theme::of(parts->palette());
        // Eleven lines: the first is the divergence, the fifth the similarity.
        const auto pixels = [&](int which, const QColor &colour) {
            const int height = image.height() / 11;
            int count = 0;
            for (int y = which * height; y < (which + 1) * height; ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y) == colour;
            return count;
        };
        QCOMPARE(workspace().pair()->alignment.rows.front().kind, RowKind::Equal);
        QCOMPARE(pixels(4, theme.divergent), 0);
        QVERIFY(pixels(4, theme.mutedText) > 20);
    }

    void theSignsAreExplained()
    {
        auto *legend = page()->findChild<SignLegend *>();
        QVERIFY(legend->isVisible());
        const QString sentence = QStringLiteral("At the same place, but they part.");
        QVERIFY(toolTipOf(legend, legend->rect().center()).contains(sentence));
        QVERIFY(legend->accessibleDescription().contains(sentence));
        auto *strip = page()->findChild<OverviewStrip *>();
        const QString tip = toolTipOf(strip, {8, strip->height() / 2});
        QVERIFY(tip.contains(sentence) && tip.contains(QStringLiteral("Found words.")));
        // By keys: Space on the button, and the sheet of keys.
        legend->setFocus();
        QTest::keyClick(legend, Qt::Key_Space);
        const auto explained = [] {
            const QWidgetList all = QApplication::topLevelWidgets();
            return std::any_of(all.begin(), all.end(), [](const QWidget *widget) {
                return widget->isVisible() && widget->inherits("QWhatsThat");
            });
        };
        QTRY_VERIFY(explained());
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (widget->inherits("QWhatsThat"))
                QTest::keyClick(widget, Qt::Key_Escape);
        QTRY_VERIFY(!explained());
        view()->setFocus();
        key(Qt::Key_Question);
        QTRY_VERIFY(!labelWith(m_window.get(), sentence).isEmpty());
    }

    void theInspectorFollowsTheColumns()
    {
        key(Qt::Key_V);
        ColumnsView *columns = page()->columns()->view();
        QTRY_COMPARE(columns->model()->columnCount(), 3);
        QTRY_VERIFY(inspected().startsWith(QStringLiteral("Row 1 of")));
        const DialogueId first = workspace().simDialogue();
        const DialogueId second = columns->model()->contents()[1].dialogue->id;
        QSignalSpy filled(columns->model(), &QAbstractItemModel::modelReset);
        const auto cell = [&] { return columns->table()->currentIndex(); };

        // To the other simulator: its pair is inspected, the columns stay as they are.
        QTest::keyClick(columns->table(), Qt::Key_Right);
        QTRY_VERIFY(workspace().pair()->sim && workspace().pair()->sim->id == second);
        QCOMPARE(workspace().simDialogue(), second);
        QCOMPARE(cell().column(), 2);
        QVERIFY(page()->isInColumns());
        QTest::keyClick(columns->table(), Qt::Key_N);
        idle();
        const int row = cell().data(ColumnsModel::RowNumberRole).toInt();
        QVERIFY(row > 0);
        QTRY_VERIFY(inspected().startsWith(QStringLiteral("Row %1 of").arg(row)));
        QCOMPARE(workspace().alignedRow(), row - 1);

        // An agent's turn is in no row.
        while (cell().data(ColumnsModel::RowNumberRole).isValid() &&
               cell().row() + 1 < columns->model()->rowCount())
            QTest::keyClick(columns->table(), Qt::Key_Down);
        QVERIFY(!cell().data(ColumnsModel::RowNumberRole).isValid());
        QCOMPARE(workspace().alignedRow(), -1);

        QTest::keyClick(columns->table(), Qt::Key_Left);
        QTRY_VERIFY(workspace().pair()->sim && workspace().pair()->sim->id == first);
        idle();
        QCOMPARE(filled.count(), 0);
        QVERIFY(page()->isInColumns());
    }

    void columnsUnderlineWordsThatDiffer()
    {
        key(Qt::Key_V);
        ColumnsView *columns = page()->columns()->view();
        QTRY_COMPARE(columns->model()->columnCount(), 3);
        idle();
        const auto picture = [&] { return columns->table()->viewport()->grab().toImage(); };
        const QImage marked = picture();
        view()->setWordDiff(false);
        QVERIFY(picture() != marked);
        view()->setWordDiff(true);
        QCOMPARE(picture(), marked);
    }
};

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
