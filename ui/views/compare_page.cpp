// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare_page.h"

#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/views/anchor_editor.h"
#include "ui/views/columns/columns_panel.h"
#include "ui/views/columns/columns_view.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/cue_legend.h"
#include "ui/views/compare/find_bar.h"
#include "ui/views/compare/overview_strip.h"
#include "ui/views/compare/task_card.h"
#include "ui/views/desk_bar.h"
#include "ui/views/pair_content.h"
#include "ui/views/pair_header.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLocale>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace gapscope {
namespace {
enum Shown { Pair, Nothing, Columns };
}

ComparePage::ComparePage(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_header(new PairHeader(workspace)),
      m_card(new TaskCard), m_stack(new QStackedWidget), m_view(new CompareView),
      m_anchors(new AnchorEditor(workspace, *m_view, this)), m_columns(new ColumnsPanel(workspace)),
      m_strip(new OverviewStrip), m_deskBar(new DeskBar(workspace)), m_hint(new PlainLabel),
      m_empty(new PlainLabel)
{
    auto *pair = new QWidget;
    auto *both = new QVBoxLayout(pair);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(0);
    // Not above the columns of several simulators, which mark nothing that it could explain.
    both->addWidget(new CueLegend(*m_view));
    auto *row = new QHBoxLayout;
    both->addLayout(row, 1);
    row->addWidget(m_view, 1);
    row->addWidget(m_strip);
    both->addWidget(m_deskBar);
    m_strip->setModel(m_view->model());

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(pair);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_columns);

    m_hint->setWordWrap(true);
    m_hint->setAutoFillBackground(true);
    m_hint->setBackgroundRole(QPalette::Highlight);
    m_hint->setForegroundRole(QPalette::HighlightedText);
    m_hint->setContentsMargins(10, 5, 10, 5);
    m_hint->setAccessibleName(tr("Anchor being set"));
    m_hint->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_card);
    layout->addWidget(m_hint);
    layout->addWidget(m_stack, 1);
    m_find = new FindBar(*m_view);
    layout->addWidget(m_find);
    connect(m_find, &FindBar::foundRowsChanged, m_strip, &OverviewStrip::setFoundRows);

    // Nearly every longer word is an "identifier" of the published scorer: marked only on request,
    // in the legend.
    m_view->setShownFeatures(CueFilter().set().reset(static_cast<std::size_t>(Feature::IdDensity)));
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    connect(m_header, &PairHeader::swappedChanged, m_view, &CompareView::setSwapped);
    connect(m_header, &PairHeader::columnsToggled, this, &ComparePage::setInColumns);
    connect(m_header, &PairHeader::windowRequested, this, &ComparePage::windowRequested);
    connect(m_anchors, &AnchorEditor::waitingChanged, this, &ComparePage::showHint);
    connect(m_view, &CompareView::visibleRowsChanged, m_strip, &OverviewStrip::setVisibleRows);
    connect(m_view, &CompareView::currentRowChanged, this, [this](int display, int aligned) {
        m_strip->setCurrentRow(display);
        m_workspace.setAlignedRow(aligned);
    });
    connect(m_strip, &OverviewStrip::topRequested, m_view, &CompareView::showFrom);
    connect(m_columns, &ColumnsPanel::turnRequested, this,
            [this](const DialogueId &sim, const DialogueId &dialogue, int turn) {
                setInColumns(false);
                showTurnOfPair(sim, dialogue, turn);
                m_view->setFocus();
            });
    connect(m_columns, &ColumnsPanel::turnFocused, this, &ComparePage::showTurnOfPair);
    connect(m_view, &CompareView::marksChanged, this,
            [this] { m_columns->view()->setWordDiff(m_view->wordDiff()); });
    connect(&m_workspace, &Workspace::opened, this, &ComparePage::showEmpty);
    connect(&m_workspace, &Workspace::dataChanged, this, &ComparePage::showEmpty);
    connect(&m_workspace, &Workspace::pairLoaded, this, &ComparePage::showPair);
    connect(&m_workspace, &Workspace::labelsChanged, this, &ComparePage::showLabels);
    connect(&m_workspace.desk(), &LabelDesk::blindChanged, this, &ComparePage::showPair);
    connect(&m_workspace.desk(), &LabelDesk::annotatorChanged, this, &ComparePage::showPair);
    connect(&m_workspace, &Workspace::closed, this, &ComparePage::showEmpty);
    showEmpty();
}

