// SPDX-License-Identifier: GPL-3.0-or-later
// How the pages lead to one another.
#include "ui/base/gap_history.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/views/agreement/agreement_page.h"
#include "ui/views/compare_page.h"
#include "ui/views/explore_page.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"

#include <QAction>
#include <QDockWidget>
#include <QTabWidget>

namespace gapscope {
void MainWindow::connectPages()
{
    connect(m_gap, &GapPage::featureRequested, this,
            [this](Feature feature, const QString &simulator) {
                m_pages->setCurrentWidget(m_explore);
                m_explore->showFeature(feature, peopleAnd(simulator));
            });
    connect(m_gap, &GapPage::tasksRequested, this,
            [this](const QString &title, const QList<TaskKey> &tasks, const QString &simulator) {
                selectSimulator(simulator);
                Filter filter;
                filter.title = tr("%1: %Ln task(s)", nullptr, int(tasks.size())).arg(title);
                filter.tasks = tasks;
                m_workspace.filters().add(filter);
                m_pages->setCurrentWidget(m_explore);
                m_explore->showSelectedCorpora();
            });
    connect(m_gap, &GapPage::wordRequested, this,
            [this](const QString &word, const QString &simulator) {
                selectSimulator(simulator);
                m_pages->setCurrentWidget(m_explore);
                m_explore->searchWord(word);
            });
    connect(m_gap, &GapPage::rowsRequested, this, [this] {
        m_pages->setCurrentWidget(m_explore);
        m_explore->showDialogues();
    });
    connect(&m_workspace.gapHistory(), &GapHistory::changed, this, &MainWindow::refreshUndo);
    connect(m_pages, &QTabWidget::currentChanged, this, &MainWindow::followPage);
    connect(m_gap, &GapPage::dialogueRequested, this, &MainWindow::openInCompare);
    connect(m_agreement, &AgreementPage::placeRequested, this,
            [this](const DialogueId &real, const DialogueId &sim, int row) {
                m_pages->setCurrentWidget(m_compare);
                m_compare->showRow(real, sim, row);
            });
    connect(m_explore, &ExplorePage::openDialogue, this, &MainWindow::openInCompare);
    connect(m_explore, &ExplorePage::openTurn, this, [this](const DialogueId &id, int turn) {
        openInCompare(id);
        m_compare->showTurn(id, turn);
    });
}

void MainWindow::selectSimulator(const QString &label)
{
    for (const CorpusSummary &summary : m_workspace.data().corpora) {
        if (summary.corpus.kind == CorpusKind::Simulated && qs(summary.corpus.label) == label)
            m_workspace.selectCorpora(m_workspace.realCorpus(), summary.corpus.id);
    }
}

void MainWindow::followPage()
{
    auto *dock = findChild<QDockWidget *>(QStringLiteral("InspectorDock"));
    const bool isCompare = m_pages->currentWidget() == m_compare;
    if (!dock || isCompare == m_inspectorFits)
        return;
    m_inspectorFits = isCompare;
    if (isCompare) {
        dock->setVisible(m_inspectorWanted);
    } else {
        m_inspectorWanted = !dock->isHidden();
        dock->hide();
    }
}

bool MainWindow::undoesLabels() const
{
    return m_pages->currentWidget() == m_compare || m_pages->currentWidget() == m_agreement;
}

void MainWindow::undoHere()
{
    if (undoesLabels())
        m_workspace.desk().undo();
    else
        m_workspace.gapHistory().undo();
}

void MainWindow::redoHere()
{
    if (undoesLabels())
        m_workspace.desk().redo();
    else
        m_workspace.gapHistory().redo();
}

void MainWindow::refreshUndo()
{
    const GapHistory &history = m_workspace.gapHistory();
    const bool labels = undoesLabels();
    const bool open = m_workspace.isOpen();
    QAction *undo = action(QStringLiteral("undo"));
    QAction *redo = action(QStringLiteral("redo"));
    undo->setText(labels ? tr("&Undo label or anchor") : history.undoText());
    redo->setText(labels ? tr("&Redo label or anchor") : history.redoText());
    undo->setEnabled(open && (labels ? m_workspace.canUndoLabel() : history.canUndo()));
    redo->setEnabled(open && (labels ? m_workspace.canRedoLabel() : history.canRedo()));
    action(QStringLiteral("filterUndo"))->setText(history.undoText());
    action(QStringLiteral("filterUndo"))->setEnabled(history.canUndo());
}

std::vector<CorpusId> MainWindow::peopleAnd(const QString &simulator) const
{
    std::vector<CorpusId> corpora;
    for (const CorpusSummary &summary : m_workspace.data().corpora) {
        const bool wanted = simulator.isEmpty() ? summary.corpus.id == m_workspace.simCorpus()
                                                : qs(summary.corpus.label) == simulator;
        if (wanted || summary.corpus.kind == CorpusKind::Real)
            corpora.push_back(summary.corpus.id);
    }
    return corpora;
}

void MainWindow::openInCompare(const DialogueId &id)
{
    const DialogueHead *head = m_workspace.data().head(id);
    const CorpusSummary *summary =
        head ? m_workspace.data().corpus(head->dialogue.corpus) : nullptr;
    if (!summary)
        return;
    const bool real = summary->corpus.kind != CorpusKind::Simulated;
    const auto others = m_workspace.data().dialogues(
        head->dialogue.task, real ? m_workspace.simCorpus() : m_workspace.realCorpus());
    const DialogueId other = others.empty() ? DialogueId() : others.front()->dialogue.id;
    m_workspace.selectPair(real ? id : other, real ? other : id);
    m_pages->setCurrentWidget(m_compare);
}

void MainWindow::openLabel(const Label &label)
{
    const bool isRealHere = m_workspace.data().head(label.realDialogue) != nullptr;
    const bool isSimHere = m_workspace.data().head(label.simDialogue) != nullptr;
    if (isRealHere && isSimHere) {
        m_pages->setCurrentWidget(m_compare);
        m_compare->showLabel(label);
    } else if (isRealHere || isSimHere) {
        openInCompare(isRealHere ? label.realDialogue : label.simDialogue);
        if (const std::optional<int> &turn = isRealHere ? label.realTurn : label.simTurn)
            m_compare->showTurn(isRealHere ? label.realDialogue : label.simDialogue, *turn);
    }
}
} // namespace gapscope
