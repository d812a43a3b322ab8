// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "tests/ui/views/compare/view_fixture.h"
#include "ui/base/theme.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/find_bar.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

using namespace gapscope;

namespace {
/// A view and its bar as a page holds them; `/` opens the bar.
struct Page
{
    explicit Page(ComparePair pair)
    {
        window.setPalette(Theme::light().palette());
        auto *layout = new QVBoxLayout(&window);
        view = new CompareView;
        bar = new FindBar(*view);
        layout->addWidget(view, 1);
        layout->addWidget(bar);
        auto *open = new QAction(&window);
        open->setShortcut(Qt::Key_Slash);
        QObject::connect(open, &QAction::triggered, bar, &FindBar::open);
        window.addAction(open);
        window.resize(1000, 600);
        view->setPair(std::move(pair));
        window.show();
        window.activateWindow();
        view->setFocus();
    }

    QLineEdit *words() const { return bar->findChild<QLineEdit *>(); }
    QString count() const
    {
        for (const QLabel *label : bar->findChildren<QLabel *>())
            if (label->accessibleName() == QLatin1String("Matches"))
                return label->text();
        return QStringLiteral("no label");
    }
    void type(const QString &text) const
    {
        QTest::keyClick(view, Qt::Key_Slash);
        QTest::keyClicks(words(), text);
    }

    QWidget window;
    CompareView *view = nullptr;
    FindBar *bar = nullptr;
};
} // namespace

