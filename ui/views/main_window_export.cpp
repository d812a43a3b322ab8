// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_export.h"
#include "ui/base/qstring.h"
#include "ui/views/main_window.h"
#include "ui/views/report_dialog.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QSaveFile>
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
    auto *dialog = new QFileDialog(this, tr("Export labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON lines (*.jsonl)"), tr("CSV (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_workspace.runWithSession(
            {}, tr("Exporting labels"),
            [path, version = utf8(QApplication::applicationVersion())](
                Session &session, JobContext &) -> Result<int> {
                Result<std::vector<LabelRecord>> records = labelRecords(session);
                if (!records)
                    return records.error();
                const std::string text = path.endsWith(QLatin1String(".csv"))
                                             ? labelsCsv(*records, divergenceScheme(), version)
                                             : labelsJsonl(*records, divergenceScheme(), version);
                QSaveFile file(path);
                if (!file.open(QIODevice::WriteOnly) ||
                    file.write(text.data(), qint64(text.size())) != qint64(text.size()) ||
                    !file.commit())
                    return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
                return static_cast<int>(records->size());
            },
            this,
            [this, path](const Result<int> &count) {
                if (!count)
                    tell(count.error());
                else
                    statusBar()->showMessage(
                        tr("%n label(s) written to %1", nullptr, *count).arg(path), 8000);
            });
    });
    dialog->open();
}
} // namespace gapscope
