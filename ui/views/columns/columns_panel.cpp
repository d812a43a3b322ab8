// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/columns/columns_panel.h"

#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/columns_model.h"
#include "ui/views/columns/columns_view.h"
#include "ui/views/pair_content.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr std::size_t mostAtFirst = 4;
}

ColumnsPanel::ColumnsPanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_view(new ColumnsView), m_chooser(new QPushButton),
      m_menu(new QMenu(this)), m_note(new PlainLabel)
{
    m_chooser->setMenu(m_menu);
    m_chooser->setAccessibleName(tr("Which simulators"));
    m_chooser->setToolTip(tr("Which simulators stand in columns"));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 2, 10, 6);
    bar->setSpacing(10);
    bar->addWidget(m_chooser);
    bar->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_view, &ColumnsView::cellActivated, this, &ColumnsPanel::activated);
    connect(m_view, &ColumnsView::currentCellChanged, this, &ColumnsPanel::follow);
    connect(&m_workspace, &Workspace::pairLoaded, this, [this] {
        const bool followed = m_followed && *m_followed == m_workspace.simDialogue();
        m_followed.reset();
        if (!followed)
            refresh();
    });
    connect(&m_workspace, &Workspace::closed, this, [this] {
        m_wanted.clear();
        m_view->model()->setContent({}, {}, nullptr, {});
    });
}

void ColumnsPanel::setActive(bool active)
{
    m_active = active;
    refresh();
}

std::vector<CorpusId> ColumnsPanel::simulators() const
{
    std::vector<CorpusId> found;
    for (const CorpusSummary &summary : m_workspace.data().corpora) {
        if (summary.corpus.kind == CorpusKind::Simulated &&
            !m_workspace.data().dialogues(m_workspace.currentTask(), summary.corpus.id).empty())
            found.push_back(summary.corpus.id);
    }
    return found;
}

bool ColumnsPanel::isWanted(const CorpusId &corpus, std::size_t index) const
{
    const auto chosen = m_wanted.find(corpus);
    return chosen == m_wanted.end() ? index < mostAtFirst : chosen->second;
}

void ColumnsPanel::refresh()
{
    if (!m_active || !m_workspace.isOpen())
        return;
    fillChooser();
    load();
}

void ColumnsPanel::fillChooser()
{
    m_menu->clear();
    const std::vector<CorpusId> all = simulators();
    std::size_t shown = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        QString label = qs(m_workspace.data().corpus(all[i])->corpus.label);
        QAction *entry = m_menu->addAction(label.replace(QLatin1Char('&'), QLatin1String("&&")));
        entry->setCheckable(true);
        entry->setChecked(isWanted(all[i], i));
        shown += entry->isChecked();
        connect(entry, &QAction::toggled, this, [this, corpus = all[i]](bool on) {
            m_wanted[corpus] = on;
            // Not from within the menu that is filled anew.
            QMetaObject::invokeMethod(this, &ColumnsPanel::refresh, Qt::QueuedConnection);
        });
    }
    m_chooser->setText(tr("Simulators: %1 of %2").arg(shown).arg(all.size()));
    m_chooser->setEnabled(!all.empty());
}

void ColumnsPanel::load()
{
    // The real side of the pair on screen; of two simulated dialogues there is none.
    const DialogueId real = m_workspace.realDialogue();
    std::vector<DialogueId> sims;
    const std::vector<CorpusId> all = simulators();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (isWanted(all[i], i))
            sims.push_back(chosen(real, all[i]));
    }
    const bool possible =
        m_workspace.kindOf(real) != CorpusKind::Simulated && m_workspace.data().head(real);
    if (!possible || sims.empty()) {
        m_view->model()->setContent({}, {}, nullptr, {});
        m_note->setText(possible ? tr("Choose at least one simulator.")
                                 : tr("Choose a real dialogue to compare the simulators with."));
        return;
    }
    m_note->setText(tr("Enter shows a cell's pair in two columns."));
    m_workspace.loadPairs(real, sims, this, [this](const Result<std::vector<LoadedPair>> &loaded) {
        // What failed is told by the workspace.
        if (!loaded || loaded->empty())
            return;
        showContent(*loaded);
    });
}