class TestFindBar : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void enterAndF3WalkRoundAllMatchesOfBothSides()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.type(QStringLiteral("USER"));
        QVERIFY(page.bar->isVisible() && page.words()->hasFocus());
        // "my user id", "get_user_details" and "user_id" on both sides, "user not found",
        // "No such user".
        QCOMPARE(page.count(), QStringLiteral("1 of 7"));
        QCOMPARE(page.view->currentRow(), 3);
        QCOMPARE(page.view->selectedText(), QStringLiteral("user"));
        QTest::keyClick(page.words(), Qt::Key_Return);
        QCOMPARE(page.count(), QStringLiteral("2 of 7"));
        QCOMPARE(page.view->currentRow(), 4);
        QTest::keyClick(page.words(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(page.words(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(page.count(), QStringLiteral("7 of 7"));
        QTest::keyClick(page.words(), Qt::Key_F3);
        QCOMPARE(page.count(), QStringLiteral("1 of 7"));
        QTest::keyClick(page.words(), Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(page.count(), QStringLiteral("7 of 7"));
    }

    void wordsThatStandNowhereLeadBackToWhereOneBegan()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        const int from = page.view->currentRow();
        page.type(QStringLiteral("user"));
        QVERIFY(page.view->currentRow() != from);
        QTest::keyClicks(page.words(), QStringLiteral("qqq"));
        QCOMPARE(page.view->currentRow(), from);
    }

    void aMatchInAFoldOpensIt()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        const int folded = page.view->rowRect(4).height();
        page.type(QStringLiteral("\"Mia\""));
        QCOMPARE(page.count(), QStringLiteral("1 of 1"));
        QVERIFY(page.view->rowRect(4).height() > folded);
        QCOMPARE(page.view->selectedText(), QStringLiteral("\"Mia\""));
    }

    void aMatchInACollapsedRunOpensTheRun()
    {
        Page page(test::longPair(200, {150}));
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.view->setHiddenEqual(true);
        page.type(QStringLiteral("turn 77 "));
        QCOMPARE(page.count(), QStringLiteral("1 of 2"));
        QCOMPARE(page.view->currentRow(), 154);
        QVERIFY(page.view->viewport()->rect().contains(page.view->rowRect(154)));
    }

    void caseCountsWhenAsked()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.type(QStringLiteral("my"));
        QCOMPARE(page.count(), QStringLiteral("1 of 4"));
        QTest::keyClick(page.words(), Qt::Key_Backspace);
        QTest::keyClick(page.words(), Qt::Key_Backspace);
        QTest::keyClicks(page.words(), QStringLiteral("Be"));
        QCOMPARE(page.count(), QStringLiteral("1 of 2"));
        const auto buttons = page.bar->findChildren<QToolButton *>();
        const auto matchCase = std::find_if(buttons.begin(), buttons.end(),
                                            [](QToolButton *one) { return one->isCheckable(); });
        QTest::keyClicks(page.words(), QStringLiteral(" B"));
        QCOMPARE(page.count(), QStringLiteral("1 of 2"));
        QTest::mouseClick(*matchCase, Qt::LeftButton);
        QCOMPARE(page.count(), QStringLiteral("No match"));
        QVERIFY((*matchCase)->isChecked());
    }

    void escapeClosesAndForgets()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        QSignalSpy rows(page.bar, &FindBar::foundRowsChanged);
        page.type(QStringLiteral("cancel"));
        QCOMPARE(rows.last().first().value<std::vector<int>>(), std::vector<int>{1});
        const QImage marked = page.view->viewport()->grab().toImage();
        QTest::keyClick(page.words(), Qt::Key_Escape);
        QVERIFY(!page.bar->isVisible());
        QVERIFY(page.view->hasFocus());
        QVERIFY(rows.last().first().value<std::vector<int>>().empty());
        QVERIFY(page.view->viewport()->grab().toImage() != marked);
        QCOMPARE(page.bar->matches(), 0);
        QTest::keyClick(page.view, Qt::Key_F3);
        QVERIFY(!page.bar->isVisible());
    }

    void escapeForgetsTheWordsThatFindSelected()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.type(QStringLiteral("flight"));
        QCOMPARE(page.view->selectedText(), QStringLiteral("flight"));
        QTest::keyClick(page.words(), Qt::Key_Escape);
        QVERIFY(page.view->selectedText().isEmpty());

        // What a person selects while the bar is open stays.
        page.type(QStringLiteral("flight"));
        QTest::mouseDClick(page.view->viewport(), Qt::LeftButton, {},
                           test::textPoint(*page.view, page.view->currentRow(), Side::Sim, 60));
        const QString own = page.view->selectedText();
        QVERIFY(!own.isEmpty() && own != QStringLiteral("flight"));
        QTest::keyClick(page.words(), Qt::Key_Escape);
        QCOMPARE(page.view->selectedText(), own);
    }

    void anotherPairIsSearchedWithoutMoving()
    {
        Page page(test::smallPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.type(QStringLiteral("turn 1"));
        QCOMPARE(page.count(), QStringLiteral("No match"));
        page.view->setPair(test::longPair(12, {}));
        QTRY_COMPARE(page.bar->matches(), 6);
        QCOMPARE(page.view->currentRow(), 0);
        QTest::keyClick(page.words(), Qt::Key_Return);
        QCOMPARE(page.count(), QStringLiteral("1 of 6"));
        QCOMPARE(page.view->currentRow(), 2);
    }

    void wordsDeepInsideALongTurnComeInSight()
    {
        std::string text;
        for (int i = 0; i < 400; ++i)
            text += "line " + std::to_string(i) + "\n";
        Alignment alignment;
        alignment.rows = {test::alignedRow(RowKind::Divergent, {0}, {0})};
        Page page(test::pairOf({test::say(Role::User, text)}, {test::say(Role::User, "short")},
                               alignment));
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.type(QStringLiteral("line 377"));
        QCOMPARE(page.count(), QStringLiteral("1 of 1"));
        const QRect row = page.view->rowRect(0);
        // Line 377 of 400, at its place inside the row.
        const int y = row.top() + static_cast<int>(row.height() * 377.0 / 400.0);
        QVERIFY2(page.view->viewport()->rect().contains(QPoint(20, y)),
                 qPrintable(QString::number(y)));
    }
};

QTEST_MAIN(TestFindBar)
#include "tst_find_bar.moc"
