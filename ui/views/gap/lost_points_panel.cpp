// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/lost_points_panel.h"

#include "core/metrics/survey_agreement.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/dialogues_model.h"
#include "ui/models/lost_points_table.h"
#include "ui/views/exclude_dialog.h"
#include "ui/views/figure_view.h"
#include "ui/views/gap/split_legend.h"

#include <QAction>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr std::size_t mostInfluences = 50;
/// From here the two tables stand side by side.
constexpr int wide = 1000;

QWidget *column(QLayout *top, QWidget *table)
{
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    top->setContentsMargins(10, 6, 10, 4);
    layout->addLayout(top);
    layout->addWidget(table, 1);
    return widget;
}

/// The tasks of a difficulty bin.
QList<TaskKey> tasksOfBin(const SimulatorProblem &problem, std::size_t bin)
{
    QList<TaskKey> tasks;
    for (const OutcomeTask &one : problem.outcomeTasks) {
        if (one.bin == bin)
            tasks.append(TaskKey(one.task));
    }
    return tasks;
}

/// The tasks in whose questionnaires a field is answered otherwise than by people.
QList<TaskKey> tasksOfField(const SimulatorProblem &problem, const std::string &field)
{
    QList<TaskKey> tasks;
    for (std::size_t i = 0; i < surveyFieldCount; ++i) {
        if (surveyFields()[i].key != field)
            continue;
        for (const CompiledSurveys &batch : problem.evaluation.batches) {
            for (const WeighedSurvey &one : batch.cases) {
                if (one.survey.lost[i] > 0.0)
                    tasks.append(TaskKey(one.survey.id));
            }
        }
    }
    return tasks;
}
} // namespace

