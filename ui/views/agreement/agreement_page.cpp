// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/agreement/agreement_page.h"

#include "ui/base/agreement_source.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/agreement_table.h"
#include "ui/models/queue_table.h"
#include "ui/views/agreement/adjudication_panel.h"
#include "ui/views/agreement/queue_panel.h"
#include "ui/views/figure_view.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
AgreementPage::AgreementPage(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_source(new AgreementSource(workspace)),
      m_tabs(new QTabWidget), m_summary(new PlainLabel),
      m_table(new FigureView(tr("Agreement by code")))
{
    m_tabs->setDocumentMode(true);
    m_adjudication = new AdjudicationPanel(workspace, *m_source);
    m_tabs->addTab(makeAgreement(), tr("Agreement"));
    m_tabs->addTab(makeAnnotators(), tr("Annotators"));
    m_tabs->addTab(m_adjudication, tr("Adjudication"));
    m_tabs->addTab(makeGold(), tr("Against the final labels"));
    m_queues = new QueuePanel(workspace);
    m_verdicts = new FigureView(tr("Human or simulated: blind judgements"));
    m_tabs->addTab(m_queues, tr("Queue"));
    m_tabs->addTab(m_verdicts, tr("Human or simulated"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(12, 8, 12, 6);
    m_summary->setAccessibleName(tr("What the figures are of"));

    connect(m_source, &AgreementSource::changed, this, &AgreementPage::refresh);
    connect(m_adjudication, &AdjudicationPanel::placeRequested, this,
            &AgreementPage::placeRequested);
    connect(m_queues, &QueuePanel::placeRequested, this, &AgreementPage::placeRequested);
    connect(&workspace.desk(), &LabelDesk::annotatorChanged, this, &AgreementPage::refresh);
    refresh();
}

QWidget *AgreementPage::makeAgreement()
{
    m_table->sortByColumn(0, Qt::AscendingOrder);
    return m_table;
}

QComboBox *AgreementPage::chooser(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

QWidget *AgreementPage::makeAnnotators()
{
    m_matrix = new FigureView(tr("Every annotator against every other"));
    m_confusion = new FigureView(tr("Which codes two annotators give to the same place"));
    m_confusion->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_code = chooser(tr("On which code"));
    m_first = chooser(tr("First annotator"));
    m_second = chooser(tr("Second annotator"));
    connect(m_code, &QComboBox::activated, this, &AgreementPage::refreshPairs);
    connect(m_first, &QComboBox::activated, this, &AgreementPage::refreshPairs);
    connect(m_second, &QComboBox::activated, this, &AgreementPage::refreshPairs);
    m_matrix->setSelectionBehavior(QAbstractItemView::SelectItems);
    connect(m_matrix, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        // From a cell of two to what these two confuse, and from there to the rows.
        if (index.column() < 1 || index.row() == index.column() - 1)
            return;
        m_first->setCurrentIndex(m_first->findText(m_matrix->currentKey()));
        m_second->setCurrentIndex(m_second->findText(
            index.model()->headerData(index.column(), Qt::Horizontal).toString()));
        refreshPairs();
        m_confusion->setFocus();
    });
    connect(m_confusion, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const std::shared_ptr<const RatingUnits> units = m_source->units();
        if (!units || index.column() < 1)
            return;
        const CodeConfusion confusion =
            codeConfusion(*units, static_cast<std::size_t>(m_first->currentIndex()),
                          static_cast<std::size_t>(m_second->currentIndex()));
        const auto column = static_cast<std::size_t>(index.column() - 1);
        showUnits(utf8(m_confusion->currentKey()),
                  column < confusion.codes.size() ? confusion.codes[column] : std::string());
    });
    const auto under = [](std::initializer_list<QWidget *> head, QWidget *table) {
        auto *part = new QWidget;
        auto *column = new QVBoxLayout(part);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto *line = new QHBoxLayout;
        line->setContentsMargins(12, 6, 12, 6);
        line->setSpacing(8);
        for (QWidget *widget : head)
            line->addWidget(widget);
        line->addStretch(1);
        column->addLayout(line);
        column->addWidget(table, 1);
        return part;
    };
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(under({new PlainLabel(tr("Agreement of two on")), m_code}, m_matrix));
    splitter->addWidget(
        under({new PlainLabel(tr("What")), m_first, new PlainLabel(tr("says where")), m_second,
               new PlainLabel(tr("says; double click shows the rows"))},
              m_confusion));
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

QWidget *AgreementPage::makeGold()
{
    m_gold = new FigureView(tr("An annotator against the final labels"));
    m_who = chooser(tr("Whose labels"));
    m_goldText = new PlainLabel;
    m_goldText->setForegroundRole(QPalette::PlaceholderText);
    connect(m_who, &QComboBox::activated, this, &AgreementPage::refreshGold);
    auto *part = new QWidget;
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 6, 12, 6);
    line->addWidget(m_who);
    line->addWidget(m_goldText, 1);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_gold, 1);
    return part;
}

void AgreementPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_source->ask();
}

QString AgreementPage::summary() const
{
    return m_summary->text();
}

void AgreementPage::fillNames(QComboBox *box, int preferred)
{
    const QString before = box->currentText();
    box->clear();
    if (const std::shared_ptr<const RatingUnits> units = m_source->units())
        for (const std::string &name : units->annotators)
            box->addItem(qs(name));
    const int kept = box->findText(before);
    box->setCurrentIndex(kept >= 0 ? kept : std::min(preferred, box->count() - 1));
}

