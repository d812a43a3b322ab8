// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/charts_panel.h"

#include "ui/base/chart_source.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/themed_icons.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"
#include "ui/views/gap/chart_tile.h"

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
    : GapPanel(workspace, parent), m_list(new QListWidget),
      m_tile(new ChartTile(workspace, QStringLiteral("charts"))), m_caption(new PlainLabel)
{
    m_list->setAccessibleName(tr("Charts"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(listWidth);
    m_list->setSpacing(1);
    fillList();
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
    middle->addWidget(m_tile, 1);
    middle->addWidget(m_caption);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(side);
    layout->addLayout(middle, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &ChartsPanel::invalidate);
    connect(exportButton, &QPushButton::clicked, this, &ChartsPanel::exportChart);
    connect(tableButton, &QPushButton::clicked, chart(), &ChartView::showTable);
    connect(m_tile, &ChartTile::simulatorChosen, this, &ChartsPanel::simulatorChosen);
    connect(m_tile, &ChartTile::featureRequested, this, &ChartsPanel::featureRequested);
    connect(m_tile, &ChartTile::wordRequested, this, &ChartsPanel::wordRequested);
    connect(m_tile, &ChartTile::dialogueRequested, this, &ChartsPanel::dialogueRequested);
    connect(m_tile, &ChartTile::rowsRequested, this, &ChartsPanel::rowsRequested);
    connect(m_tile, &ChartTile::settingChosen, this,
            [this](const QString &setting, const QString &value) {
                this->workspace().charts().setSetting(m_tile->wish().chart, utf8(setting),
                                                      utf8(value));
            });
    connect(&workspace.charts(), &ChartSource::settingsChanged, this, &ChartsPanel::invalidate);
    showChart(chartIds().value(0));
}

void ChartsPanel::fillList()
{
    const auto heading = [this](ChartGroup group) {
        auto *item = new QListWidgetItem(qs(name(group)), m_list);
        item->setFlags(Qt::NoItemFlags);
        QFont bold = m_list->font();
        bold.setBold(true);
        item->setFont(bold);
        item->setSizeHint(QSize(0, fontMetrics().height() + 16));
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignBottom);
    };
    for (const ChartGroup group :
         {ChartGroup::Index, ChartGroup::Features, ChartGroup::Outcome, ChartGroup::Course,
          ChartGroup::Survey, ChartGroup::Words, ChartGroup::Labels}) {
        bool isFirst = true;
        for (const std::unique_ptr<Chart> &chart : *workspace().charts().charts()) {
            if (chart->group() != group)
                continue;
            if (isFirst)
                heading(group);
            isFirst = false;
            auto *item = new QListWidgetItem(qs(chart->title()), m_list);
            item->setData(chartIdRole, qs(chart->id()));
            item->setToolTip(plainToolTip(qs(chart->shows())));
            item->setSizeHint(QSize(0, fontMetrics().height() + 12));
        }
    }
}

ChartView *ChartsPanel::chart() const
{
    return m_tile->view();
}

QStringList ChartsPanel::chartIds() const
{
    QStringList ids;
    for (int i = 0; i < m_list->count(); ++i) {
        if (const QString id = m_list->item(i)->data(chartIdRole).toString(); !id.isEmpty())
            ids.append(id);
    }
    return ids;
}

void ChartsPanel::showChart(const QString &id)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(chartIdRole).toString() == id)
            m_list->setCurrentRow(i);
    }
}

void ChartsPanel::refresh()
{
    const QListWidgetItem *item = m_list->currentItem();
    const std::string id = item ? utf8(item->data(chartIdRole).toString()) : std::string();
    const Chart *chart = workspace().charts().chart(id);
    if (!chart)
        return;
    m_tile->setWish({id, utf8(simulator()), workspace().charts().settings(id)});
    m_caption->setText(tr("%1 Source: %2.").arg(qs(chart->shows()), qs(chart->source())));
}

void ChartsPanel::exportChart()
{
    chart()->exportAs();
}
} // namespace gapscope
