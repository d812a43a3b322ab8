// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/import_dialog.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/models/import_model.h"
#include "ui/views/ledger_dialog.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTextEdit>

using namespace gapscope;

namespace {
/// The widget a screen reader would find by this name.
template <class T>
T *named(QWidget &parent, const QString &name)
{
    for (T *widget : parent.findChildren<T *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

QPushButton *importButton(QWidget &dialog)
{
    for (auto *button : dialog.findChildren<QPushButton *>()) {
        if (button->text().startsWith(QLatin1String("&Import")))
            return button;
    }
    return nullptr;
}
} // namespace

class TestImportDialog : public test::TestCase
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<QWidget> m_window;

    ImportDialog *start(const QStringList &paths)
    {
        ImportDialog *dialog = ImportDialog::start(*m_workspace, paths, m_window.get());
        return dialog;
    }

    static void waitUntilRead(ImportDialog &dialog, int files)
    {
        QTRY_COMPARE(dialog.model()->rowCount(), files);
        QTRY_COMPARE(dialog.model()->readingCount(), 0);
    }

private Q_SLOTS:
    void init()
    {
        failOnUnexpectedWarnings();
        m_dir = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>();
        m_window = std::make_unique<QWidget>();
        m_window->show();
        QVERIFY(
            m_workspace->open(m_dir->filePath(QStringLiteral("study.gapscope")), OpenMode::Create));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void anUndecidedFileIsAskedAboutAndThenImported()
    {
        ImportDialog *dialog = start({test::humanFile(*m_dir), test::silentFile(*m_dir)});
        waitUntilRead(*dialog, 2);
        if (QTest::currentTestFailed())
            return;
        QPushButton *button = importButton(*dialog);
        QVERIFY(button);
        QVERIFY(!button->isEnabled());
        QCOMPARE(dialog->model()->openQuestions(), 1);

        auto *table = named<QTableView>(*dialog, QStringLiteral("Files to import"));
        table->selectRow(1);
        auto *kind = named<QComboBox>(*dialog, QStringLiteral("Users of the selected files are"));
        QVERIFY(table && kind);
        QCOMPARE(kind->currentText(), ImportModel::kindName(CorpusKind::Unknown));
        kind->setFocus();
        QTest::keyClicks(kind, QStringLiteral("S"));
        QTest::keyClick(kind, Qt::Key_Return);
        QTRY_VERIFY(button->isEnabled());
        QCOMPARE(dialog->model()->kind(1), CorpusKind::Simulated);

        auto *label = named<QLineEdit>(*dialog, QStringLiteral("Label of the selected files"));
        label->setFocus();
        label->selectAll();
        QTest::keyClicks(label, QStringLiteral("gpt-4o"));
        QTest::keyClick(label, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QTRY_COMPARE(dialog->model()->requests().back().label, std::string("gpt-4o"));

        QSignalSpy imported(dialog, &ImportDialog::imported);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!dialog->isVisible());
        QTRY_COMPARE(imported.size(), 1);
        const auto outcome = imported.front().front().value<ImportOutcome>();
        QCOMPARE(outcome.reports.size(), std::size_t(2));
        QTRY_COMPARE(m_workspace->data().corpora.size(), std::size_t(2));
        QCOMPARE(m_workspace->data().corpora[1].corpus.label, std::string("gpt-4o"));
        QCOMPARE(m_workspace->data().corpora[1].corpus.kind, CorpusKind::Simulated);

        auto *ledger = m_window->findChild<LedgerDialog *>();
        QVERIFY(ledger && ledger->isVisible());
        QVERIFY(!ledger->isModal());
        QTRY_COMPARE(ledger->importsView()->model()->rowCount(), 2);
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void thePreviewIsPlainTextInTheWordsOfTheFile()
    {
        ImportDialog *dialog = start({test::humanFile(*m_dir)});
        waitUntilRead(*dialog, 1);
        if (QTest::currentTestFailed())
            return;
        auto *preview =
            named<QTextEdit>(*dialog, QStringLiteral("First dialogues of the selected file"));
        QTRY_VERIFY(preview->toPlainText().contains(QStringLiteral("yeah <b>please</b>")));
        auto *chooser = named<QComboBox>(*dialog, QStringLiteral("Dialogue to preview"));
        QCOMPARE(chooser->count(), 2);
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Down);
        QVERIFY(preview->toPlainText().contains(QStringLiteral("where is my parcel")));
    }

    void aFileThatIsNoTranscriptIsLeftOutWithItsReason()
    {
        const QString odd = test::writeFile(*m_dir, QStringLiteral("odd.json"), "{\"a\": 1}");
        ImportDialog *dialog = start({odd, test::humanFile(*m_dir)});
        waitUntilRead(*dialog, 2);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(dialog->model()->state(0), ImportModel::FileState::NotImportable);
        QPushButton *button = importButton(*dialog);
        QVERIFY(button);
        QTRY_VERIFY(button->isEnabled());
        QSignalSpy imported(dialog, &ImportDialog::imported);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(imported.size(), 1);
        const auto outcome = imported.front().front().value<ImportOutcome>();
        QCOMPARE(outcome.reports.size(), std::size_t(1));
        QVERIFY(outcome.failures.empty());
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void importingAgainSaysThatNothingIsNew()
    {
        for (int round = 0; round < 2; ++round) {
            ImportDialog *dialog = start({test::humanFile(*m_dir)});
            waitUntilRead(*dialog, 1);
            if (QTest::currentTestFailed())
                return;
            QTRY_VERIFY(importButton(*dialog)->isEnabled());
            QSignalSpy imported(dialog, &ImportDialog::imported);
            QTest::mouseClick(importButton(*dialog), Qt::LeftButton);
            QTRY_COMPARE(imported.size(), 1);
            const auto outcome = imported.front().front().value<ImportOutcome>();
            QCOMPARE(outcome.reports.front().nothingNew, round == 1);
            QTRY_VERIFY(m_workspace->jobs().isIdle());
        }
        QTRY_COMPARE(m_workspace->data().imports.size(), std::size_t(2));
        QCOMPARE(m_workspace->data().heads.size(), std::size_t(2));
    }

    void filesDroppedOnTheDialogAreAdded()
    {
        ImportDialog *dialog = start({});
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(test::humanFile(*m_dir)),
                      QUrl(QStringLiteral("https://example.org/x.json"))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(dialog, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(dialog, &drop);
        waitUntilRead(*dialog, 1);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(importButton(*dialog)->isEnabled());
    }

    void aChoiceGoesToAllSelectedFiles()
    {
        const QString other =
            test::writeFile(*m_dir, QStringLiteral("more.jsonl"),
                            test::chatLine(QStringLiteral("m1"), QStringLiteral("shop_9"),
                                           QString(), 0, {QStringLiteral("hi")}));
        ImportDialog *dialog = start({test::silentFile(*m_dir), other});
        waitUntilRead(*dialog, 2);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(dialog->model()->openQuestions(), 2);
        auto *table = named<QTableView>(*dialog, QStringLiteral("Files to import"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        auto *kind = named<QComboBox>(*dialog, QStringLiteral("Users of the selected files are"));
        QVERIFY(table && kind);
        kind->setFocus();
        QTest::keyClicks(kind, QStringLiteral("S"));
        QTest::keyClick(kind, Qt::Key_Return);
        QTRY_COMPARE(dialog->model()->openQuestions(), 0);
        QTRY_VERIFY(importButton(*dialog)->isEnabled());
    }

    void rolesExchangedByThePromptCanBePutBack()
    {
        const QString flipped = test::writeFile(
            *m_dir, QStringLiteral("user-simulator-training.jsonl"),
            R"({"messages":[{"role":"system","content":"You are a customer of an online shop. )"
            R"(Role-play the customer."},{"role":"user","content":"How can I help?"},)"
            R"({"role":"assistant","content":"where is my parcel"}]})");
        ImportDialog *dialog = start({flipped});
        waitUntilRead(*dialog, 1);
        if (QTest::currentTestFailed())
            return;
        const auto state = [&] {
            return dialog->model()->index(0, ImportModel::StateColumn).data().toString();
        };
        auto *roles = named<QComboBox>(
            *dialog, QStringLiteral("Roles of user and agent in the selected files"));
        QVERIFY(roles);
        QTRY_COMPARE(roles->currentText(), ImportModel::rolesName(true));
        auto *kind = named<QComboBox>(*dialog, QStringLiteral("Users of the selected files are"));
        kind->setFocus();
        QTest::keyClicks(kind, QStringLiteral("S"));
        QTest::keyClick(kind, Qt::Key_Return);
        QTRY_VERIFY(state().contains(QStringLiteral("roles exchanged")));
        const auto firstUserTurn = [&] {
            for (const Turn &turn : dialog->model()->file(0).inspection.preview.front().turns) {
                if (turn.role == Role::User)
                    return QString::fromStdString(turn.text.value_or(std::string()));
            }
            return QString();
        };
        QCOMPARE(firstUserTurn(), QStringLiteral("where is my parcel"));

        roles->setFocus();
        QTest::keyClick(roles, Qt::Key_Up);
        QTRY_COMPARE(dialog->model()->readingCount(), 0);
        QTRY_COMPARE(firstUserTurn(), QStringLiteral("How can I help?"));
        QVERIFY(!state().contains(QStringLiteral("roles exchanged")));
        QCOMPARE(dialog->model()->requests().front().swapRoles, std::optional(false));
    }

    void aPathThatIsGoneIsSaid()
    {
        ImportDialog *dialog = start({m_dir->filePath(QStringLiteral("gone.jsonl"))});
        auto *status = named<QLabel>(*dialog, QStringLiteral("State of the import"));
        QTRY_VERIFY(status->text().contains(QStringLiteral("gone.jsonl")));
        QVERIFY(!importButton(*dialog)->isEnabled());
    }

    void aReadOnlyWorkspaceTakesNothing()
    {
        const QString path = m_workspace->path();
        m_workspace->close();
        QTRY_VERIFY(m_workspace->jobs().isIdle());
        QVERIFY(m_workspace->open(path, OpenMode::ReadOnly));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
        ImportDialog *dialog = start({test::humanFile(*m_dir)});
        waitUntilRead(*dialog, 1);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(!importButton(*dialog)->isEnabled());
    }

    void closingTheWorkspaceClosesTheDialog()
    {
        QPointer<ImportDialog> dialog = start({test::humanFile(*m_dir)});
        m_workspace->close();
        QTRY_VERIFY(!dialog);
    }
};

QTEST_MAIN(TestImportDialog)
#include "tst_import_dialog.moc"
