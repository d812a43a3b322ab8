// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/editions_panel.h"

#include "core/store/study_loader.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/editions_table.h"
#include "ui/views/figure_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
enum Column { TitleColumn, ChangeColumn, MovesColumn };
constexpr int repairRole = Qt::UserRole;
/// With its margins.
constexpr int checkBoxWidth = 44;
/// Up to here the repairs are tried one by one without being asked.
constexpr std::size_t fewDialogues = 2000;

Result<EditionDifference> readDifference(Session &session, const GapSelection &selection,
                                         JobContext &job)
{
    const auto tableOf = [&](const Edition &edition) -> Result<UsiTable> {
        Result<Difficulty> difficulty = difficultyOf(session, {});
        if (!difficulty)
            return difficulty.error();
        StudySelection all;
        all.includeExcluded = true;
        Result<UsiStudy> study =
            loadStudy(session, all, *difficulty, edition, job, NewFeatures::Discard);
        if (!study)
            return study.error();
        return scoreStudy(restricted(*study, selection.excluded, selection.tasks), job);
    };
    return editionDifference(Edition::corrected(), tableOf, job);
}
} // namespace

EditionsPanel::EditionsPanel(Workspace &workspace, QWidget *parent) : GapPanel(workspace, parent)
{
    auto *splitter = new QSplitter;
    splitter->addWidget(makeTable());
    splitter->addWidget(makeRepairs());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({370, 600});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(&workspace.gap(), &GapAnalysis::editionsChanged, this, &EditionsPanel::invalidate);
    connect(&workspace, &Workspace::editionChanged, this, [this, &workspace] {
        tick(workspace.gap().edition().repairs);
        invalidate();
    });
    connect(&workspace, &Workspace::closed, this, [this] { m_running = false; });
    tick(workspace.gap().edition().repairs);
    outlineCheckBoxes();
}

QWidget *EditionsPanel::makeTable()
{
    m_table = new FigureView(tr("The index in both editions"));
    auto *title = new PlainLabel(tr("The index in both editions"));
    title->setContentsMargins(10, 6, 10, 4);
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(m_table, 1);
    return side;
}

QWidget *EditionsPanel::makeRepairs()
{
    m_repairs = new QTreeWidget;
    m_repairs->setAccessibleName(tr("Repairs of the corrected edition"));
    m_repairs->setRootIsDecorated(false);
    m_repairs->setUniformRowHeights(true);
    m_repairs->setAlternatingRowColors(true);
    m_repairs->setFrameShape(QFrame::NoFrame);
    m_repairs->setHeaderLabels({tr("Repair"), tr("USI"), tr("Moves, alone")});
    m_repairs->headerItem()->setTextAlignment(ChangeColumn, Qt::AlignRight | Qt::AlignVCenter);
    m_repairs->headerItem()->setToolTip(
        ChangeColumn, tr("What the repair alone does to the reference index of the simulator"));
    const int rowHeight = std::max(24, fontMetrics().height() + 8);
    const auto titleWidth = [this](const RepairInfo &repair) {
        return fontMetrics().horizontalAdvance(qs(repair.title)) + checkBoxWidth;
    };
    for (const RepairInfo &repair : repairTable()) {
        auto *item = new QTreeWidgetItem(m_repairs);
        item->setText(TitleColumn, qs(repair.title));
        item->setData(TitleColumn, repairRole, static_cast<int>(repair.repair));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(TitleColumn, Qt::Unchecked);
        item->setSizeHint(TitleColumn, QSize(titleWidth(repair), rowHeight));
        item->setTextAlignment(ChangeColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(TitleColumn, plainToolTip(qs(repair.upstream)));
    }
    m_repairs->resizeColumnToContents(TitleColumn);
    m_explanation = new PlainLabel;
    m_explanation->setWordWrap(true);
    m_explanation->setContentsMargins(10, 4, 10, 4);
    m_explanation->setMinimumHeight(4 * fontMetrics().height());
    m_explanation->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_choice = new PlainLabel;
    m_choice->setWordWrap(true);
    m_use = new QPushButton(tr("Use this edition"));
    auto *none = new QPushButton(tr("None"));
    none->setToolTip(tr("The reference edition: no repair"));
    auto *all = new QPushButton(tr("All"));
    all->setToolTip(tr("The corrected edition: every repair"));
    m_compute = new QPushButton(tr("Try each repair"));
    m_compute->setToolTip(tr("Computes the index once with each repair alone"));

    auto *top = new QHBoxLayout;
    top->setContentsMargins(10, 6, 10, 4);
    top->addWidget(m_choice, 1);
    top->addWidget(m_compute);
    top->addWidget(none);
    top->addWidget(all);
    top->addWidget(m_use);
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_repairs, 1);
    layout->addWidget(m_explanation);
    connect(none, &QPushButton::clicked, this, [this] { tick({}); });
    connect(all, &QPushButton::clicked, this, [this] { tick(RepairSet::all()); });
    connect(m_use, &QPushButton::clicked, this, [this] { workspace().setEdition(chosen()); });
    connect(m_compute, &QPushButton::clicked, this, &EditionsPanel::startDifference);
    connect(m_repairs, &QTreeWidget::itemChanged, this, &EditionsPanel::choiceChanged);
    connect(m_repairs, &QTreeWidget::currentItemChanged, this, &EditionsPanel::explain);
    return side;
}