DialogueId ColumnsPanel::chosen(const DialogueId &real, const CorpusId &simulator) const
{
    const auto heads = m_workspace.data().dialogues(m_workspace.currentTask(), simulator);
    const ColumnsModel &model = *m_view->model();
    const bool sameReal = model.real() && model.real()->id == real;
    DialogueId shown = heads.front()->dialogue.id;
    for (const DialogueHead *head : heads) {
        const DialogueId &id = head->dialogue.id;
        if (id == m_workspace.simDialogue())
            return id;
        if (sameReal && model.columnOf(id) > 0)
            shown = id;
    }
    return shown;
}

void ColumnsPanel::showContent(const std::vector<LoadedPair> &pairs)
{
    std::vector<ColumnContent> columns;
    for (const LoadedPair &pair : pairs) {
        const QString title = dialogueTitle(m_workspace, pair.sim->id);
        columns.push_back({title.section(QStringLiteral(" · "), 0, 0),
                           title.section(QStringLiteral(" · "), 1), pair.sim, pair.alignment});
    }
    const std::shared_ptr<const Dialogue> &first = pairs.front().real;
    ColumnsModel &model = *m_view->model();
    const int before = m_view->currentRow();
    const bool same = model.real() && model.real()->id == first->id;
    const QString title = dialogueTitle(m_workspace, first->id);
    m_filling = true;
    model.setContent(title.section(QStringLiteral(" · "), 0, 0),
                     title.section(QStringLiteral(" · "), 1), first, std::move(columns));
    // The column of the pair on screen is the one a person goes on from.
    const int column = model.columnOf(m_workspace.simDialogue());
    m_view->goToCell(same ? std::min(before, model.rowCount() - 1) : rowInStep(),
                     std::max(column, 1));
    m_filling = false;
}

int ColumnsPanel::rowInStep() const
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const int row = m_workspace.alignedRow();
    if (!pair || row < 0 || row >= static_cast<int>(pair->alignment.rows.size()))
        return -1;
    const ColumnsModel &model = *m_view->model();
    const int column = model.columnOf(m_workspace.simDialogue());
    const int line = column > 0 ? model.rowOfAligned(column, row) : -1;
    const AlignedRow &aligned = pair->alignment.rows[static_cast<std::size_t>(row)];
    return line >= 0 || aligned.real.empty() ? line : model.rowOfRealTurn(aligned.real.front());
}

ColumnsPanel::Place ColumnsPanel::placeOf(const QModelIndex &index) const
{
    const ColumnsModel &model = *m_view->model();
    if (!index.isValid() || !model.real() || model.contents().empty())
        return {};
    // The real column belongs to the pair on screen, if that has a column.
    int column = index.column();
    if (column == ColumnsModel::realColumn)
        column = std::max(model.columnOf(m_workspace.simDialogue()), 1);
    Place result{model.contents()[static_cast<std::size_t>(column - 1)].dialogue->id, {}, -1};
    QModelIndex cell = index;
    if (!cell.data(ColumnsModel::TurnRole).isValid())
        cell = cell.siblingAtColumn(ColumnsModel::realColumn);
    const QVariant turn = cell.data(ColumnsModel::TurnRole);
    result.dialogue = cell.column() == ColumnsModel::realColumn ? model.real()->id : result.sim;
    result.turn = turn.isValid() ? turn.toInt() : -1;
    return result;
}

void ColumnsPanel::activated(const QModelIndex &index)
{
    if (const Place place = placeOf(index); place.turn >= 0)
        Q_EMIT turnRequested(place.sim, place.dialogue, place.turn);
}

void ColumnsPanel::follow(const QModelIndex &index)
{
    if (!m_active || m_filling || !index.isValid())
        return;
    const Place place = placeOf(index);
    if (place.sim.empty())
        return;
    if (place.sim != m_workspace.simDialogue())
        m_followed = place.sim;
    Q_EMIT turnFocused(place.sim, place.dialogue, place.turn);
}
} // namespace gapscope
