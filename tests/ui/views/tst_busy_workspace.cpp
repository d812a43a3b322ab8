// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/floor_service.h"
#include "core/store/label_repository.h"
#include "core/store/queue_repository.h"
#include "core/store/scheme_repository.h"
#include "core/store/settings_repository.h"
#include "tests/support/test_case.h"
#include "tests/ui/views/other_writer.h"
#include "tests/ui/views/shown_window.h"
#include "tests/ui/views/study_fixture.h"
#include "ui/base/gap_history.h"
#include "ui/base/label_desk.h"
#include "ui/base/queue_desk.h"
#include "ui/views/agreement/adjudication_panel.h"
#include "ui/views/agreement/agreement_page.h"
#include "ui/views/align_settings_dialog.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/exclude_dialog.h"
#include "ui/views/figure_view.h"
#include "ui/views/main_window.h"
#include "ui/views/scheme_dialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>

using namespace gapscope;

/// What a person changes while an import writes something large: it is taken, it is said that it
/// waits, and it is stored by itself.
class TestBusyWorkspace : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    std::optional<test::OtherWriter> m_other;

    QString workspacePath() const { return m_folder.filePath(QStringLiteral("study.gapscope")); }
    Workspace &workspace() { return m_window->workspace(); }
    CompareView *view() { return m_window->comparePage()->view(); }
    void idle() { QTRY_VERIFY_WITH_TIMEOUT(workspace().jobs().isIdle(), 60000); }
    /// Another session, as another program would see it.
    template <class Read>
    auto stored(Read read)
    {
        auto session = Session::open(workspacePath().toStdString(), OpenMode::ReadOnly);
        if (!session)
            qFatal("the workspace cannot be opened");
        return *read(**session);
    }
    std::size_t exclusions()
    {
        return stored([](Session &session) { return ExclusionRepository(session).all(); }).size();
    }
    QString savedText()
    {
        for (const QLabel *label : m_window->statusBar()->findChildren<QLabel *>())
            if (label->text().contains(QStringLiteral("sav")) ||
                label->text().contains(QStringLiteral("Not")))
                return label->text();
        return {};
    }

    void block()
    {
        m_other.emplace(workspacePath());
        QVERIFY(m_other->start());
    }
    /// Nobody was stopped by a message, and it says that something is not stored.
    void expectWaiting()
    {
        QCOMPARE(savedText(), QStringLiteral("Waiting to save"));
        QVERIFY(m_window->findChildren<QMessageBox *>().empty());
    }
    void release()
    {
        QVERIFY(m_other->rest());
        QTRY_VERIFY(workspace().pending().isEmpty());
        QCOMPARE(savedText(), QStringLiteral("All changes saved"));
        QVERIFY(m_window->findChildren<QMessageBox *>().empty());
    }
    DialogueId anyDialogue() { return workspace().realDialogue(); }
    void exclude(const QString &reason)
    {
        askToExclude(workspace(), {anyDialogue()}, m_window.get());
        auto *dialog = m_window->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(reason);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<QInputDialog *>());
    }
    /// The scheme with another name typed for C4, not saved yet; null where it does not open.
    SchemeDialog *renameCode()
    {
        m_window->action(QStringLiteral("labelScheme"))->trigger();
        auto *dialog = m_window->findChild<SchemeDialog *>();
        if (dialog) {
            dialog->codes()->setCurrentKey(QStringLiteral("C4"));
            dialog->name()->setText(QStringLiteral("Boilerplate"));
        }
        return dialog;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-busy-workspace"));
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        QSettings().setValue(QStringLiteral("annotator"), QStringLiteral("ann"));
        QFile::remove(workspacePath());
        QVERIFY(test::importStudy(workspacePath(), {"amiable-1"}));
        m_window = test::shownWindow(workspacePath());
        QVERIFY(m_window);
        QTRY_VERIFY_WITH_TIMEOUT(workspace().floors().has_value(), 60000);
        idle();
    }

    void cleanup()
    {
        m_other.reset();
        m_window.reset();
    }

    void anExclusionWaitsAndIsTakenBackAsUsual()
    {
        block();
        exclude(QStringLiteral("too strange"));
        expectWaiting();
        QVERIFY(!workspace().data().isExcluded(anyDialogue()));
        QVERIFY(!workspace().gapHistory().canUndo());
        release();
        QVERIFY(workspace().data().isExcluded(anyDialogue()));
        QCOMPARE(exclusions(), std::size_t(1));
        idle();

        block();
        workspace().gapHistory().undo();
        expectWaiting();
        // One step at a time: where this one leads is not known before.
        QVERIFY(!workspace().gapHistory().canUndo());
        QVERIFY(!workspace().gapHistory().canRedo());
        workspace().gapHistory().undo();
        release();
        QVERIFY(!workspace().data().isExcluded(anyDialogue()));
        QCOMPARE(exclusions(), std::size_t(0));
        QVERIFY(workspace().gapHistory().canRedo());
        QVERIFY(!workspace().gapHistory().canUndo());
        idle();

        block();
        workspace().gapHistory().redo();
        release();
        const auto all =
            stored([](Session &session) { return ExclusionRepository(session).all(); });
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all.front().reason, std::string("too strange"));
        QCOMPARE(all.front().by, std::string("ann"));
        idle();
    }

    void changesAreStoredInTheirOrder()
    {
        block();
        exclude(QStringLiteral("first"));
        workspace().saveSetting("x", R"({"n":1})");
        // A dialog that closes does not give the keys back on every platform.
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
        QVERIFY(view()->showAlignedRow(0));
        view()->setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_1);
        QVERIFY(workspace().desk().canRetry());
        expectWaiting();
        release();
        QCOMPARE(exclusions(), std::size_t(1));
        QCOMPARE(stored([](Session &session) { return LabelRepository(session).all(); }).size(),
                 std::size_t(1));
        idle();
    }

    void aSettingIsReadAsItWillBe()
    {
        workspace().saveSetting("x", R"({"n":0})");
        block();
        workspace().saveSetting("x", R"({"n":1})");
        workspace().saveSetting("x", R"({"n":2})");
        expectWaiting();
        QCOMPARE(workspace().setting("x"), std::optional<std::string>(R"({"n":2})"));
        const auto load = [](Session &session) { return SettingsRepository(session).load("x"); };
        QCOMPARE(stored(load), std::optional<std::string>(R"({"n":0})"));
        release();
        QCOMPARE(stored(load), std::optional<std::string>(R"({"n":2})"));
        QCOMPARE(workspace().setting("x"), std::optional<std::string>(R"({"n":2})"));
    }

    void closingTheWindowWaits()
    {
        const test::BriefWriter other(workspacePath());
        exclude(QStringLiteral("too strange"));
        workspace().saveSetting("x", R"({"n":1})");
        QVERIFY(other.isBusy());
        QVERIFY(!workspace().pending().isEmpty());
        m_window->close();
        QCOMPARE(exclusions(), std::size_t(1));
        QCOMPARE(stored([](Session &session) { return SettingsRepository(session).load("x"); }),
                 std::optional<std::string>(R"({"n":1})"));
    }

    /// What is stored last starts computing, and nothing of that may arrive.
    void nothingOfAClosedWorkspaceArrives()
    {
        for (const bool isOther : {false, true}) {
            {
                const test::BriefWriter other(workspacePath());
                if (isOther)
                    m_window->action(QStringLiteral("keepApart"))->trigger();
                else
                    exclude(QStringLiteral("too strange"));
                QVERIFY(!workspace().pending().isEmpty());
                workspace().close();
            }
            idle();
            QVERIFY(!workspace().isOpen());
            QVERIFY(!workspace().pair());
            QVERIFY(!workspace().floors());
            QVERIFY(!workspace().usi());
            QVERIFY(bool(m_window->openWorkspace(workspacePath())));
            QTRY_VERIFY_WITH_TIMEOUT(workspace().pair() != nullptr, 20000);
            idle();
            QCOMPARE(workspace().data().exclusions.size(), std::size_t(1));
            QCOMPARE(workspace().anchors().size(), std::size_t(isOther ? 1 : 0));
            QVERIFY(view()->showAlignedRow(0));
        }
    }

    void whatIsTypedWhileALabelWaitsIsKept()
    {
        const auto labels = [](Session &session) { return LabelRepository(session).all(); };
        QVERIFY(view()->showAlignedRow(0));
        view()->setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_1);
        QCOMPARE(stored(labels).size(), std::size_t(1));
        block();
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ShiftModifier);
        expectWaiting();
        QTest::keyClick(m_window.get(), Qt::Key_C);
        auto *note = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(note);
        QTest::keyClicks(note, QStringLiteral("grovels"));
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(note->text(), QStringLiteral("grovels"));
        release();
        QTRY_COMPARE(stored(labels).front().note, std::string("grovels"));
        QCOMPARE(stored(labels).front().severity, std::optional<int>(2));
        QCOMPARE(note->text(), QStringLiteral("grovels"));
    }

    void pressingAgainIsTryingAgain()
    {
        const auto labels = [](Session &session) { return LabelRepository(session).all(); };
        QVERIFY(view()->showAlignedRow(0));
        view()->setFocus();
        // On a slow machine it may be tried by itself before the second press.
        bool isPressedInTime = false;
        for (int time = 0; time < 10 && !isPressedInTime; ++time) {
            block();
            QTest::keyClick(m_window.get(), Qt::Key_1);
            expectWaiting();
            QVERIFY(m_other->rest());
            QCoreApplication::processEvents();
            isPressedInTime = !workspace().pending().isEmpty();
            if (isPressedInTime)
                QTest::keyClick(m_window.get(), Qt::Key_1);
            QCOMPARE(stored(labels).size(), std::size_t(1));
            QVERIFY(!workspace().desk().canRetry());
            // From then on it is a press of its own.
            QTest::keyClick(m_window.get(), Qt::Key_1);
            QVERIFY(stored(labels).empty());
        }
        QVERIFY(isPressedInTime);
    }

    void anAnchorWaits()
    {
        const auto anchors = [](Session &session) { return AnchorRepository(session).all(); };
        QVERIFY(view()->showAlignedRow(0));
        block();
        m_window->action(QStringLiteral("keepApart"))->trigger();
        expectWaiting();
        QVERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("busy")));
        QVERIFY(stored(anchors).empty());
        release();
        QCOMPARE(stored(anchors).size(), std::size_t(1));
        QVERIFY(m_window->statusBar()->currentMessage().startsWith(QStringLiteral("Kept apart")));
        idle();
    }

    void aVersionOfTheSchemeWaits()
    {
        const auto scheme = [](Session &session) { return SchemeRepository(session).current(); };
        const int before = stored(scheme).version;
        SchemeDialog *dialog = renameCode();
        QVERIFY(dialog);
        block();
        QTest::mouseClick(dialog->save(), Qt::LeftButton);
        expectWaiting();
        QVERIFY(dialog->problem().contains(QStringLiteral("busy")));
        // The next edit would be of what this one makes.
        QVERIFY(!dialog->save()->isEnabled());
        QCOMPARE(dialog->name()->text(), QStringLiteral("Boilerplate"));
        QCOMPARE(stored(scheme).version, before);
        release();
        QCOMPARE(stored(scheme).version, before + 1);
        QVERIFY(dialog->problem().isEmpty());
        QVERIFY(dialog->save()->isEnabled());
        QCOMPARE(dialog->name()->text(), QStringLiteral("Boilerplate"));
        dialog->reject();
    }

    void bothHalvesOfAnEditOfTheSchemeAreKept()
    {
        const auto scheme = [](Session &session) { return SchemeRepository(session).current(); };
        const int before = stored(scheme).version;
        SchemeDialog *dialog = renameCode();
        QVERIFY(dialog);
        const QString key = dialog->key()->itemData(dialog->key()->count() - 1).toString();
        dialog->key()->setCurrentIndex(dialog->key()->count() - 1);
        block();
        QTest::mouseClick(dialog->save(), Qt::LeftButton);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<SchemeDialog *>());
        release();
        const LabelScheme now = stored(scheme);
        QCOMPARE(now.version, before + 2);
        QCOMPARE(now.find("C4")->name, std::string("Boilerplate"));
        QCOMPARE(QString::fromStdString(now.find("C4")->key), key);
    }

    void thresholdsOfAlignmentWait()
    {
        m_window->action(QStringLiteral("alignSettings"))->trigger();
        auto *dialog = m_window->findChild<AlignSettingsDialog *>();
        QVERIFY(dialog);
        auto *theta = dialog->findChild<QDoubleSpinBox *>(QStringLiteral("theta"));
        QVERIFY(theta);
        theta->setValue(0.5);
        block();
        QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                          Qt::LeftButton);
        expectWaiting();
        QVERIFY(!theta->isEnabled());
        // It cannot be taken back any more.
        dialog->reject();
        QVERIFY(dialog->isVisible());
        release();
        QTRY_VERIFY(!m_window->findChild<AlignSettingsDialog *>());
        QCOMPARE(stored([](Session &session) { return loadAlignSettings(session); }).theta, 0.5);
        idle();
    }

    void aDecisionBetweenAnnotatorsWaits()
    {
        {
            auto session = Session::open(workspacePath().toStdString(), OpenMode::ReadWrite);
            QVERIFY(bool(session));
            for (const auto &[who, code] : {std::pair("ann", "C1"), std::pair("bob", "C2")}) {
                Label label;
                label.annotator = who;
                label.realDialogue = workspace().realDialogue();
                label.simDialogue = workspace().simDialogue();
                label.code = code;
                QVERIFY(bool(LabelRepository(**session).add(label, who)));
                label.kind = LabelKind::Progress;
                label.code = "done";
                QVERIFY(bool(LabelRepository(**session).add(label, who)));
            }
        }
        workspace().labelsWereChanged();
        AgreementPage *page = m_window->agreementPage();
        m_window->pages()->setCurrentWidget(page);
        AdjudicationPanel *panel = page->adjudication();
        page->tabs()->setCurrentWidget(panel);
        QTRY_VERIFY(!panel->adoptions().empty());
        idle();
        const auto finals = [this] {
            const auto labels =
                stored([](Session &session) { return LabelRepository(session).all(); });
            return std::ranges::count(labels, LabelKind::Final, &Label::kind);
        };
        panel->note()->setText(QStringLiteral("because"));
        block();
        QTest::keyClick(panel->list(), Qt::Key_1);
        expectWaiting();
        QVERIFY(!panel->adoptions().front()->isEnabled());
        QCOMPARE(panel->note()->text(), QStringLiteral("because"));
        // Pressed again it is not decided twice.
        QTest::keyClick(panel->list(), Qt::Key_1);
        QCOMPARE(finals(), 0);
        release();
        QCOMPARE(finals(), 1);
        QTRY_VERIFY(panel->adoptions().front()->isEnabled());
        idle();
    }

    void aQueueIsRemovedLater()
    {
        LabelQueue wanted;
        wanted.title = "pilot";
        workspace().queue().create(wanted, m_window.get(), [](const Result<LabelQueue> &made) {
            QVERIFY2(bool(made), made ? "" : made.error().detail.c_str());
        });
        QTRY_VERIFY_WITH_TIMEOUT(workspace().queue().current() != nullptr, 20000);
        idle();
        const std::string id = workspace().queue().current()->id;
        block();
        workspace().queue().remove(id);
        expectWaiting();
        QCOMPARE(workspace().queue().queues().size(), std::size_t(1));
        release();
        QVERIFY(workspace().queue().queues().empty());
        QVERIFY(!workspace().queue().current());
    }
};

QTEST_MAIN(TestBusyWorkspace)
#include "tst_busy_workspace.moc"
