// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare_page.h"

#include "core/label/label_scheme.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/themed_icons.h"
#include "ui/base/workspace.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/cue_legend.h"
#include "ui/views/compare/find_bar.h"
#include "ui/views/compare/overview_strip.h"
#include "ui/views/compare/task_card.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLocale>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace gapscope {
namespace {
QComboBox *chooser(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    return box;
}

QString outcomeText(const Dialogue &dialogue)
{
    const Outcome &outcome = dialogue.outcome;
    if (!outcome.success && !outcome.reward)
        return {};
    const bool good = outcome.success.value_or(outcome.reward.value_or(0.0) > 0.0);
    QString text = good ? QStringLiteral("✓") : QStringLiteral("✗");
    if (outcome.reward)
        text += QStringLiteral(" ") +
                ComparePage::tr("reward %1").arg(QLocale().toString(*outcome.reward, 'g', 4));
    return text;
}

QString runText(const Dialogue &dialogue, CorpusKind kind)
{
    return kind == CorpusKind::Real ? ComparePage::tr("person %1").arg(dialogue.run)
                                    : ComparePage::tr("run %1").arg(dialogue.run);
}
} // namespace

ComparePage::ComparePage(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_real(chooser(tr("Real dialogue"))),
      m_sim(chooser(tr("Simulated dialogue"))), m_position(new PlainLabel),
      m_figures(new PlainLabel), m_card(new TaskCard), m_stack(new QStackedWidget),
      m_view(new CompareView), m_strip(new OverviewStrip), m_empty(new PlainLabel)
{
    const auto step = [this](const char *icon, const QString &name, int direction) {
        auto *button = new QToolButton;
        setThemedIcon(button, icon);
        button->setAutoRaise(true);
        button->setAccessibleName(name);
        button->setToolTip(name);
        connect(button, &QToolButton::clicked, this,
                [this, direction] { m_workspace.selectNextPair(direction); });
        return button;
    };
    auto *header = new QHBoxLayout;
    header->setContentsMargins(10, 8, 10, 6);
    header->setSpacing(8);
    header->addWidget(m_real, 1);
    header->addWidget(new PlainLabel(tr("vs")));
    header->addWidget(m_sim, 1);
    header->addSpacing(4);
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    header->addWidget(m_figures);
    header->addStretch(0);
    header->addWidget(step("previous", tr("Previous pair  ["), -1));
    header->addWidget(m_position);
    header->addWidget(step("next", tr("Next pair  ]"), 1));

    auto *columns = new QWidget;
    auto *row = new QHBoxLayout(columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_strip);
    m_strip->setModel(m_view->model());

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(columns);
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_card);
    layout->addWidget(new CueLegend(*m_view));
    layout->addWidget(m_stack, 1);
    m_find = new FindBar(*m_view);
    layout->addWidget(m_find);
    connect(m_find, &FindBar::foundRowsChanged, m_strip, &OverviewStrip::setFoundRows);

    connect(m_real, &QComboBox::activated, this, &ComparePage::chosen);
    connect(m_sim, &QComboBox::activated, this, &ComparePage::chosen);
    connect(m_view, &CompareView::visibleRowsChanged, m_strip, &OverviewStrip::setVisibleRows);
    connect(m_view, &CompareView::currentRowChanged, this, [this](int display, int aligned) {
        m_strip->setCurrentRow(display);
        m_workspace.setAlignedRow(aligned);
    });
    connect(m_strip, &OverviewStrip::topRequested, m_view, &CompareView::showFrom);
    connect(&m_workspace, &Workspace::pairSelected, this, &ComparePage::fillChoosers);
    connect(&m_workspace, &Workspace::corporaSelected, this, &ComparePage::fillChoosers);
    connect(&m_workspace, &Workspace::filtersChanged, this, &ComparePage::fillChoosers);
    connect(&m_workspace, &Workspace::dataChanged, this, &ComparePage::showEmpty);
    connect(&m_workspace, &Workspace::pairLoaded, this, &ComparePage::showPair);
    connect(&m_workspace, &Workspace::labelsChanged, this, &ComparePage::showLabels);
    connect(&m_workspace, &Workspace::closed, this, &ComparePage::showEmpty);
    showEmpty();
}

QString ComparePage::dialogueTitle(const DialogueId &id) const
{
    const DialogueHead *head = m_workspace.data().head(id);
    if (!head)
        return {};
    const CorpusSummary *summary = m_workspace.data().corpus(head->dialogue.corpus);
    QString title = summary ? qs(summary->corpus.label) : QString();
    title += QStringLiteral(" · ") +
             runText(head->dialogue, summary ? summary->corpus.kind : CorpusKind::Unknown);
    const QString outcome = outcomeText(head->dialogue);
    if (!outcome.isEmpty())
        title += QStringLiteral(" · ") + outcome;
    if (m_workspace.data().isExcluded(id))
        title += QStringLiteral(" · ") + tr("excluded");
    return title;
}

