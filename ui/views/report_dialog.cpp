// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/report_dialog.h"

#include "core/export/report_html.h"
#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/charts/report_figures.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int idRole = Qt::UserRole;

Result<void> save(const QString &path, const std::string &html)
{
    QSaveFile file(path);
    const auto size = static_cast<qint64>(html.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(html.data(), size) != size || !file.commit())
        return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
    return {};
}
} // namespace

ReportDialog::ReportDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_charts(new QListWidget), m_pairs(new QComboBox),
      m_theme(new QComboBox), m_onlySimulator(new QCheckBox), m_onlyFiltered(new QCheckBox),
      m_status(new PlainLabel)
{
    setWindowTitle(tr("Export report"));
    addCharts();
    addChoices();
    m_status->setWordWrap(true);
    auto *what = new PlainLabel(tr("One page for a browser that needs nothing else: the index of "
                                   "every simulator, the charts ticked here, quoted pairs."));
    what->setWordWrap(true);
    auto *form = new QFormLayout(this);
    form->addRow(what);
    form->addRow(tr("&Charts:"), m_charts);
    form->addRow(tr("&Pairs:"), m_pairs);
    form->addRow(m_onlySimulator);
    form->addRow(m_onlyFiltered);
    form->addRow(tr("C&olours:"), m_theme);
    form->addRow(m_status);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save as…"), QDialogButtonBox::AcceptRole);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ReportDialog::askForFile);
    connect(&workspace, &Workspace::closed, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        if (m_job)
            m_workspace.jobs().cancel(m_job);
    });
    resize(520, 520);
}

ReportDialog::~ReportDialog() = default;

void ReportDialog::addCharts()
{
    m_charts->setAccessibleName(tr("Charts of the report"));
    const std::vector<std::string> usual = defaultReportCharts();
    for (const std::unique_ptr<Chart> &chart : builtinCharts()) {
        auto *item = new QListWidgetItem(qs(chart->title()), m_charts);
        item->setData(idRole, qs(chart->id()));
        item->setToolTip(qs(chart->shows()).toHtmlEscaped());
        const bool chosen = std::ranges::find(usual, chart->id()) != usual.end();
        item->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
    }
}

void ReportDialog::addChoices()
{
    m_pairs->addItem(tr("Labelled, most divergent and typical ones"), int(Pairs::Automatic));
    if (hasPairOnScreen())
        m_pairs->addItem(tr("The pair on screen"), int(Pairs::OnScreen));
    m_pairs->addItem(tr("None: quote no transcripts"), int(Pairs::None));

    m_theme->addItem(tr("Light"), int(ReportTheme::Light));
    m_theme->addItem(tr("Dark on screen, light on paper"), int(ReportTheme::Dark));
    m_theme->addItem(tr("As the reader’s system"), int(ReportTheme::Auto));

    QString label = qs(simulator());
    label.replace(QLatin1Char('&'), QLatin1String("&&"));
    m_onlySimulator->setText(tr("&Only the simulator shown: %1").arg(label));
    m_onlySimulator->setEnabled(!label.isEmpty());

    const auto &tasks = m_workspace.gap().selection().tasks;
    m_onlyFiltered->setText(
        tasks ? tr("Only the %Ln filtered task(s)", nullptr, static_cast<int>(tasks->size()))
              : tr("Only the filtered tasks (no filter is set)"));
    m_onlyFiltered->setEnabled(tasks.has_value());
    m_onlyFiltered->setChecked(tasks.has_value());
}

bool ReportDialog::hasPairOnScreen() const
{
    return m_workspace.kindOf(m_workspace.realDialogue()) == CorpusKind::Real &&
           m_workspace.kindOf(m_workspace.simDialogue()) == CorpusKind::Simulated;
}

std::string ReportDialog::simulator() const
{
    const CorpusSummary *summary = m_workspace.data().corpus(m_workspace.simCorpus());
    return summary && summary->corpus.kind == CorpusKind::Simulated ? summary->corpus.label
                                                                    : std::string();
}

ReportOptions ReportDialog::options() const
{
    ReportOptions options;
    options.edition = m_workspace.gap().edition();
    options.version = utf8(QCoreApplication::applicationVersion());
    options.theme = static_cast<ReportTheme>(m_theme->currentData().toInt());
    for (int i = 0; i < m_charts->count(); ++i)
        if (m_charts->item(i)->checkState() == Qt::Checked)
            options.charts.push_back(utf8(m_charts->item(i)->data(idRole).toString()));
    if (options.charts.empty())
        options.charts = {"none"};
    switch (static_cast<Pairs>(m_pairs->currentData().toInt())) {
    case Pairs::Automatic:
        break;
    case Pairs::OnScreen:
        options.pairs = {m_workspace.currentTask().value() + "/" +
                         m_workspace.realDialogue().value() + "/" +
                         m_workspace.simDialogue().value()};
        break;
    case Pairs::None:
        options.pairs.emplace();
        break;
    }
    if (m_onlySimulator->isChecked())
        options.selection.simulators = {simulator()};
    if (const auto &tasks = m_workspace.gap().selection().tasks;
        tasks && m_onlyFiltered->isChecked()) {
        options.selection.tasks.emplace(tasks->begin(), tasks->end());
        for (const Filter &filter : m_workspace.filters().filters())
            options.choices.push_back("Filter: " + utf8(filter.title) + ".");
    }
    return options;
}

void ReportDialog::askForFile()
{
    const QString name = QFileInfo(m_workspace.path()).completeBaseName();
    auto *dialog = newFileDialog(this, tr("Export report"), name + QLatin1String(".html"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->setNameFilter(tr("HTML page (*.html)"));
    connect(dialog, &QFileDialog::fileSelected, this, &ReportDialog::writeTo);
    dialog->open();
}

void ReportDialog::writeTo(const QString &path)
{
    m_path = path;
    setBusy(true);
    m_status->setText(tr("Reading the study …"));
    m_job = m_workspace.runWithSession(
        QStringLiteral("report"), tr("Writing the report"),
        [options = options()](Session &session, JobContext &job) {
            return loadReport(session, options, job);
        },
        this,
        [this](Result<Report> report) {
            m_job = 0;
            if (!report)
                return fail(report.error());
            m_report = std::move(*report);
            m_drawn = 0;
            drawNext();
        });
}

void ReportDialog::drawNext()
{
    if (m_drawn == m_report.figures.size())
        return finish();
    m_status->setText(tr("Drawing chart %1 of %2 …").arg(m_drawn + 1).arg(m_report.figures.size()));
    drawFigure(m_report, m_drawn++);
    QTimer::singleShot(0, this, &ReportDialog::drawNext);
}

void ReportDialog::finish()
{
    if (!isVisible())
        return;
    if (const Result<void> saved = save(m_path, reportHtml(m_report)); !saved)
        return fail(saved.error());
    setBusy(false);
    Q_EMIT written(m_path);
    accept();
}

void ReportDialog::fail(const Error &error)
{
    setBusy(false);
    m_status->setText(error.code == ErrorCode::Cancelled ? tr("Cancelled.") : errorSentence(error));
}

void ReportDialog::setBusy(bool busy)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_charts, m_pairs, m_theme, m_save})
        widget->setEnabled(!busy);
    m_onlySimulator->setEnabled(!busy && !simulator().empty());
    m_onlyFiltered->setEnabled(!busy && m_workspace.gap().selection().tasks.has_value());
}
} // namespace gapscope
