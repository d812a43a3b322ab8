// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/report_dialog.h"

#include "tests/support/test_case.h"
#include "tests/ui/sample_files.h"
#include "ui/base/gap_analysis.h"
#include "ui/views/main_window.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QStatusBar>

#include <algorithm>

using namespace gapscope;

class TestReportDialog : public test::TestCase
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<MainWindow> m_window;

    ReportDialog *openDialog()
    {
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            return nullptr;
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        return m_window->findChild<ReportDialog *>();
    }

    static QPushButton *saveButton(const ReportDialog *dialog)
    {
        const auto buttons = dialog->findChildren<QPushButton *>();
        const auto found = std::ranges::find_if(buttons, [](const QPushButton *button) {
            return button->text().contains(QStringLiteral("Save"));
        });
        return found == buttons.end() ? nullptr : *found;
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        test::openSample(m_window->workspace(), m_dir);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace().jobs().isIdle(), 20000);
    }

    void theUsualChartsAreChosen()
    {
        ReportDialog *dialog = openDialog();
        QVERIFY(dialog);
        ReportOptions options = dialog->options();
        std::vector<std::string> usual = defaultReportCharts();
        std::ranges::sort(options.charts);
        std::ranges::sort(usual);
        QCOMPARE(options.charts, usual);
        QVERIFY(!options.pairs);
        QVERIFY(options.selection.simulators.empty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<ReportDialog *>());
    }

    void choicesGoIntoThePage()
    {
        Workspace &workspace = m_window->workspace();
        Filter filter;
        filter.title = QStringLiteral("one & only");
        filter.tasks = {workspace.data().tasks.front().key};
        workspace.filters().add(filter);
        QTRY_VERIFY(workspace.gap().selection().tasks.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(workspace.jobs().isIdle(), 20000);

        ReportDialog *dialog = openDialog();
        QVERIFY(dialog);
        QListWidget *charts = dialog->charts();
        charts->setFocus();
        charts->setCurrentRow(0);
        // All off but the first, with the keys.
        for (int i = 0; i < charts->count(); ++i) {
            charts->setCurrentRow(i);
            const bool on = charts->item(i)->checkState() == Qt::Checked;
            if (on != (i == 0))
                QTest::keyClick(charts, Qt::Key_Space);
        }
        auto boxes = dialog->findChildren<QCheckBox *>();
        QCOMPARE(boxes.size(), 2);
        QVERIFY(boxes[0]->isEnabled() && boxes[1]->isChecked());
        boxes[0]->setFocus();
        QTest::keyClick(boxes[0], Qt::Key_Space);

        QSignalSpy written(dialog, &ReportDialog::written);
        QTest::mouseClick(saveButton(dialog), Qt::LeftButton);
        auto *files = dialog->findChild<QFileDialog *>();
        QVERIFY(files);
        const QString path = m_dir.filePath(QStringLiteral("report.html"));
        Q_EMIT files->fileSelected(path);
        files->close();
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 60000);
        const QByteArray html = read(path);
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QCOMPARE(html.count("<figure "), 1);
        QVERIFY(html.contains("Filter: one &amp; only."));
        QVERIFY(html.contains("1 of 2 tasks"));
        QVERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("report.html")));
        workspace.filters().clear();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.jobs().isIdle(), 20000);
    }

    void thePairOnScreenIsQuoted()
    {
        Workspace &workspace = m_window->workspace();
        QTRY_VERIFY(workspace.pair());
        ReportDialog *dialog = openDialog();
        QVERIFY(dialog);
        auto *pairs = dialog->findChildren<QComboBox *>().first();
        const int at = pairs->findText(QStringLiteral("The pair on screen"));
        QVERIFY(at > 0);
        pairs->setFocus();
        while (pairs->currentIndex() != at)
            QTest::keyClick(pairs, Qt::Key_Down);
        QSignalSpy written(dialog, &ReportDialog::written);
        const QString path = m_dir.filePath(QStringLiteral("pair.html"));
        dialog->writeTo(path);
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 60000);
        const QByteArray html = read(path);
        QCOMPARE(html.count("class=\"pair\""), 1);
        QVERIFY(html.contains("yeah &lt;b&gt;"));
    }

    void aFailureIsToldAndTheDialogStays()
    {
        ReportDialog *dialog = openDialog();
        QVERIFY(dialog);
        dialog->writeTo(m_dir.filePath(QStringLiteral("no/such/folder/x.html")));
        auto *save = saveButton(dialog);
        QVERIFY(!dialog->charts()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(dialog->charts()->isEnabled(), 60000);
        QVERIFY(dialog->isVisible());
        QVERIFY(save->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<ReportDialog *>());
    }

    void cleanupTestCase()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace().jobs().isIdle(), 20000);
        m_window.reset();
    }
};

QTEST_MAIN(TestReportDialog)
#include "tst_report_dialog.moc"