bool ComparePage::isInColumns() const
{
    return m_stack->currentIndex() == Columns;
}

QString ComparePage::hint() const
{
    return m_hint->isHidden() ? QString() : m_hint->text();
}

void ComparePage::setInColumns(bool on)
{
    m_wantsColumns = on;
    m_header->setColumnsMode(on);
    m_columns->setActive(on);
    if (m_stack->currentIndex() == Nothing)
        return;
    m_stack->setCurrentIndex(on ? Columns : Pair);
    if (on)
        m_columns->setFocus();
    else
        m_view->setFocus();
}

void ComparePage::escape()
{
    if (m_anchors->waiting())
        m_anchors->forgetWaiting();
    else if (m_find->isVisible())
        m_find->close();
    else if (m_wantsColumns)
        setInColumns(false);
}

void ComparePage::showHint(const QString &sentence)
{
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
    if (sentence.isEmpty())
        return;
    QAccessibleEvent event(m_hint, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ComparePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape &&
        (m_anchors->waiting() || m_find->isVisible() || m_wantsColumns))
        escape();
    else
        QWidget::keyPressEvent(event);
}

bool ComparePage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ContextMenu)
        return QWidget::eventFilter(watched, event);
    const auto *menu = static_cast<QContextMenuEvent *>(event);
    QPoint place = menu->globalPos();
    if (menu->reason() == QContextMenuEvent::Keyboard) {
        const QRect row = m_view->rowRect(m_view->currentRow());
        place = m_view->viewport()->mapToGlobal(row.center());
    } else if (const int row = m_view->rowAt(m_view->viewport()->mapFromGlobal(place)); row >= 0) {
        m_view->setCurrentRow(row);
    }
    Q_EMIT rowMenuRequested(place);
    return true;
}

void ComparePage::showPair()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!loaded || (!loaded->real && !loaded->sim)) {
        showEmpty();
        return;
    }
    // Aligned again (an anchor, another edition): the same turn stays the current one.
    const ComparePair &before = m_view->pair();
    const auto isShown = [&before](const std::shared_ptr<const Dialogue> &dialogue) {
        return dialogue && ((before.real.dialogue && before.real.dialogue->id == dialogue->id) ||
                            (before.sim.dialogue && before.sim.dialogue->id == dialogue->id));
    };
    const bool isElsewhereWanted = m_pendingTurn || m_pendingRow || m_pendingLabel;
    if (!isElsewhereWanted && m_view->currentRow() >= 0 && isShown(loaded->real) &&
        isShown(loaded->sim) && before.real.dialogue && before.sim.dialogue) {
        const DisplayRow &row = m_view->model()->row(m_view->currentRow());
        if (!row.real.empty())
            m_pendingTurn = {before.real.dialogue->id, row.real.front()};
        else if (!row.sim.empty())
            m_pendingTurn = {before.sim.dialogue->id, row.sim.front()};
    }
    m_view->setPair(comparePair(m_workspace, *loaded));
    const CompareModel &model = *m_view->model();
    const bool hidden = m_workspace.desk().blind().hidesOutcomes();
    m_card->setTask(loaded->task, hidden ? nullptr : loaded->real, hidden ? nullptr : loaded->sim,
                    {model.sideName(Side::Real), model.sideName(Side::Sim)});
    m_card->setVisible(true);
    showLabels();
    m_header->setFigures(figuresText(m_workspace, *loaded),
                         tr("Mean divergence of the rows, 0 to 1; similarity of the whole pair %1")
                             .arg(QLocale().toString(loaded->alignment.alignSim, 'f', 2)));
    m_stack->setCurrentIndex(m_wantsColumns ? Columns : Pair);
    showPending();
    if (m_view->currentRow() < 0)
        m_view->firstRow();
}

void ComparePage::showLabels()
{
    if (!m_workspace.pair())
        return;
    m_view->setLabels(compareLabels(m_workspace));
    m_view->setSuggestions(compareSuggestions(m_workspace, *m_workspace.pair()));
}

void ComparePage::showTurn(const DialogueId &dialogue, int turn)
{
    m_pendingTurn = {dialogue, turn};
    showPending();
}