LostPointsPanel::LostPointsPanel(Workspace &workspace, QWidget *parent)
    : GapPanel(workspace, parent), m_splitter(new QSplitter)
{
    m_splitter->addWidget(makeLedger());
    m_splitter->addWidget(makeInfluences());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

QWidget *LostPointsPanel::makeLedger()
{
    m_title = new PlainLabel;
    m_ledger = new FigureView(tr("Lost points"));
    m_ledger->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_rows = new QAction(tr("Show what is behind it"), this);
    connect(m_rows, &QAction::triggered, this, [this] { openLine(m_ledger->currentKey()); });
    m_ledger->insertAction(m_ledger->actions().first(), m_rows);
    connect(m_ledger, &FigureView::keyOpened, this, &LostPointsPanel::openLine);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(new SplitLegend);
    return column(top, m_ledger);
}

QWidget *LostPointsPanel::makeInfluences()
{
    m_influenceTitle = new PlainLabel(tr("Most influential dialogues"));
    m_influences = new FigureView(tr("Most influential dialogues"));
    m_open = new QAction(tr("Open the pair in Compare"), this);
    m_exclude = new QAction(tr("Exclude dialogue …"), this);
    connect(m_open, &QAction::triggered, this,
            [this] { Q_EMIT dialogueRequested(dialogueOf(m_influences->currentKey())); });
    connect(m_exclude, &QAction::triggered, this, [this] {
        const DialogueId id = dialogueOf(m_influences->currentKey());
        if (!id.empty())
            askToExclude(workspace(), {id}, this);
    });
    QAction *copy = m_influences->actions().first();
    m_influences->insertAction(copy, m_open);
    m_influences->insertAction(copy, m_exclude);
    connect(m_influences, &FigureView::keyOpened, this, [this](const QString &key) {
        const DialogueId id = dialogueOf(key);
        if (!id.empty())
            Q_EMIT dialogueRequested(id);
    });
    auto *top = new QHBoxLayout;
    top->addWidget(m_influenceTitle);
    return column(top, m_influences);
}

void LostPointsPanel::resizeEvent(QResizeEvent *event)
{
    GapPanel::resizeEvent(event);
    const Qt::Orientation fits = event->size().width() >= wide ? Qt::Horizontal : Qt::Vertical;
    if (fits == m_splitter->orientation())
        return;
    m_splitter->setOrientation(fits);
    m_splitter->setSizes({3000, 2000});
}

void LostPointsPanel::refresh()
{
    const std::shared_ptr<const GapFigures> now = figures();
    const std::optional<std::size_t> index = now ? now->simulator(utf8(simulator())) : std::nullopt;
    const UsiLedger *ledger = index && now->ledgers[*index] ? &*now->ledgers[*index] : nullptr;
    m_exclude->setEnabled(!workspace().isReadOnly());
    if (!ledger) {
        const UsiRow *row = now ? now->row(utf8(simulator())) : nullptr;
        m_title->setText(
            row && row->missing.contains("usi")
                ? tr("%1 has no index: %2").arg(simulator(), qs(row->missing.at("usi")))
                : tr("No index"));
        m_ledger->setFigures({});
        m_influences->setFigures({});
        return;
    }
    m_title->setText(
        tr("%1 loses %2 of 100 points").arg(simulator(), numberText(100.0 - ledger->usi, 1)));
    m_ledger->setFigures(lostPointsTable(*ledger, now->corrected.has_value()));
    startInfluences();
}

void LostPointsPanel::startInfluences()
{
    const std::shared_ptr<const GapFigures> now = figures();
    if (m_of == now && m_ofSimulator == simulator()) {
        showInfluences();
        return;
    }
    const std::size_t index = *now->simulator(utf8(simulator()));
    m_influenceTitle->setText(tr("Most influential dialogues: computing …"));
    workspace().jobs().start(
        QStringLiteral("influence"), tr("Leaving out each dialogue"),
        [now, index](JobContext &job) { return influenceOf(now->problem, index, job); }, this,
        [this, now, name = simulator()](Result<std::vector<Influence>> found) {
            if (!found)
                return;
            m_of = now;
            m_ofSimulator = name;
            m_found = std::move(*found);
            showInfluences();
        });
}

void LostPointsPanel::showInfluences()
{
    const std::optional<std::size_t> index = m_of->simulator(utf8(m_ofSimulator));
    if (!index || !m_of->ledgers[*index])
        return;
    m_influenceTitle->setText(tr("Most influential dialogues of %1").arg(m_ofSimulator));
    m_influences->setFigures(influenceFigures(
        *m_of->ledgers[*index], m_found, mostInfluences, [this](const LeftOut &place) {
            const QString task = taskName(workspace(), TaskKey(place.id));
            return place.side == LeftOut::Side::People
                       ? tr("%1 · people, batch %2").arg(task).arg(place.number)
                       : tr("%1 · run %2").arg(task).arg(place.number);
        }));
}

DialogueId LostPointsPanel::dialogueOf(const QString &key) const
{
    bool fine = false;
    const std::size_t at = key.toUInt(&fine);
    const std::optional<std::size_t> index =
        m_of ? m_of->simulator(utf8(m_ofSimulator)) : std::nullopt;
    if (!fine || at >= m_found.size() || !index)
        return {};
    return m_of->dialogue(*index, m_found[at].dialogue);
}

void LostPointsPanel::openLine(const QString &id)
{
    if (const std::optional<Feature> feature = featureByKey(utf8(id)))
        Q_EMIT featureRequested(*feature, simulator());
    else if (!id.isEmpty() && id != QLatin1String("total"))
        openTasks(id);
}

void LostPointsPanel::openTasks(const QString &id)
{
    const std::shared_ptr<const GapFigures> now = figures();
    const std::optional<std::size_t> index = now ? now->simulator(utf8(simulator())) : std::nullopt;
    if (!index || !now->ledgers[*index])
        return;
    const SimulatorProblem &problem = now->problem.simulators[*index];
    const QString rest = id.section(QLatin1Char(':'), 1);
    QList<TaskKey> tasks = id.startsWith(QLatin1String("ece:")) ? tasksOfBin(problem, rest.toUInt())
                                                                : tasksOfField(problem, utf8(rest));
    std::sort(tasks.begin(), tasks.end());
    tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
    const std::vector<LedgerLine> &lines = now->ledgers[*index]->lines;
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const LedgerLine &one) { return qs(one.id) == id; });
    if (line != lines.end() && !tasks.isEmpty())
        Q_EMIT tasksRequested(qs(line->title), tasks, simulator());
}
} // namespace gapscope
