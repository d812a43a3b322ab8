// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap_page.h"

#include "core/metrics/usi.h"
#include "ui/base/chart_source.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/figure_model.h"
#include "ui/models/leaderboard_table.h"
#include "ui/views/figure_view.h"
#include "ui/views/gap/charts_panel.h"
#include "ui/views/gap/dashboard_panel.h"
#include "ui/views/gap/editions_panel.h"
#include "ui/views/gap/features_panel.h"
#include "ui/views/gap/lost_points_panel.h"
#include "ui/views/gap/metrics_panel.h"
#include "ui/views/gap/what_if_panel.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace gapscope {
GapPage::GapPage(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_table(new FigureView(tr("User-Sim Index"))),
      m_tabs(new QTabWidget), m_empty(new PlainLabel), m_stack(new QStackedWidget)
{
    QWidget *header = makeHeader();
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->sortByColumn(1, Qt::DescendingOrder);
    makeTabs();

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({170, 600});
    splitter->setChildrenCollapsible(false);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *full = new QWidget;
    auto *fullLayout = new QVBoxLayout(full);
    fullLayout->setContentsMargins(0, 0, 0, 0);
    fullLayout->setSpacing(0);
    fullLayout->addWidget(header);
    fullLayout->addWidget(splitter, 1);
    m_stack->addWidget(full);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_table, &FigureView::keyChosen, this, [this](const QString &key) {
        if (const std::optional<QString> name = simulatorOfKey(key))
            selectSimulator(*name);
    });
    m_table->viewport()->installEventFilter(this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &GapPage::showTableMenu);
    connect(&m_workspace, &Workspace::usiChanged, this, &GapPage::figuresChanged);
    connect(&m_workspace, &Workspace::uncertaintyChanged, this, &GapPage::refreshTable);
    connect(&m_workspace, &Workspace::editionChanged, this, &GapPage::refreshHeader);
    connect(&m_workspace, &Workspace::corporaSelected, this, &GapPage::followCorpora);
    connect(&m_workspace, &Workspace::opened, this, &GapPage::figuresChanged);
    connect(&m_workspace, &Workspace::closed, this, &GapPage::figuresChanged);
    figuresChanged();
}

QWidget *GapPage::makeHeader()
{
    m_edition = new QComboBox;
    m_edition->setAccessibleName(tr("Edition of the index"));
    m_edition->setToolTip(tr("The reference edition counts as the published scorer does; the "
                             "corrected one without its known faults (see Editions)"));
    m_edition->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_summary = new PlainLabel;
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("What the figures are of"));
    m_showAll = new QPushButton(tr("Show all tasks"));
    m_showAll->setToolTip(tr("Takes away every filter; Edit ▸ Undo filter brings them back"));
    m_showAll->setFlat(true);
    m_published = new QAction(tr("Published rows"), this);
    m_published->setCheckable(true);
    auto *published = new QToolButton;
    published->setDefaultAction(m_published);
    published->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(m_edition, &QComboBox::activated, this, &GapPage::chooseEdition);
    connect(m_showAll, &QPushButton::clicked, this, [this] { m_workspace.filters().clear(); });
    connect(m_published, &QAction::toggled, this, [this](bool on) {
        m_workspace.charts().setPublished(on);
        refreshTable();
    });
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(10);
    layout->addWidget(m_edition);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_showAll);
    layout->addWidget(published);
    return header;
}

