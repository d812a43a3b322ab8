// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap_page.h"

#include "core/plot/chart_key.h"
#include "core/store/chart_data.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/themed_icons.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"
#include "ui/models/usi_model.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolTip>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int chartIdRole = Qt::UserRole;

/// Sorts by number; people against people stays on top, because everything is read against it.
class CeilingFirst final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const bool leftSim = left.data(UsiModel::IsSimulatorRole).toBool();
        const bool rightSim = right.data(UsiModel::IsSimulatorRole).toBool();
        if (leftSim != rightSim)
            return sortOrder() == Qt::AscendingOrder ? rightSim : leftSim;
        return QSortFilterProxyModel::lessThan(left, right);
    }
};
} // namespace

GapPage::GapPage(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_charts(builtinCharts()),
      m_model(new UsiModel(this)), m_sorted(new CeilingFirst(this)), m_table(new QTableView),
      m_list(new QListWidget), m_chart(new ChartView), m_caption(new PlainLabel),
      m_empty(new PlainLabel), m_stack(new QStackedWidget)
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(UsiModel::SortRole);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("User-Sim Index"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(UsiModel::UsiColumn, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setMinimumSectionSize(64);
    header->setHighlightSections(false);

    m_list->setAccessibleName(tr("Charts"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(190);
    m_list->setSpacing(1);
    for (const std::unique_ptr<Chart> &chart : m_charts) {
        auto *item = new QListWidgetItem(qs(chart->title()), m_list);
        item->setData(chartIdRole, qs(chart->id()));
        item->setToolTip(qs(chart->shows()).toHtmlEscaped());
        item->setSizeHint(QSize(0, fontMetrics().height() + 14));
    }
    auto *exportButton = new QPushButton(tr("Export …"));
    setThemedIcon(exportButton, "export");
    auto *tableButton = new QPushButton(tr("As table"));
    setThemedIcon(tableButton, "table");
    auto *side = new QWidget;
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 8);
    sideLayout->addWidget(m_list, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(10, 4, 10, 4);
    buttons->addWidget(tableButton);
    buttons->addWidget(exportButton);
    sideLayout->addLayout(buttons);

    m_caption->setWordWrap(true);
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_caption->setContentsMargins(14, 4, 14, 10);
    auto *chartSide = new QWidget;
    auto *chartLayout = new QVBoxLayout(chartSide);
    chartLayout->setContentsMargins(0, 0, 0, 0);
    chartLayout->setSpacing(0);
    chartLayout->addWidget(m_chart, 1);
    chartLayout->addWidget(m_caption);

    auto *lower = new QWidget;
    auto *lowerLayout = new QHBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->setSpacing(0);
    lowerLayout->addWidget(side);
    lowerLayout->addWidget(chartSide, 1);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(lower);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({150, 600});
    splitter->setChildrenCollapsible(false);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_list, &QListWidget::currentRowChanged, this, &GapPage::refreshChart);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.data(UsiModel::IsSimulatorRole).toBool()) {
                    m_simulator = m_model->nameAt(m_sorted->mapToSource(index));
                    refreshChart();
                }
            });
    connect(exportButton, &QPushButton::clicked, this, &GapPage::exportChart);
    connect(tableButton, &QPushButton::clicked, m_chart, &ChartView::showTable);
    connect(m_chart, &ChartView::markActivated, this, &GapPage::activate);
    connect(&m_workspace, &Workspace::usiChanged, this, &GapPage::refreshTable);
    connect(&m_workspace, &Workspace::summariesChanged, this, &GapPage::refreshChart);
    connect(&m_workspace, &Workspace::corporaSelected, this, &GapPage::refreshTable);
    connect(&m_workspace, &Workspace::closed, this, &GapPage::refreshTable);
    m_list->setCurrentRow(0);
    refreshTable();
}

QStringList GapPage::chartIds() const
{
    QStringList ids;
    for (const std::unique_ptr<Chart> &chart : m_charts)
        ids.append(qs(chart->id()));
    return ids;
}

void GapPage::showChart(const QString &id)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(chartIdRole).toString() == id)
            m_list->setCurrentRow(i);
    }
}

const Chart *GapPage::selectedChart() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? findChart(m_charts, utf8(item->data(chartIdRole).toString())) : nullptr;
}

QString GapPage::selectedSimulator() const
{
    if (!m_simulator.isEmpty())
        return m_simulator;
    const CorpusSummary *summary = m_workspace.data().corpus(m_workspace.simCorpus());
    return summary ? qs(summary->corpus.label) : QString();
}

void GapPage::refreshTable()
{
    const std::shared_ptr<const UsiTable> table = m_workspace.usi();
    m_model->setTable(table);
    m_table->setColumnWidth(UsiModel::NameColumn, 132);
    for (int column = UsiModel::UsiColumn; column < UsiModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, column < UsiModel::TasksColumn ? 90 : 66);
    const CorpusSummary *selected = m_workspace.data().corpus(m_workspace.simCorpus());
    m_simulator = selected ? qs(selected->corpus.label) : QString();
    const bool any = table && table->rows.size() > 1;
    if (any) {
        refreshChart();
    } else if (!m_workspace.usiProblem().isEmpty()) {
        m_empty->setText(m_workspace.usiProblem());
    } else if (!m_workspace.isOpen()) {
        m_empty->setText(tr("No workspace is open."));
    } else if (!table) {
        m_empty->setText(tr("Computing the index …"));
    } else {
        m_empty->setText(tr("No simulator to compare.\nImport the transcripts of at least one real "
                            "and one simulated corpus of the same tasks."));
    }
    m_stack->setCurrentIndex(any ? 0 : 1);
}

void GapPage::refreshChart()
{
    const std::shared_ptr<const UsiTable> table = m_workspace.usi();
    const Chart *chart = selectedChart();
    if (!table || !chart)
        return;
    m_chart->setTheme(Theme::of(palette()));
    const WorkspaceData &contents = m_workspace.data();
    const auto excluded = static_cast<std::int64_t>(contents.exclusions.size());
    ChartInput input =
        chartInput(*table, m_workspace.curves(), static_cast<std::int64_t>(contents.tasks.size()),
                   static_cast<std::int64_t>(contents.heads.size()) - excluded, excluded,
                   utf8(selectedSimulator()));
    input.notes.version = utf8(QCoreApplication::applicationVersion());
    m_chart->setSpec(chart->build(input));
    m_caption->setText(tr("%1 Source: %2.").arg(qs(chart->shows()), qs(chart->source())));
}

void GapPage::activate(const QString &text)
{
    const std::optional<ChartKey> key = parseChartKey(utf8(text));
    if (!key)
        return;
    if (!key->simulator.empty()) {
        for (int row = 0; row < m_sorted->rowCount(); ++row) {
            const QModelIndex index = m_sorted->index(row, UsiModel::NameColumn);
            if (index.data().toString() == qs(key->simulator))
                m_table->setCurrentIndex(index);
        }
    }
    if (const std::optional<Feature> feature = featureByKey(key->measure))
        Q_EMIT featureRequested(*feature, qs(key->simulator));
}

void GapPage::exportChart()
{
    m_chart->exportAs();
}
} // namespace gapscope
