// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_import.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/views/label_export_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/report_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QStatusBar>

namespace gapscope {
void MainWindow::exportReport()
{
    auto *dialog = new ReportDialog(m_workspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReportDialog::written, this, [this](const QString &path) {
        statusBar()->showMessage(tr("The report is in %1").arg(QDir::toNativeSeparators(path)));
    });
    dialog->show();
}

void MainWindow::exportLabels()
{
    auto *dialog = new LabelExportDialog(m_workspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LabelExportDialog::written, this,
            [this](const QString &sentence) { statusBar()->showMessage(sentence, 8000); });
    dialog->open();
}

void MainWindow::importLabels()
{
    auto *dialog = new QFileDialog(this, tr("Import labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("JSON lines (*.jsonl)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            mergeLabels(path);
    });
    dialog->open();
}

void MainWindow::mergeLabels(const QString &path)
{
    m_workspace.runWithSession(
        {}, tr("Merging labels"),
        [path, by = utf8(m_workspace.desk().annotator())](Session &session, JobContext &) {
            return importLabelFile(session, utf8(path), by);
        },
        this,
        [this, path](const Result<MergeReport> &report) {
            if (!report) {
                tell(report.error());
                return;
            }
            m_workspace.labelsWereChanged();
            auto *box =
                new QMessageBox(report->conflictCount + report->refused + report->driftCount > 0
                                    ? QMessageBox::Warning
                                    : QMessageBox::Information,
                                tr("Labels merged"), {}, QMessageBox::Ok, this);
            box->setObjectName(QStringLiteral("MergeReport"));
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->setTextFormat(Qt::PlainText);
            box->setText(tr("%1\n\n%2\nEdit ▸ Undo takes the whole file back.")
                             .arg(QDir::toNativeSeparators(path), qs(mergeReportText(*report))));
            if (const Result<std::string> details = mergeReportJson(*report))
                box->setDetailedText(qs(*details));
            box->open();
        });
}
} // namespace gapscope
