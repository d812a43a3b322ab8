// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "tests/support/test_case.h"
#include "ui/base/label_desk.h"
#include "ui/views/figure_view.h"
#include "ui/views/inspector.h"
#include "ui/views/label_editor.h"
#include "ui/views/main_window.h"
#include "ui/views/scheme_dialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace gapscope;

/// Editing the label scheme: every change is a version, and the window follows it at once.
class TestSchemeDialog : public test::TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
    SchemeDialog *m_dialog = nullptr;

    const LabelScheme &scheme() { return m_window->workspace().desk().scheme(); }
    static void answer(const QWidget *parent, const char *dialog, const QString &text)
    {
        auto *asked = parent->findChild<QInputDialog *>(QString::fromLatin1(dialog));
        QVERIFY(asked);
        asked->setTextValue(text);
        asked->accept();
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *one : m_dialog->findChildren<QPushButton *>())
            if (one->text().remove(QLatin1Char('&')) == text)
                return one;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-scheme-dialog"));
    }

    void init()
    {
        failOnUnexpectedWarnings();
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(bool(m_window->openWorkspace(m_folder->filePath(QStringLiteral("w.gapscope")),
                                             OpenMode::Create)));
        QTRY_VERIFY(m_window->workspace().jobs().isIdle());
        m_window->action(QStringLiteral("labelScheme"))->trigger();
        m_dialog = m_window->findChild<SchemeDialog *>();
        QVERIFY(m_dialog);
    }

    void cleanup()
    {
        m_window.reset();
        m_folder.reset();
    }

    void theKeysStayWhereTheyWere()
    {
        m_dialog->codes()->setCurrentKey(QStringLiteral("C4"));
        QPushButton *up = button(QStringLiteral("Up"));
        QVERIFY(up);
        m_dialog->activateWindow();
        up->setFocus();
        const int before = scheme().version;
        QTest::keyClick(up, Qt::Key_Space);
        QTRY_VERIFY(up->hasFocus());
        QTest::keyClick(up, Qt::Key_Space);
        QCOMPARE(scheme().version, before + 2);
        QVERIFY(up->hasFocus());
    }

    void aChangeIsAVersionAndStays()
    {
        const int before = scheme().version;
        m_dialog->codes()->setCurrentKey(QStringLiteral("C4"));
        m_dialog->name()->setText(QStringLiteral("Boilerplate"));
        m_dialog->key()->setCurrentIndex(m_dialog->key()->findData(QStringLiteral("z")));
        QTest::mouseClick(m_dialog->save(), Qt::LeftButton);
        QVERIFY2(m_dialog->problem().isEmpty(), qPrintable(m_dialog->problem()));
        QCOMPARE(scheme().version, before + 2);
        QCOMPARE(scheme().find("C4")->name, std::string("Boilerplate"));
        QAction *action = m_window->action(QStringLiteral("labelC4"));
        QVERIFY(action);
        QCOMPARE(action->shortcut(), QKeySequence(Qt::Key_Z));
        const QString path = m_window->workspace().path();
        m_window->workspace().close();
        QVERIFY(bool(m_window->openWorkspace(path)));
        QCOMPARE(scheme().find("C4")->key, std::string("z"));
    }

    void aRetiredCodeIsNoLongerGivenOut()
    {
        QVERIFY(m_window->action(QStringLiteral("labelC2")));
        m_dialog->codes()->setCurrentKey(QStringLiteral("C2"));
        QTest::mouseClick(m_dialog->retire(), Qt::LeftButton);
        QVERIFY(scheme().find("C2")->retired);
        QVERIFY(!m_window->action(QStringLiteral("labelC2")));
        QComboBox *codes = m_window->inspector()->labels()->codes();
        QCOMPARE(codes->findData(QStringLiteral("C2")), -1);
        QTest::mouseClick(m_dialog->retire(), Qt::LeftButton);
        QVERIFY(codes->findData(QStringLiteral("C2")) >= 0);
    }

    void codesAreAddedOnce()
    {
        QTest::mouseClick(button(QStringLiteral("Add a code …")), Qt::LeftButton);
        answer(m_dialog, "NewCode", QStringLiteral("C8 Emoji"));
        QVERIFY(scheme().find("C8"));
        QCOMPARE(m_dialog->codes()->currentKey(), QStringLiteral("C8"));
        QTRY_VERIFY(!m_dialog->findChild<QInputDialog *>(QStringLiteral("NewCode")));
        const int version = scheme().version;
        QTest::mouseClick(button(QStringLiteral("Add a code …")), Qt::LeftButton);
        answer(m_dialog, "NewCode", QStringLiteral("C8 Again"));
        QCOMPARE(scheme().version, version);
        QVERIFY(!m_dialog->problem().isEmpty());
    }
};

QTEST_MAIN(TestSchemeDialog)
#include "tst_scheme_dialog.moc"