void GapPage::makeTabs()
{
    m_tabs->setDocumentMode(true);
    m_charts = new ChartsPanel(m_workspace);
    m_lost = new LostPointsPanel(m_workspace);
    m_features = new FeaturesPanel(m_workspace);
    m_whatIf = new WhatIfPanel(m_workspace);
    m_editions = new EditionsPanel(m_workspace);
    m_metrics = new MetricsPanel(m_workspace);
    m_dashboard = new DashboardPanel(m_workspace);
    add(m_charts, tr("Charts"));
    add(m_lost, tr("Lost points"));
    add(m_features, tr("Features"));
    add(m_whatIf, tr("What if"));
    add(m_editions, tr("Editions"));
    add(m_metrics, tr("Metrics"));
    add(m_dashboard, tr("Dashboard"));
    connect(m_dashboard, &DashboardPanel::simulatorChosen, this,
            [this](const QString &name) { m_table->setCurrentKey(simulatorKey(name)); });
    connect(m_dashboard, &DashboardPanel::rowsRequested, this, &GapPage::rowsRequested);
    connect(m_charts, &ChartsPanel::simulatorChosen, this,
            [this](const QString &name) { m_table->setCurrentKey(simulatorKey(name)); });
    connect(m_charts, &ChartsPanel::rowsRequested, this, &GapPage::rowsRequested);
}

void GapPage::add(GapPanel *panel, const QString &title)
{
    m_panels.push_back(panel);
    m_tabs->addTab(panel, title);
    connect(panel, &GapPanel::featureRequested, this, &GapPage::featureRequested);
    connect(panel, &GapPanel::wordRequested, this, &GapPage::wordRequested);
    connect(panel, &GapPanel::tasksRequested, this, &GapPage::tasksRequested);
    connect(panel, &GapPanel::dialogueRequested, this, &GapPage::dialogueRequested);
}

ChartView *GapPage::chart() const
{
    return m_charts->chart();
}

ChartTile *GapPage::chartTile() const
{
    return m_charts->tile();
}

QStringList GapPage::chartIds() const
{
    return m_charts->chartIds();
}

void GapPage::showChart(const QString &id)
{
    m_tabs->setCurrentWidget(m_charts);
    m_charts->showChart(id);
}

void GapPage::exportChart()
{
    m_tabs->setCurrentWidget(m_charts);
    m_charts->exportChart();
}

std::optional<QString> GapPage::simulatorAt(const QPoint &viewportPoint) const
{
    const QModelIndex index = m_table->indexAt(viewportPoint);
    return index.isValid() ? simulatorOfKey(m_table->figures()->keyAt(index)) : std::nullopt;
}

void GapPage::compareWith(const QString &name)
{
    ChartSource &charts = m_workspace.charts();
    const std::string wanted = utf8(name);
    charts.setOther(charts.other() == wanted || name == m_simulator ? std::string() : wanted);
}