Edition EditionsPanel::chosen() const
{
    Edition edition;
    for (int i = 0; i < m_repairs->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_repairs->topLevelItem(i);
        if (item->checkState(TitleColumn) == Qt::Checked)
            edition.repairs = edition.repairs.with(
                static_cast<Repair>(item->data(TitleColumn, repairRole).toInt()));
    }
    return edition;
}

void EditionsPanel::tick(const RepairSet &repairs)
{
    {
        const QSignalBlocker quiet(m_repairs);
        for (int i = 0; i < m_repairs->topLevelItemCount(); ++i) {
            QTreeWidgetItem *item = m_repairs->topLevelItem(i);
            const auto repair = static_cast<Repair>(item->data(TitleColumn, repairRole).toInt());
            item->setCheckState(TitleColumn, repairs.has(repair) ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_repairs->viewport()->update();
    choiceChanged();
}

void EditionsPanel::choiceChanged()
{
    const Edition edition = chosen();
    const bool isInUse = edition == workspace().gap().edition();
    const auto count = static_cast<int>(edition.repairs.list().size());
    QString name = edition == Edition::reference() ? tr("Reference edition")
                   : edition == Edition::corrected()
                       ? tr("Corrected edition")
                       : tr("Own edition, %Ln repair(s)", nullptr, count);
    m_choice->setText(isInUse ? tr("%1, in use").arg(name) : name);
    m_choice->setToolTip(qs(gapscope::name(edition)).toHtmlEscaped());
    m_use->setEnabled(!isInUse);
}

void EditionsPanel::explain()
{
    const QTreeWidgetItem *item = m_repairs->currentItem();
    if (!item) {
        m_explanation->setText(tr("Choose a repair to read what it changes."));
        return;
    }
    const RepairInfo &repair =
        info(static_cast<Repair>(item->data(TitleColumn, repairRole).toInt()));
    const QString level = repair.level == RepairLevel::Text
                              ? tr("Changes the features of dialogues.")
                              : tr("Changes what is made of features, outcomes and "
                                   "questionnaires.");
    m_explanation->setText(
        tr("%1 Instead: %2 %3").arg(qs(repair.upstream), qs(repair.instead), level));
}

void EditionsPanel::outlineCheckBoxes()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Window, Theme::of(colours).mutedText);
    m_repairs->setPalette(colours);
}

void EditionsPanel::changeEvent(QEvent *event)
{
    GapPanel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_repairs)
        outlineCheckBoxes();
}

