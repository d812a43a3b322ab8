// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/explore_page.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace gapscope;

namespace {
QLabel *labelWith(QWidget &parent, const QString &words)
{
    for (QLabel *label : parent.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(words))
            return label;
    }
    return nullptr;
}

template <class T>
T *named(QWidget &parent, const QString &name)
{
    for (T *widget : parent.findChildren<T *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}
} // namespace

class TestExplorePage : public test::TestCase
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<ExplorePage> m_page;

    void triggerInMenu(QTableView &table, const QString &title)
    {
        Q_EMIT table.customContextMenuRequested(QPoint(20, 10));
        QTRY_VERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        for (QAction *action : menu->actions()) {
            if (action->text() == title) {
                QVERIFY(action->isEnabled());
                action->trigger();
                menu->close();
                return;
            }
        }
        menu->close();
        QFAIL(qPrintable(QStringLiteral("no menu entry ") + title));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = std::make_unique<Workspace>();
        test::openSample(*m_workspace, m_dir);
    }

    void init()
    {
        failOnUnexpectedWarnings();
        m_page = std::make_unique<ExplorePage>(*m_workspace);
        m_page->resize(1000, 600);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void typingFindsTurnsAndEnterOpensOne()
    {
        QSignalSpy opened(m_page.get(), &ExplorePage::openTurn);
        m_page->searchField()->setFocus();
        QTest::keyClicks(m_page->searchField(), QStringLiteral("lam"));
        QTRY_VERIFY(m_page->turnsView()->isVisible());
        QTRY_COMPARE(m_page->turnsView()->model()->rowCount(), 3);
        QVERIFY(labelWith(*m_page, QStringLiteral("3 turns of 11")));
        m_page->turnsView()->setFocus();
        m_page->turnsView()->setCurrentIndex(m_page->turnsView()->model()->index(1, 0));
        QTest::keyClick(m_page->turnsView(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().at(0).value<DialogueId>(),
                 m_workspace->data().heads[1].dialogue.id);
        QCOMPARE(opened.front().at(1).toInt(), 2);
    }

    void roleAndCorpusNarrowTheSearch()
    {
        m_page->search(QStringLiteral("new"));
        QTRY_COMPARE(m_page->turnsView()->model()->rowCount(), 2);
        auto *corpus = named<QComboBox>(*m_page, QStringLiteral("Corpora to show"));
        corpus->setFocus();
        QTest::keyClick(corpus, Qt::Key_End);
        QTest::keyClick(corpus, Qt::Key_Return);
        Q_EMIT corpus->activated(corpus->currentIndex());
        QTRY_COMPARE(m_page->turnsView()->model()->rowCount(), 1);
        auto *role = named<QComboBox>(*m_page, QStringLiteral("Speakers to search"));
        role->setCurrentIndex(1);
        Q_EMIT role->activated(1);
        QTRY_VERIFY(labelWith(*m_page, QStringLiteral("No turn contains new")));
    }

    void doubleClickOpensADialogue()
    {
        QSignalSpy opened(m_page.get(), &ExplorePage::openDialogue);
        QTableView *table = m_page->dialoguesView();
        const QPoint place = table->visualRect(table->model()->index(2, 0)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().front().value<DialogueId>(),
                 m_workspace->data().heads[2].dialogue.id);
    }

    void aFeatureIsShownWhereItFiredAndCanBeCleared()
    {
        m_page->showFeature(Feature::PolitenessRate, {});
        QTRY_VERIFY(m_page->turnsView()->isVisible());
        QTRY_VERIFY(labelWith(*m_page, QStringLiteral("Politeness:")));
        QTRY_VERIFY(labelWith(*m_page, QStringLiteral("place(s) in")));
        QVERIFY(m_page->turnsView()->model()->rowCount() >= 3);
        for (auto *button : m_page->findChildren<QToolButton *>()) {
            if (button->isVisible() && button->text() == QLatin1String("Clear"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(!labelWith(*m_page, QStringLiteral("Politeness:")));
        QVERIFY(labelWith(*m_page, QStringLiteral("Type above to search")));
    }

    void excludingAsksForTheReason()
    {
        QTableView *table = m_page->dialoguesView();
        const DialogueId id = m_workspace->data().heads[0].dialogue.id;
        table->selectRow(0);
        triggerInMenu(*table, QStringLiteral("Exclude from figures…"));
        auto *ask = m_page->findChild<QInputDialog *>();
        QVERIFY(ask);
        QTest::keyClicks(ask->findChild<QLineEdit *>(), QStringLiteral("answered by a program"));
        QTest::keyClick(ask->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_VERIFY(m_workspace->data().isExcluded(id));
        QCOMPARE(m_workspace->data().exclusions.front().reason,
                 std::string("answered by a program"));
        table->selectRow(0);
        triggerInMenu(*table, QStringLiteral("Include in figures"));
        QTRY_VERIFY(!m_workspace->data().isExcluded(id));
    }

    void copyTakesTheShownColumnsOfTheSelectedRows()
    {
        QTableView *table = m_page->dialoguesView();
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.startsWith(QStringLiteral("shop 2\thuman · real\t")), qPrintable(text));
        QCOMPARE(text.count(QLatin1Char('\n')), 1);
    }

    void aFilterThatLeavesNothingSaysWhatToDo()
    {
        Filter filter;
        filter.title = QStringLiteral("elsewhere");
        filter.domain = QStringLiteral("no such domain");
        m_workspace->filters().add(filter);
        QVERIFY(labelWith(*m_page, QStringLiteral("No dialogue passes the filters")));
        m_workspace->filters().clear();
        QVERIFY(m_page->dialoguesView()->isVisible());
    }

    void withoutAWorkspaceItSaysWhatToDo()
    {
        Workspace none;
        ExplorePage page(none);
        page.show();
        QVERIFY(labelWith(page, QStringLiteral("Open or make a workspace")));
        page.search(QStringLiteral("lamp"));
        QVERIFY(none.jobs().isIdle());
    }
};

QTEST_MAIN(TestExplorePage)
#include "tst_explore_page.moc"
