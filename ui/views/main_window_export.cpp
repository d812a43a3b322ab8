// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_import.h"
#include "core/store/merge_details.h"
#include "ui/base/file_dialog.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/views/label_export_dialog.h"
#include "ui/views/main_window.h"
#include "ui/views/merge_report_dialog.h"
#include "ui/views/report_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
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
    auto *dialog = newFileDialog(this, tr("Import labels"));
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
    struct Merged
    {
        MergeReport report;
        MergeDetails details;
    };
    m_workspace.runWithSession(
        {}, tr("Merging labels"),
        [path, by = utf8(m_workspace.desk().annotator())](Session &session,
                                                          JobContext &) -> Result<Merged> {
            Result<MergeReport> report = importLabelFile(session, utf8(path), by);
            if (!report)
                return report.error();
            // The labels are merged: a report with fewer words is better than none.
            Result<MergeDetails> details = mergeDetails(session, *report);
            return Merged{std::move(*report), details ? std::move(*details) : MergeDetails()};
        },
        this,
        [this, path](const Result<Merged> &merged) {
            if (!merged) {
                tell(merged.error());
                return;
            }
            m_workspace.labelsWereChanged();
            tellMerge(path, merged->report, merged->details);
        });
}

void MainWindow::tellMerge(const QString &path, const MergeReport &report,
                           const MergeDetails &details)
{
    std::vector<MergeFinding> findings = mergeFindings(report, details, m_workspace);
    if (findings.empty()) {
        statusBar()->showMessage(
            tr("%1: %2").arg(QFileInfo(path).fileName(), mergeCountsSentence(report)), 15000);
        return;
    }
    auto *dialog = new MergeReportDialog(m_workspace, path, report, std::move(findings), this);
    connect(dialog, &MergeReportDialog::labelRequested, this, &MainWindow::openLabel);
    dialog->show();
}
} // namespace gapscope