void EditionsPanel::refresh()
{
    workspace().gap().askForEditions();
    showTable();
    choiceChanged();
    explain();
    if (!figures() || m_running)
        return;
    const GapAnalysis &gap = workspace().gap();
    const bool stale = m_of != std::pair(gap.generation(), gap.selection());
    m_compute->setVisible(stale);
    if (stale)
        m_difference.reset();
    showDifference();
    if (stale && workspace().data().heads.size() <= fewDialogues)
        startDifference();
}

void EditionsPanel::showTable()
{
    const GapAnalysis &gap = workspace().gap();
    const std::shared_ptr<const GapFigures> reference = gap.inEdition(Edition::reference());
    const std::shared_ptr<const GapFigures> corrected = gap.inEdition(Edition::corrected());
    if (!reference || !corrected) {
        m_table->setFigures({});
        return;
    }
    const std::shared_ptr<const GapFigures> own = gap.figures();
    const bool isOther = own && !(own->table.edition == Edition::reference()) &&
                         !(own->table.edition == Edition::corrected());
    m_table->setFigures(
        editionsTable(reference->table, corrected->table, isOther ? &own->table : nullptr));
    m_table->setCurrentKey(simulator());
}

void EditionsPanel::showDifference()
{
    const RowDifference *row = nullptr;
    if (m_difference) {
        const auto found =
            std::find_if(m_difference->rows.begin(), m_difference->rows.end(),
                         [&](const RowDifference &one) { return one.name == utf8(simulator()); });
        row = found == m_difference->rows.end() ? nullptr : &*found;
    }
    const std::shared_ptr<const GapFigures> now = figures();
    const UsiRow *index = now ? now->row(utf8(simulator())) : nullptr;
    const bool hasIndex = index && index->usi;
    const QSignalBlocker quiet(m_repairs);
    for (int i = 0; i < m_repairs->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_repairs->topLevelItem(i);
        const auto repair = static_cast<Repair>(item->data(TitleColumn, repairRole).toInt());
        const RepairEffect *effect = nullptr;
        if (row) {
            const auto found =
                std::find_if(row->repairs.begin(), row->repairs.end(),
                             [&](const RepairEffect &one) { return one.repair == repair; });
            effect = found == row->repairs.end() ? nullptr : &*found;
        }
        const std::optional<double> change = effect ? usiChange(effect->change) : std::nullopt;
        // What moves other things only leaves the index where it was, if there is one.
        const bool stays = effect && hasIndex && !change;
        item->setText(ChangeColumn, change || stays ? signedText(change.value_or(0.0), 2)
                                    : effect        ? numberText({}, 2)
                                                    : QString());
        const QString moves = effect ? changeText(effect->change) : QString();
        item->setText(MovesColumn, row && moves.isEmpty() ? tr("nothing else") : moves);
        if (row && !effect)
            item->setText(MovesColumn, tr("nothing here"));
        item->setToolTip(MovesColumn, plainToolTip(moves));
    }
    m_repairs->resizeColumnToContents(ChangeColumn);
}

void EditionsPanel::startDifference()
{
    if (!figures() || !workspace().isOpen())
        return;
    const GapAnalysis &gap = workspace().gap();
    m_running = true;
    m_compute->setVisible(false);
    workspace().runWithSession(
        QStringLiteral("repairs"), tr("Trying each repair"),
        [selection = gap.selection()](Session &session, JobContext &job) {
            return readDifference(session, selection, job);
        },
        this,
        [this,
         of = std::pair(gap.generation(), gap.selection())](Result<EditionDifference> difference) {
            m_running = false;
            if (!difference) {
                m_compute->setVisible(true);
                return;
            }
            m_of = of;
            m_difference = std::make_shared<const EditionDifference>(std::move(*difference));
            showDifference();
        });
}
} // namespace gapscope