void AgreementPage::refresh()
{
    const std::shared_ptr<const AgreementReport> report = m_source->report();
    if (!report) {
        m_summary->setText(!m_workspace.isOpen() ? tr("No workspace is open.")
                           : m_workspace.floors()
                               ? tr("Comparing the annotators …")
                               : tr("Aligning the pairs: rows are what annotators agree on …"));
        m_table->setFigures({});
        m_matrix->setFigures({});
        m_confusion->setFigures({});
        m_gold->setFigures({});
        m_verdicts->setFigures({});
        return;
    }
    if (m_source->verdicts())
        m_verdicts->setFigures(verdictTable(*m_source->verdicts()));
    QString text;
    if (report->annotators.empty()) {
        text = tr("Nobody has labelled anything yet. Labels are set on the Compare page; a pair "
                  "counts as judged once it is marked as done or has a label.");
    } else {
        QStringList names;
        for (const std::string &name : report->annotators)
            names << qs(name);
        text = tr("%1 judged %2 pairs of %3 tasks, %4 of them by two or more.")
                   .arg(names.join(QStringLiteral(", ")))
                   .arg(report->pairs)
                   .arg(report->tasks)
                   .arg(report->doublePairs);
        if (report->annotators.size() > 1 && report->doublePairs == 0)
            text += QLatin1Char(' ') + tr("No pair has two judgements, so there is nothing to "
                                          "agree on.");
        if (report->moved + report->lost > 0)
            text += QLatin1Char(' ') +
                    tr("%1 labels were set on rows that are gone: %2 count where one of their "
                       "turns stands now, %3 are left out.")
                        .arg(report->moved + report->lost)
                        .arg(report->moved)
                        .arg(report->lost);
    }
    m_summary->setText(text);
    m_table->setFigures(agreementTable(*report));
    const QString code = m_code->currentData().toString();
    m_code->clear();
    m_code->addItem(tr("all codes"), QString());
    for (const AgreementLine &line : report->lines)
        if (line.subject == AgreementLine::Subject::Code)
            m_code->addItem(tr("%1  %2").arg(qs(line.id), qs(line.name)), qs(line.id));
    m_code->setCurrentIndex(std::max(0, m_code->findData(code)));
    fillNames(m_first, 0);
    fillNames(m_second, 1);
    fillNames(m_who, std::max(0, m_who->findText(m_workspace.desk().annotator())));
    refreshPairs();
    refreshGold();
}

void AgreementPage::refreshPairs()
{
    const std::shared_ptr<const RatingUnits> units = m_source->units();
    if (!units)
        return;
    const std::string code = utf8(m_code->currentData().toString());
    m_matrix->setFigures(
        annotatorMatrix(units->annotators, annotatorPairs(*units, code), !code.empty()));
    const int first = m_first->currentIndex();
    const int second = m_second->currentIndex();
    if (first < 0 || second < 0 || first == second) {
        m_confusion->setFigures({});
        return;
    }
    m_confusion->setFigures(confusionTable(
        codeConfusion(*units, static_cast<std::size_t>(first), static_cast<std::size_t>(second)),
        m_workspace.desk().scheme()));
}

void AgreementPage::refreshGold()
{
    const std::shared_ptr<const RatingUnits> units = m_source->units();
    const int who = m_who->currentIndex();
    if (!units || who < 0) {
        m_goldText->clear();
        m_gold->setFigures({});
        return;
    }
    const AgainstGold gold = againstGold(*units, static_cast<std::size_t>(who));
    m_goldText->setText(
        gold.settled == 0
            ? tr("No pair that %1 judged has final labels yet.").arg(m_who->currentText())
            : tr("%1 of %2 places that %3 judged, in pairs with final labels, are "
                 "settled.")
                  .arg(gold.settled)
                  .arg(gold.units)
                  .arg(m_who->currentText()));
    m_gold->setFigures(goldTable(gold, m_workspace.desk().scheme()));
}

void AgreementPage::showUnits(const std::string &first, const std::string &second)
{
    const std::shared_ptr<const RatingUnits> units = m_source->units();
    const CodeConfusion confusion =
        codeConfusion(*units, static_cast<std::size_t>(m_first->currentIndex()),
                      static_cast<std::size_t>(m_second->currentIndex()));
    const auto found = confusion.cells.find({first, second});
    if (found == confusion.cells.end() || found->second.empty())
        return;
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("UnitsBehind"));
    dialog->resize(520, 360);
    const auto shown = [this](const std::string &code) {
        return code.empty() ? tr("none") : qs(code);
    };
    dialog->setWindowTitle(
        tr("%1: %2, %3: %4")
            .arg(m_first->currentText(), shown(first), m_second->currentText(), shown(second)));
    auto *list = new QListWidget;
    list->setAccessibleName(tr("Rows behind the number; Enter opens one"));
    for (const std::size_t index : found->second) {
        const RatingUnit &unit = units->units[index];
        const RatedPair &pair = units->pairs[unit.pair];
        list->addItem(
            unit.row < 0
                ? tr("%1, %2: the whole pair").arg(qs(pair.task.value()), qs(pair.simulator))
                : tr("%1, %2: row %3")
                      .arg(qs(pair.task.value()), qs(pair.simulator))
                      .arg(unit.row + 1));
    }
    list->setCurrentRow(0);
    connect(list, &QListWidget::itemActivated, this,
            [this, units, list, behind = found->second](QListWidgetItem *item) {
                const RatingUnit &unit =
                    units->units[behind[static_cast<std::size_t>(list->row(item))]];
                const RatedPair &pair = units->pairs[unit.pair];
                Q_EMIT placeRequested(pair.real, pair.sim, unit.row);
            });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(list);
    layout->addWidget(buttons);
    dialog->open();
}
} // namespace gapscope
