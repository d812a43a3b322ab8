// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/metrics_panel.h"

#include "core/store/metric_loader.h"
#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/themed_icons.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/metric_table.h"
#include "ui/views/figure_view.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int idRole = Qt::UserRole;
constexpr int listWidth = 226;

Result<MetricInput> readInput(Session &session, const GapSelection &selection,
                              const Edition &edition, bool alignments, JobContext &job)
{
    Result<Difficulty> difficulty = difficultyOf(session, {});
    if (!difficulty)
        return difficulty.error();
    StudySelection study;
    if (selection.tasks)
        study.tasks.emplace(selection.tasks->begin(), selection.tasks->end());
    LoadMetricOptions options;
    options.alignments = alignments;
    options.edition = edition;
    options.difficulty = std::move(*difficulty);
    return loadMetricInput(session, study, options, job);
}
} // namespace

MetricsPanel::MetricsPanel(Workspace &workspace, QWidget *parent)
    : GapPanel(workspace, parent),
      m_metrics(std::make_shared<const std::vector<std::unique_ptr<Metric>>>(builtinMetrics()))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSide());
    layout->addWidget(makeContent(), 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &MetricsPanel::invalidate);
    // Row 0 is a heading.
    m_list->setCurrentRow(1);
}

QWidget *MetricsPanel::makeSide()
{
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Metrics"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(listWidth);
    m_list->setSpacing(1);
    const Metric *before = nullptr;
    for (const std::unique_ptr<Metric> &metric : *m_metrics) {
        if (!before || before->info().group != metric->info().group)
            addHeading(qs(name(metric->info().group)));
        before = metric.get();
        auto *item = new QListWidgetItem(qs(metric->info().title), m_list);
        item->setData(idRole, qs(metric->id()));
        item->setToolTip(plainToolTip(qs(metric->info().shows)));
        item->setSizeHint(QSize(0, fontMetrics().height() + 12));
    }
    return m_list;
}

void MetricsPanel::addHeading(const QString &text)
{
    auto *heading = new QListWidgetItem(text, m_list);
    heading->setFlags(Qt::NoItemFlags);
    QFont bold = m_list->font();
    bold.setBold(true);
    heading->setFont(bold);
    heading->setSizeHint(QSize(0, fontMetrics().height() + 16));
    heading->setTextAlignment(Qt::AlignLeft | Qt::AlignBottom);
}

QWidget *MetricsPanel::makeContent()
{
    m_title = new PlainLabel;
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_about = new PlainLabel;
    m_about->setWordWrap(true);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state = new PlainLabel;
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_table = new FigureView(tr("Rows of the metric"));
    m_export = new QPushButton(tr("Export CSV …"));
    setThemedIcon(m_export, "export");
    connect(m_export, &QPushButton::clicked, this, &MetricsPanel::exportRows);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_state);
    top->addWidget(m_export);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 6, 10, 6);
    head->setSpacing(3);
    head->addLayout(top);
    head->addWidget(m_about);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    return content;
}

QStringList MetricsPanel::metricIds() const
{
    QStringList ids;
    for (const std::unique_ptr<Metric> &metric : *m_metrics)
        ids.append(qs(metric->id()));
    return ids;
}

void MetricsPanel::showMetric(const QString &id)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(idRole).toString() == id)
            m_list->setCurrentRow(i);
    }
}

const Metric *MetricsPanel::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? findMetric(*m_metrics, utf8(item->data(idRole).toString())) : nullptr;
}

void MetricsPanel::describe(const MetricInfo &info)
{
    m_title->setText(qs(info.title));
    m_about->setText(tr("%1\nFormula: %2\nRange: %3 · counts %4 · source: %5")
                         .arg(qs(info.shows), qs(info.formula), qs(info.range), qs(info.counts),
                              qs(info.source)));
}

void MetricsPanel::refresh()
{
    const Metric *metric = selected();
    m_export->setEnabled(false);
    if (!metric || !figures()) {
        m_state->setText(metric ? tr("No figures yet") : tr("There is no metric"));
        m_table->setFigures({});
        return;
    }
    describe(metric->info());
    const GapAnalysis &gap = workspace().gap();
    const Source now{gap.generation(), gap.selection(), figures()->table.edition};
    if (m_of != now) {
        m_of = now;
        m_input.reset();
        m_hasAlignments = false;
        m_rows.clear();
    }
    const auto known = m_rows.find(std::string(metric->id()));
    if (known != m_rows.end()) {
        show(*metric, *known->second);
        return;
    }
    m_state->setText(tr("computing …"));
    m_table->setFigures({});
    const bool aligned = metric->info().needsAlignments;
    if (m_input && (m_hasAlignments || !aligned))
        compute(*metric);
    else
        load(aligned);
}

void MetricsPanel::load(bool alignments)
{
    workspace().runWithSession(
        QStringLiteral("metric"), tr("Reading the dialogues"),
        [of = m_of, alignments](Session &session, JobContext &job) {
            return readInput(session, of.selection, of.edition, alignments, job);
        },
        this,
        [this, of = m_of, alignments](Result<MetricInput> input) {
            if (of != m_of)
                return;
            if (!input) {
                m_state->setText(errorSentence(input.error()));
                return;
            }
            m_input = std::make_shared<const MetricInput>(std::move(*input));
            m_hasAlignments = alignments;
            refresh();
        });
}

void MetricsPanel::compute(const Metric &metric)
{
    const Metric *one = &metric;
    workspace().jobs().start(
        QStringLiteral("metric"), tr("Computing %1").arg(qs(metric.info().title)),
        [input = m_input, one, catalogue = m_metrics](JobContext &job) {
            return one->compute(*input, job);
        },
        this,
        [this, one, of = m_of](Result<std::vector<MetricRow>> rows) {
            if (of != m_of)
                return;
            if (!rows) {
                m_state->setText(errorSentence(rows.error()));
                return;
            }
            m_rows[std::string(one->id())] =
                std::make_shared<const std::vector<MetricRow>>(std::move(*rows));
            if (selected() == one)
                show(*one, *m_rows[std::string(one->id())]);
        });
}

void MetricsPanel::show(const Metric &metric, const std::vector<MetricRow> &rows)
{
    m_state->setText(tr("%Ln row(s)", nullptr, static_cast<int>(rows.size())) +
                     tr(" · %1 edition").arg(qs(name(m_of.edition))));
    m_table->setFigures(metricTable(metric.info(), rows));
    m_export->setEnabled(!rows.empty());
}

Result<void> MetricsPanel::writeCsv(const QString &path) const
{
    const Metric *metric = selected();
    const auto rows = metric ? m_rows.find(std::string(metric->id())) : m_rows.end();
    if (rows == m_rows.end())
        return Error{ErrorCode::OutputFailed, utf8(path), "no rows"};
    const std::string text = tableCsv(metricFileTable(metric->info(), *rows->second));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit())
        return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
    return {};
}

void MetricsPanel::exportRows()
{
    auto *dialog = newFileDialog(this, tr("Export the rows of the metric"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    if (const Metric *metric = selected())
        dialog->selectFile(qs(metric->id()) + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const Result<void> written = writeCsv(path); !written)
            Q_EMIT workspace().failed(written.error());
    });
    dialog->open();
}
} // namespace gapscope