void ComparePage::showRow(const DialogueId &real, const DialogueId &sim, int alignedRow)
{
    m_pendingRow = std::max(0, alignedRow);
    if (isOnScreen(real, sim))
        showPending();
    else
        m_workspace.selectPair(real, sim);
}

void ComparePage::showLabel(const Label &label)
{
    m_pendingLabel = label;
    if (isOnScreen(label.realDialogue, label.simDialogue))
        showPending();
    else
        m_workspace.selectPair(label.realDialogue, label.simDialogue);
}

bool ComparePage::isOnScreen(const DialogueId &real, const DialogueId &sim) const
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    // Chosen too: another pair may be on its way.
    return real == m_workspace.realDialogue() && sim == m_workspace.simDialogue() && loaded &&
           loaded->real && loaded->sim && loaded->real->id == real && loaded->sim->id == sim;
}

void ComparePage::showTurnOfPair(const DialogueId &sim, const DialogueId &dialogue, int turn)
{
    if (turn < 0) {
        m_workspace.setAlignedRow(-1);
        return;
    }
    m_pendingTurn = {dialogue, turn};
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    // The real turn stands in the pair that is still on screen too: it has to wait for the other.
    if (sim != m_workspace.simDialogue())
        m_workspace.selectPair(m_workspace.realDialogue(), sim);
    else if (loaded && loaded->sim && loaded->sim->id == sim)
        showPending();
}

void ComparePage::showPending()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (m_pendingRow && loaded)
        m_view->showAlignedRow(*std::exchange(m_pendingRow, std::nullopt));
    if (m_pendingLabel && isOnScreen(m_pendingLabel->realDialogue, m_pendingLabel->simDialogue))
        m_view->showAlignedRow(
            std::max(0, m_workspace.rowOfLabel(*std::exchange(m_pendingLabel, std::nullopt))));
    if (!m_pendingTurn || !loaded)
        return;
    const auto &[dialogue, turn] = *m_pendingTurn;
    // The view's own sides: they may be mirrored.
    bool shown = false;
    for (const Side side : {Side::Real, Side::Sim}) {
        const auto &there = m_view->pair().side(side).dialogue;
        if (!shown && there && there->id == dialogue)
            shown = m_view->showTurn(side, turn);
    }
    if (shown)
        m_pendingTurn.reset();
}

void ComparePage::goToDifference(int step)
{
    const bool went = isInColumns() ? m_columns->view()->goToDifference(step)
                      : step > 0    ? m_view->nextDivergence()
                                    : m_view->previousDivergence();
    if (!went)
        Q_EMIT said(step > 0 ? tr("No divergence after this row.")
                             : tr("No divergence before this row."));
}

void ComparePage::goToFirstDifference()
{
    const bool went =
        isInColumns() ? m_columns->view()->goToDifference(1, -1) : m_view->firstDivergence();
    if (!went)
        Q_EMIT said(tr("This pair has no divergence."));
}

void ComparePage::goToNextRow(int step)
{
    if (isInColumns())
        m_columns->view()->goToRow(m_columns->view()->table()->currentIndex().row() + step);
    else
        step > 0 ? m_view->nextRow() : m_view->previousRow();
}

void ComparePage::goToTurn()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!loaded || loaded->alignment.rows.empty())
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to row"));
    dialog->setLabelText(tr("Row of the alignment"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, static_cast<int>(loaded->alignment.rows.size()));
    dialog->setIntValue(std::max(1, m_workspace.alignedRow() + 1));
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this](int row) { m_view->showAlignedRow(row - 1); });
    dialog->open();
}

void ComparePage::showEmpty()
{
    if (m_workspace.pair() && m_workspace.isOpen())
        return;
    m_card->setVisible(false);
    m_header->setFigures({}, {});
    const WorkspaceData &contents = m_workspace.data();
    QString text;
    if (!m_workspace.isOpen())
        text = tr("No workspace is open.\nOpen one, or make a new one, from the File menu.");
    else if (!m_workspace.isLoaded())
        text = tr("Reading the workspace …");
    else if (contents.heads.empty())
        text = tr("This workspace is empty.\nDrop transcript files on the window, or choose "
                  "File ▸ Import.");
    else if (!m_workspace.canAlign())
        text = tr("Weighing the words of all dialogues, for the comparison …");
    else
        text = tr("No task is selected.\nChoose one in the task list.");
    m_empty->setText(text);
    m_stack->setCurrentIndex(Nothing);
}
} // namespace gapscope