bool GapPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        // Whose menu is asked for is not chosen by that.
        if (mouse->button() == Qt::RightButton)
            return true;
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() & Qt::ControlModifier) {
            if (const std::optional<QString> name = simulatorAt(mouse->pos()))
                compareWith(*name);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void GapPage::showTableMenu(const QPoint &point)
{
    const std::optional<QString> name = simulatorAt(point);
    if (!name)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isOther = utf8(*name) == m_workspace.charts().other();
    QAction *compare = menu->addAction(isOther ? tr("No second simulator in charts")
                                               : tr("Second simulator in charts (Ctrl+click)"),
                                       this, [this, name] { compareWith(*name); });
    compare->setEnabled(*name != m_simulator);
    menu->addActions(m_table->actions());
    menu->popup(m_table->viewport()->mapToGlobal(point));
}

void GapPage::selectSimulator(const QString &name)
{
    m_simulator = name;
    for (GapPanel *panel : m_panels)
        panel->setSimulator(name);
}

void GapPage::followCorpora()
{
    const CorpusSummary *selected = m_workspace.data().corpus(m_workspace.simCorpus());
    if (!selected)
        return;
    selectSimulator(qs(selected->corpus.label));
    m_table->setCurrentKey(simulatorKey(m_simulator));
}

void GapPage::chooseEdition(int index)
{
    const Result<Edition> edition = editionFrom(utf8(m_edition->itemData(index).toString()));
    if (edition)
        m_workspace.setEdition(*edition);
}

void GapPage::figuresChanged()
{
    const std::shared_ptr<const GapFigures> figures = m_workspace.gap().figures();
    const bool any = figures && !figures->problem.simulators.empty();
    if (!any)
        m_empty->setText(emptyText());
    m_stack->setCurrentIndex(any ? 0 : 1);
    refreshHeader();
    refreshTable();
    if (any && !figures->simulator(utf8(m_simulator))) {
        followCorpora();
        if (!figures->simulator(utf8(m_simulator)))
            selectSimulator(qs(figures->problem.simulators.front().name));
    }
    if (any)
        m_table->setCurrentKey(simulatorKey(m_simulator));
}

QString GapPage::emptyText() const
{
    if (!m_workspace.isOpen())
        return tr("No workspace is open.");
    if (!m_workspace.gap().problem().isEmpty())
        return m_workspace.gap().problem();
    if (!m_workspace.gap().figures())
        return tr("Computing the index …");
    return tr("No simulator to compare.\nImport the transcripts of at least one real and one "
              "simulated corpus of the same tasks.");
}

QString GapPage::summary() const
{
    return m_summary->text();
}

void GapPage::refreshHeader()
{
    const Edition &wanted = m_workspace.gap().edition();
    m_edition->clear();
    m_edition->addItem(tr("Reference edition"), QStringLiteral("reference"));
    m_edition->addItem(tr("Corrected edition"), QStringLiteral("corrected"));
    const QString name = qs(gapscope::name(wanted));
    int index = m_edition->findData(name);
    if (index < 0) {
        m_edition->addItem(tr("Own edition"), name);
        m_edition->setItemData(m_edition->count() - 1, name.toHtmlEscaped(), Qt::ToolTipRole);
        index = m_edition->count() - 1;
    }
    m_edition->setCurrentIndex(index);

    const std::shared_ptr<const GapFigures> figures = m_workspace.gap().figures();
    m_showAll->setVisible(figures && figures->tasks < figures->allTasks &&
                          !m_workspace.filters().isEmpty());
    if (!figures)
        return;
    const QLocale locale;
    QStringList parts;
    // What is shown, not what was asked for.
    parts << tr("%1 edition").arg(qs(gapscope::name(figures->table.edition)));
    parts << tr("%1 difficulty").arg(qs(figures->table.difficulty));
    std::set<int> terms;
    for (const UsiRow &row : figures->table.rows) {
        if (row.kind == UsiRow::Kind::Simulator && row.usi)
            terms.insert(row.terms);
    }
    if (terms.size() == 1)
        parts << tr("%n term(s)", nullptr, *terms.begin());
    else if (terms.size() > 1)
        parts << tr("5 or 6 terms: not comparable");
    parts << (figures->tasks < figures->allTasks
                  ? tr("%1 of %Ln task(s)", nullptr, figures->allTasks)
                        .arg(locale.toString(figures->tasks))
                  : tr("%Ln task(s)", nullptr, figures->tasks));
    if (figures->excluded > 0)
        parts << tr("%Ln dialogue(s) excluded", nullptr, figures->excluded);
    if (!(figures->table.edition == wanted))
        parts << tr("computing the %1 edition …").arg(name);
    m_summary->setText(parts.join(QStringLiteral(" · ")));

    const bool comparable = figures->table.edition == Edition::reference();
    m_published->setEnabled(comparable);
    m_published->setToolTip(comparable ? tr("Shows the figures of the literature beside one's own")
                                       : tr("Published figures are of the reference edition"));
}

void GapPage::refreshTable()
{
    const std::shared_ptr<const GapFigures> figures = m_workspace.gap().figures();
    if (!figures) {
        m_table->setFigures({});
        m_shown = {};
        return;
    }
    const std::shared_ptr<const UsiUncertainty> uncertainty = m_workspace.gap().uncertainty();
    const bool published = m_published->isChecked() && m_published->isEnabled();
    // Effects and intervals are told alike, and the table has no effects.
    const Shown now{figures, uncertainty, published};
    if (now == m_shown)
        return;
    m_shown = now;
    m_table->setFigures(leaderboardTable(figures->table, uncertainty.get(),
                                         published ? publishedRows() : std::vector<UsiRow>()));
}
} // namespace gapscope
