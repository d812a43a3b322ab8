// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/mapping_dialog.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/models/import_model.h"
#include "ui/views/field_box.h"
#include "ui/views/import_dialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTextEdit>

using namespace gapscope;

namespace {
/// What no importer knows.
QByteArray callsFile()
{
    QByteArray calls;
    for (const char *id : {"k1", "k2"})
        calls += QByteArray(calls.isEmpty() ? "" : ",") + "{\"ref\":\"" + id +
                 "\",\"goal\":\"return lamp\",\"solved\":\"yes\",\"talk\":["
                 "{\"by\":\"caller\",\"line\":\"my lamp flickers\"},"
                 "{\"by\":\"desk\",\"line\":\"Shall we swap it?\"},"
                 "{\"by\":\"caller\",\"line\":\"yes\"}]}";
    return "{\"calls\":[" + calls + "]}";
}
} // namespace

class TestMappingDialog : public test::TestCase
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<QWidget> m_window;

    QString calls() const
    {
        return test::writeFile(*m_dir, QStringLiteral("calls.json"), callsFile());
    }

    static QString preview(const MappingDialog &dialog)
    {
        return dialog.findChild<QTextEdit *>()->toPlainText();
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

    void anUnknownFileIsMappedPreviewedAndImported()
    {
        ImportDialog *import = ImportDialog::start(*m_workspace, {calls()}, m_window.get());
        QTRY_COMPARE(import->model()->rowCount(), 1);
        QTRY_COMPARE(import->model()->readingCount(), 0);
        QCOMPARE(import->model()->state(0), ImportModel::FileState::NotImportable);
        QTest::mouseClick(import->mapButton(), Qt::LeftButton);
        auto *dialog = import->findChild<MappingDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(!dialog->isReading() && dialog->use()->isEnabled());
        // It was proposed already: turns, who speaks, and what is said.
        QCOMPARE(dialog->role()->path(), std::string("by"));
        QCOMPARE(dialog->text()->path(), std::string("line"));
        QVERIFY(preview(*dialog).contains(QStringLiteral("my lamp flickers")));

        dialog->kind()->setFocus();
        QTest::keyClicks(dialog->kind(), QStringLiteral("S"));
        QTest::keyClick(dialog->kind(), Qt::Key_Return);
        QCOMPARE(dialog->profile().kind, std::optional(CorpusKind::Simulated));
        QTRY_VERIFY(!dialog->isReading() && dialog->use()->isEnabled());
        QTest::mouseClick(dialog->use(), Qt::LeftButton);
        QTRY_COMPARE(import->model()->readingCount(), 0);
        QTRY_COMPARE(import->model()->state(0), ImportModel::FileState::Ready);
        import->accept();
        QTRY_COMPARE(m_workspace->data().heads.size(), std::size_t(2));
        QCOMPARE(m_workspace->data().heads.front().userTurns, 2);
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void aProfileIsSavedAndFoundAgain()
    {
        ImportRequest request;
        request.path = utf8(calls());
        {
            MappingDialog dialog(*m_workspace, request, m_window.get());
            dialog.show();
            QTRY_VERIFY(!dialog.isReading() && dialog.use()->isEnabled());
            QVERIFY(!dialog.save()->isEnabled());
            QTest::keyClicks(dialog.name(), QStringLiteral("phone calls"));
            QTest::mouseClick(dialog.save(), Qt::LeftButton);
            QTRY_COMPARE(dialog.saved()->count(), 1);
            QTRY_VERIFY(m_workspace->jobs().isIdle());
        }
        MappingDialog again(*m_workspace, request, m_window.get());
        again.show();
        QTRY_VERIFY(!again.isReading() && again.use()->isEnabled());
        QCOMPARE(again.saved()->itemText(0), QStringLiteral("phone calls (for files like this)"));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void aWrongPathSaysSoAndNothingCanBeUsed()
    {
        ImportRequest request;
        request.path = utf8(calls());
        MappingDialog dialog(*m_workspace, request, m_window.get());
        dialog.show();
        QTRY_VERIFY(!dialog.isReading() && dialog.use()->isEnabled());
        dialog.text()->setPath("nowhere");
        Q_EMIT dialog.text()->chosen();
        QTRY_VERIFY(!dialog.isReading());
        const bool hasWords = preview(dialog).contains(QStringLiteral("my lamp flickers"));
        QVERIFY(!hasWords);
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }

    void aKnownFileKeepsItsImporterAndTakesChoices()
    {
        ImportRequest request;
        request.path = utf8(test::silentFile(*m_dir));
        MappingDialog dialog(*m_workspace, request, m_window.get());
        dialog.show();
        QTRY_VERIFY(!dialog.isReading() && dialog.use()->isEnabled());
        QVERIFY(!dialog.profile().structure);
        QVERIFY(preview(dialog).contains(QStringLiteral("My lamp arrived broken")));
        QTRY_VERIFY(m_workspace->jobs().isIdle());
    }
};

QTEST_MAIN(TestMappingDialog)
#include "tst_mapping_dialog.moc"