void ComparePage::fillChoosers()
{
    m_filling = true;
    const WorkspaceData &contents = m_workspace.data();
    const auto fill = [&](QComboBox *box, CorpusKind kind, const DialogueId &current) {
        box->clear();
        for (const CorpusSummary &summary : contents.corpora) {
            if (summary.corpus.kind != kind)
                continue;
            for (const DialogueHead *head :
                 contents.dialogues(m_workspace.currentTask(), summary.corpus.id)) {
                box->addItem(dialogueTitle(head->dialogue.id), qs(head->dialogue.id.value()));
                if (head->dialogue.id == current)
                    box->setCurrentIndex(box->count() - 1);
            }
        }
        if (box->count() == 0)
            box->addItem(tr("none for this task"), QString());
        box->setEnabled(box->count() > 1);
    };
    fill(m_real, CorpusKind::Real, m_workspace.realDialogue());
    fill(m_sim, CorpusKind::Simulated, m_workspace.simDialogue());
    m_filling = false;

    const std::vector<DialoguePair> pairs = m_workspace.visiblePairs();
    QString place = QStringLiteral("–");
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].real == m_workspace.realDialogue() &&
            pairs[i].sim == m_workspace.simDialogue())
            place = QString::number(i + 1);
    }
    m_position->setText(tr("%1 of %2").arg(place).arg(pairs.size()));
}

void ComparePage::chosen()
{
    if (m_filling)
        return;
    m_workspace.selectPair(DialogueId(utf8(m_real->currentData().toString())),
                           DialogueId(utf8(m_sim->currentData().toString())));
}

void ComparePage::showPair()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!loaded || (!loaded->real && !loaded->sim)) {
        showEmpty();
        return;
    }
    ComparePair pair;
    const auto side = [&](CompareSide &to, const std::shared_ptr<const Dialogue> &dialogue,
                          const std::vector<CueSpan> &cues, const QString &none) {
        to.dialogue = dialogue;
        to.cues = cues;
        const QString title = dialogue ? dialogueTitle(dialogue->id) : none;
        to.title = title.section(QStringLiteral(" · "), 0, 0);
        to.subtitle = title.section(QStringLiteral(" · "), 1);
    };
    side(pair.real, loaded->real, loaded->realCues, tr("no real dialogue of this task"));
    side(pair.sim, loaded->sim, loaded->simCues, tr("no simulated dialogue of this task"));
    pair.alignment = loaded->alignment;
    pair.edition = tr("%1 edition").arg(qs(name(loaded->edition)));
    m_card->setTask(loaded->task, loaded->real, loaded->sim);
    m_card->setVisible(true);
    m_view->setPair(std::move(pair));
    showLabels();
    if (loaded->real && loaded->sim) {
        const QLocale locale;
        const std::optional<double> divergence = loaded->alignment.divergence;
        m_figures->setText(
            divergence ? tr("divergence %1").arg(locale.toString(*divergence, 'f', 2)) : QString());
        m_figures->setToolTip(tr("Mean divergence of the rows, 0 to 1; similarity of the whole "
                                 "pair %1")
                                  .arg(locale.toString(loaded->alignment.alignSim, 'f', 2)));
    } else {
        m_figures->setText(tr("nothing to compare with"));
    }
    m_stack->setCurrentIndex(0);
    showPending();
    if (m_view->currentRow() < 0)
        m_view->firstRow();
}

void ComparePage::showLabels()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!loaded)
        return;
    std::vector<CompareLabel> labels;
    for (const Label &label : loaded->labels) {
        const int row = m_workspace.rowOfLabel(label);
        if (row < 0)
            continue;
        const LabelCode *code = divergenceScheme().find(label.code);
        QString text = code ? tr("%1 · %2").arg(qs(code->name), qs(code->definition)) : QString();
        text = tr("%1\nset by %2").arg(text, qs(label.annotator));
        if (!label.note.empty())
            text += QStringLiteral("\n") + qs(label.note);
        labels.push_back({row, qs(label.code), text});
    }
    m_view->setLabels(std::move(labels));
}

void ComparePage::showTurn(const DialogueId &dialogue, int turn)
{
    m_pendingTurn = {dialogue, turn};
    showPending();
}

void ComparePage::showPending()
{
    const std::shared_ptr<const LoadedPair> loaded = m_workspace.pair();
    if (!m_pendingTurn || !loaded)
        return;
    const auto &[dialogue, turn] = *m_pendingTurn;
    bool shown = false;
    if (loaded->real && loaded->real->id == dialogue)
        shown = m_view->showTurn(Side::Real, turn);
    else if (loaded->sim && loaded->sim->id == dialogue)
        shown = m_view->showTurn(Side::Sim, turn);
    if (shown)
        m_pendingTurn.reset();
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
    fillChoosers();
    m_card->setVisible(false);
    m_figures->clear();
    const WorkspaceData &contents = m_workspace.data();
    QString text;
    if (!m_workspace.isOpen())
        text = tr("No workspace is open.\nOpen one, or make a new one, from the File menu.");
    else if (!m_workspace.isLoaded())
        text = tr("Reading the workspace …");
    else if (contents.heads.empty())
        text = tr("This workspace is empty.\nDrop transcript files on the window, or choose "
                  "File ▸ Import.");
    else
        text = tr("No task is selected.\nChoose one in the task list.");
    m_empty->setText(text);
    m_stack->setCurrentIndex(1);
}
} // namespace gapscope
