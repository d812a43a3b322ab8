// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/import_dialog.h"

#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/import_model.h"
#include "ui/models/issues_model.h"
#include "ui/views/import_preview.h"
#include "ui/views/ledger_dialog.h"
#include "ui/views/mapping_dialog.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace gapscope {
namespace {
QStringList localFiles(const QMimeData *mime)
{
    QStringList paths;
    for (const QUrl &url : mime->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}
} // namespace

ImportDialog *ImportDialog::start(Workspace &workspace, const QStringList &paths, QWidget *parent)
{
    auto *dialog = new ImportDialog(workspace, parent);
    connect(dialog, &ImportDialog::imported, &workspace,
            [&workspace, parent = QPointer<QWidget>(parent)](const ImportOutcome &outcome) {
                LedgerDialog::showIn(workspace, parent)->showOutcome(outcome);
            });
    dialog->open();
    dialog->addPaths(paths);
    return dialog;
}

QStringList ImportDialog::nameFilters()
{
    return {tr("Transcripts (*.json *.jsonl *.ndjson *.csv *.tsv *.tab *.txt *.eval *.gz *.zst "
               "*.zip)"),
            tr("All files (*)")};
}

void ImportDialog::chooseFiles(bool folder)
{
    auto *dialog = newFileDialog(this, folder ? tr("Add a folder") : tr("Add files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setNameFilters(nameFilters());
    }
    connect(dialog, &QFileDialog::filesSelected, this, &ImportDialog::addPaths);
    dialog->open();
}

void ImportDialog::addPaths(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    std::vector<std::string> given;
    for (const QString &path : paths)
        given.push_back(utf8(path));
    ++m_expanding;
    m_problem.clear();
    refresh();
    m_workspace.jobs().start(
        QString(), tr("Looking for transcripts"),
        [given](JobContext &job) { return expandPaths(given, job.stopToken()); }, this,
        [this](const Result<std::vector<std::string>> &found) {
            --m_expanding;
            if (!found)
                m_problem = errorSentence(found.error());
            else if (found->empty())
                m_problem = tr("There is no transcript file in that folder.");
            else
                m_model->add(*found);
            if (!m_table->selectionModel()->hasSelection() && m_model->rowCount() > 0)
                m_table->selectRow(0);
            refresh();
        });
}

void ImportDialog::removeSelected()
{
    QList<int> rows = selectedRows();
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : rows)
        m_model->remove(row);
}

void ImportDialog::mapSelected()
{
    const QList<int> rows = selectedRows();
    if (rows.isEmpty())
        return;
    QStringList paths;
    for (const int row : rows)
        paths << qs(m_model->file(row).request.path);
    auto *dialog = new MappingDialog(m_workspace, m_model->file(rows.front()).request, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Files may be taken off the list meanwhile: they are found again by their path.
    connect(dialog, &QDialog::accepted, this, [this, dialog, paths] {
        const auto profile = std::make_shared<const MappingProfile>(dialog->profile());
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (paths.contains(qs(m_model->file(row).request.path)))
                m_model->setProfile(row, profile);
    });
    dialog->open();
}

void ImportDialog::inspectNext()
{
    const std::optional<ImportRequest> next = m_model->nextToInspect();
    if (m_inspecting || !next)
        return;
    m_inspecting = true;
    // One file at a time: each is shown as soon as it is known.
    m_workspace.jobs().start(
        QString(), tr("Looking into %1").arg(qs(next->path).section(QLatin1Char('/'), -1)),
        [request = *next](JobContext &) { return inspect({request}); }, this,
        [this, request = *next](std::vector<FileInspection> found) {
            m_inspecting = false;
            if (!found.empty())
                m_model->setInspection(request, std::move(found.front()));
        });
}

QList<int> ImportDialog::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void ImportDialog::setForSelected(int column, const QVariant &value)
{
    for (const int row : selectedRows()) {
        const QModelIndex index = m_model->index(row, column);
        if (index.flags() & Qt::ItemIsEditable)
            m_model->setData(index, value, Qt::EditRole);
    }
}

void ImportDialog::showSelection()
{
    const QList<int> rows = selectedRows();
    m_fields->setTitle(rows.size() == 1
                           ? tr("The selected file")
                           : tr("All %Ln selected file(s)", nullptr, int(rows.size())));
    m_fields->setEnabled(!rows.isEmpty());
    m_remove->setEnabled(!rows.isEmpty());
    m_map->setEnabled(!rows.isEmpty());
    const auto common = [&](int column) -> QVariant {
        QVariant value;
        for (const int row : rows) {
            const QVariant other = m_model->index(row, column).data(Qt::EditRole);
            if (value.isValid() && value != other)
                return {};
            value = other;
        }
        return value;
    };
    const QVariant kind = common(ImportModel::KindColumn);
    // Files of several kinds: the list shows its placeholder.
    m_kind->setCurrentIndex(kind.isValid() || rows.isEmpty() ? std::max(0, m_kind->findData(kind))
                                                             : -1);
    const QVariant swapped = common(ImportModel::RolesColumn);
    m_roles->setCurrentIndex(swapped.isValid() || rows.isEmpty() ? int(swapped.toBool()) : -1);
    const auto fill = [&](QLineEdit *edit, int column, const QString &whenEmpty) {
        if (edit->isModified())
            return;
        const QVariant value = common(column);
        edit->setText(value.toString());
        edit->setPlaceholderText(rows.size() > 1 && !value.isValid() ? tr("several") : whenEmpty);
    };
    fill(m_label, ImportModel::LabelColumn, QString());
    fill(m_domain, ImportModel::DomainColumn, tr("as each record says"));
    fill(m_benchmark, ImportModel::BenchmarkColumn, tr("as the format says"));
    showPreview();
}

void ImportDialog::showPreview()
{
    const QList<int> rows = selectedRows();
    const int row = rows.isEmpty() ? -1 : rows.front();
    if (row < 0) {
        m_issues->setIssues({});
        m_issuesTitle->clear();
        m_preview->clear(m_model->rowCount() > 0 ? tr("Choose a file to see its first dialogues.")
                                                 : tr("Add files, or drop them here."));
        return;
    }
    const FileInspection &found = m_model->file(row).inspection;
    if (m_issues->issues() != found.issues)
        m_issues->setIssues(found.issues);
    m_issuesTitle->setText(found.issues.empty() ? tr("Nothing odd in the beginning of this file")
                                                : tr("%Ln thing(s) to tell so far", nullptr,
                                                     static_cast<int>(found.issues.size())));
    switch (m_model->state(row)) {
    case ImportModel::FileState::Reading:
        m_preview->clear(tr("reading …"));
        m_issuesTitle->clear();
        return;
    case ImportModel::FileState::NotImportable:
        m_preview->clear(errorSentence(*found.problem) + QStringLiteral("\n\n") +
                         (found.problem->code == ErrorCode::UnknownFormat
                              ? tr("The file is left out. Where it holds dialogues all the same, "
                                   "“Map fields…” tells how they are read.")
                              : tr("The file is left out.")));
        m_issuesTitle->clear();
        return;
    case ImportModel::FileState::KindMissing:
    case ImportModel::FileState::Ready:
        break;
    }
    if (found.preview.empty())
        m_preview->clear(tr("No dialogues: %1").arg(qs(found.formatTitle)));
    else
        m_preview->showFile(found, m_model->kind(row));
}

QString ImportDialog::statusText() const
{
    if (!m_problem.isEmpty())
        return m_problem;
    if (m_model->rowCount() == 0)
        return m_expanding > 0 ? tr("Looking for transcripts …") : QString();
    if (const int reading = m_model->readingCount(); reading > 0)
        return tr("%Ln file(s) still to be read", nullptr, reading);
    if (const int open = m_model->openQuestions(); open > 0)
        return tr("%Ln file(s) say neither real nor simulated: choose under “Users are”", nullptr,
                  open);
    const int included = m_model->includedCount();
    const int left = m_model->rowCount() - included;
    if (included == 0)
        return tr("None of these files can be imported.");
    return left > 0 ? tr("%Ln file(s) are left out", nullptr, left) : QString();
}

void ImportDialog::refresh()
{
    const bool writable = m_workspace.isOpen() && !m_workspace.isReadOnly();
    m_notice->setText(writable ? tr("What each file seems to hold. Check it, change what is wrong, "
                                    "then import.")
                               : tr("This workspace is open read-only: nothing can be imported "
                                    "into it."));
    const int included = m_model->includedCount();
    m_import->setText(included > 0 ? tr("&Import %Ln file(s)", nullptr, included) : tr("&Import"));
    m_import->setEnabled(writable && m_expanding == 0 && m_model->isReady());
    m_status->setText(statusText());
    showSelection();
    inspectNext();
}

void ImportDialog::accept()
{
    if (m_import->isEnabled())
        QDialog::accept();
}

void ImportDialog::done(int result)
{
    QDialog::done(result);
    if (result != Accepted) {
        deleteLater();
        return;
    }
    importFiles(m_workspace, m_model->requests(), this,
                [this](const Result<ImportOutcome> &outcome) {
                    if (outcome)
                        Q_EMIT imported(*outcome);
                    else
                        Q_EMIT m_workspace.failed(outcome.error());
                    deleteLater();
                });
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    addPaths(localFiles(event->mimeData()));
    event->acceptProposedAction();
}
} // namespace gapscope
