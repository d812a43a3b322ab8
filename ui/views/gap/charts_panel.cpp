// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/charts_panel.h"

#include "core/metrics/usi.h"
#include "core/plot/chart_key.h"
#include "core/store/chart_data.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/themed_icons.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int chartIdRole = Qt::UserRole;
constexpr int listWidth = 190;
} // namespace

ChartsPanel::ChartsPanel(Workspace &workspace, QWidget *parent)
    : GapPanel(workspace, parent), m_charts(builtinCharts()), m_list(new QListWidget),
      m_chart(new ChartView), m_caption(new PlainLabel)
{
    m_list->setAccessibleName(tr("Charts"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(listWidth);
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
    auto *side = new QVBoxLayout;
    side->setContentsMargins(0, 0, 0, 8);
    side->addWidget(m_list, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(10, 4, 10, 4);
    buttons->addWidget(tableButton);
    buttons->addWidget(exportButton);
    side->addLayout(buttons);

    m_caption->setWordWrap(true);
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_caption->setContentsMargins(14, 4, 14, 10);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_chart, 1);
    middle->addWidget(m_caption);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(side);
    layout->addLayout(middle, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &ChartsPanel::invalidate);
    connect(exportButton, &QPushButton::clicked, this, &ChartsPanel::exportChart);
    connect(tableButton, &QPushButton::clicked, m_chart, &ChartView::showTable);
    connect(m_chart, &ChartView::markActivated, this, &ChartsPanel::activate);
    connect(&workspace, &Workspace::summariesChanged, this, &ChartsPanel::invalidate);
    m_list->setCurrentRow(0);
}

QStringList ChartsPanel::chartIds() const
{
    QStringList ids;
    for (const std::unique_ptr<Chart> &chart : m_charts)
        ids.append(qs(chart->id()));
    return ids;
}

void ChartsPanel::showChart(const QString &id)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(chartIdRole).toString() == id)
            m_list->setCurrentRow(i);
    }
}

const Chart *ChartsPanel::selectedChart() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? findChart(m_charts, utf8(item->data(chartIdRole).toString())) : nullptr;
}

void ChartsPanel::setPublished(bool shown)
{
    m_published = shown;
    invalidate();
}

void ChartsPanel::refresh()
{
    const std::shared_ptr<const GapFigures> now = figures();
    const Chart *chart = selectedChart();
    if (!now || !chart)
        return;
    m_chart->setTheme(Theme::of(palette()));
    UsiTable table = now->table;
    if (m_published)
        table.rows.insert(table.rows.end(), publishedRows().begin(), publishedRows().end());
    const auto heads = static_cast<std::int64_t>(workspace().data().heads.size());
    ChartInput input = chartInput(table, workspace().curves(), now->tasks, heads - now->excluded,
                                  now->excluded, utf8(simulator()));
    if (now->tasks < now->allTasks) {
        input.notes.sample = utf8(tr("%1 of %2 tasks").arg(now->tasks).arg(now->allTasks));
        for (const Filter &filter : workspace().filters().filters())
            input.notes.filter += (input.notes.filter.empty() ? "" : "; ") + utf8(filter.title);
    }
    const std::shared_ptr<const UsiUncertainty> uncertainty = workspace().gap().uncertainty();
    input.uncertainty = uncertainty.get();
    input.notes.dataHash = now->dataHash;
    input.notes.version = utf8(QCoreApplication::applicationVersion());
    m_chart->setSpec(chart->build(input));
    m_caption->setText(tr("%1 Source: %2.").arg(qs(chart->shows()), qs(chart->source())));
}

void ChartsPanel::activate(const QString &text)
{
    const std::optional<ChartKey> key = parseChartKey(utf8(text));
    if (!key)
        return;
    if (!key->simulator.empty())
        Q_EMIT simulatorChosen(qs(key->simulator));
    if (const std::optional<Feature> feature = featureByKey(key->measure))
        Q_EMIT featureRequested(*feature, qs(key->simulator));
}

void ChartsPanel::exportChart()
{
    m_chart->exportAs();
}
} // namespace gapscope
