// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/label_export_dialog.h"

#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int textRole = Qt::UserRole;
const QString findSlot = QStringLiteral("redaction");
const QString writeSlot = QStringLiteral("label-export");
} // namespace

LabelExportDialog::LabelExportDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_format(new QComboBox), m_whose(new QComboBox),
      m_redact(new QCheckBox(tr("&Redact names, addresses, numbers"))),
      m_pseudonyms(new QCheckBox(tr("&Pseudonyms for annotators"))), m_explanation(new PlainLabel),
      m_findings(new QListWidget)
{
    setObjectName(QStringLiteral("LabelExportDialog"));
    setWindowTitle(tr("Export labels"));
    resize(560, 460);
    m_format->addItem(tr("JSON lines: can be merged into another workspace"),
                      static_cast<int>(LabelFormat::Jsonl));
    m_format->addItem(tr("CSV, a label a line"), static_cast<int>(LabelFormat::Csv));
    m_format->addItem(tr("CSV, a row of a pair a line: a column per annotator and code"),
                      static_cast<int>(LabelFormat::Wide));
    m_whose->addItem(tr("Mine (%1)").arg(workspace.desk().annotator()),
                     workspace.desk().annotator());
    m_whose->addItem(tr("Everybody's"), QString());
    m_explanation->setWordWrap(true);
    m_findings->setAccessibleName(tr("What would be replaced"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Form"), m_format);
    form->addRow(tr("&Whose"), m_whose);
    form->addRow(QString(), m_redact);
    form->addRow(QString(), m_pseudonyms);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_write = buttons->addButton(tr("&Choose the file …"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &LabelExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_explanation);
    layout->addWidget(m_findings, 1);
    layout->addStretch(0);
    layout->addWidget(buttons);
    m_write->setDefault(true);
    connect(m_redact, &QCheckBox::toggled, this, &LabelExportDialog::followRedaction);
    connect(m_pseudonyms, &QCheckBox::toggled, this, &LabelExportDialog::followRedaction);
    connect(m_whose, &QComboBox::activated, this, &LabelExportDialog::followRedaction);
    connect(&workspace, &Workspace::closed, this, &QDialog::reject);
    followRedaction();
}

LabelExport LabelExportDialog::options() const
{
    LabelExport options;
    options.format = static_cast<LabelFormat>(m_format->currentData().toInt());
    options.annotator = utf8(m_whose->currentData().toString());
    options.redact = m_redact->isChecked();
    options.pseudonyms = m_pseudonyms->isChecked();
    for (int i = 0; i < m_findings->count(); ++i)
        if (m_findings->item(i)->checkState() == Qt::Unchecked)
            options.keep.insert(utf8(m_findings->item(i)->data(textRole).toString()));
    options.version = utf8(QApplication::applicationVersion());
    return options;
}

void LabelExportDialog::followRedaction()
{
    m_findings->clear();
    m_findings->setVisible(m_redact->isChecked());
    m_explanation->setText(
        m_redact->isChecked() ? tr("Reading the words …")
        : m_pseudonyms->isChecked()
            ? tr("With pseudonyms the file is for reading only: it cannot be merged.")
            : tr("The words of the labelled turns are written as they are."));
    if (!m_redact->isChecked())
        return;
    m_workspace.runWithSession(
        findSlot, tr("Looking for names and numbers"),
        [annotator = utf8(m_whose->currentData().toString())](Session &session, JobContext &) {
            return redactionFindings(session, annotator);
        },
        this,
        [this](const Result<std::vector<RedactionFinding>> &findings) {
            if (findings)
                showFindings(*findings);
            else
                m_explanation->setText(errorSentence(findings.error()));
        });
}

void LabelExportDialog::showFindings(const std::vector<RedactionFinding> &findings)
{
    m_explanation->setText(
        findings.empty()
            ? tr("Nothing was found by rule. Rules miss things: look the file through. It is for "
                 "reading only and cannot be merged.")
            : tr("Ticked places are replaced; untick what may stay. Rules miss things: look the "
                 "file through. It is for reading only and cannot be merged."));
    for (const RedactionFinding &finding : findings) {
        auto *item =
            new QListWidgetItem(tr("%1  “%2”, %3 ×   … %4 …")
                                    .arg(qs(name(finding.kind)), qs(finding.text),
                                         QString::number(finding.count), qs(finding.context)),
                                m_findings);
        item->setData(textRole, qs(finding.text));
        item->setCheckState(Qt::Checked);
    }
}

void LabelExportDialog::chooseFile()
{
    const bool isJson = options().format == LabelFormat::Jsonl;
    auto *dialog = newFileDialog(this, tr("Export labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(isJson ? tr("JSON lines (*.jsonl)") : tr("CSV (*.csv)"));
    dialog->setDefaultSuffix(isJson ? QStringLiteral("jsonl") : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &LabelExportDialog::write);
    dialog->open();
}

void LabelExportDialog::write(const QString &path)
{
    m_write->setEnabled(false);
    m_workspace.runWithSession(
        writeSlot, tr("Exporting labels"),
        [path, options = options()](Session &session, JobContext &) -> Result<LabelExportResult> {
            QSaveFile file(path);
            const auto failed = [&file, &path] {
                return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
            };
            if (!file.open(QIODevice::WriteOnly))
                return failed();
            Result<LabelExportResult> result = gapscope::exportLabels(
                session, options, [&](std::string_view text) -> Result<void> {
                    if (file.write(text.data(), static_cast<qint64>(text.size())) !=
                        static_cast<qint64>(text.size()))
                        return failed();
                    return {};
                });
            if (result && !file.commit())
                return failed();
            return result;
        },
        this,
        [this, path](const Result<LabelExportResult> &result) {
            m_write->setEnabled(true);
            if (!result) {
                m_explanation->setText(errorSentence(result.error()));
                return;
            }
            int places = 0;
            for (const auto &[kind, count] : result->redacted)
                places += count;
            QString sentence = tr("%Ln label(s) written to %1", nullptr, result->labels).arg(path);
            if (places > 0)
                sentence += tr(", %Ln place(s) redacted", nullptr, places);
            Q_EMIT written(sentence);
            accept();
        });
}
} // namespace gapscope
