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
    connect(&m_workspace, &Workspace::pairLoaded, this, &ColumnsPanel::refresh);
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
        if (!isWanted(all[i], i))
            continue;
        const auto heads = m_workspace.data().dialogues(m_workspace.currentTask(), all[i]);
        const auto current = std::find_if(heads.begin(), heads.end(), [&](const auto *head) {
            return head->dialogue.id == m_workspace.simDialogue();
        });
        sims.push_back((current == heads.end() ? heads.front() : *current)->dialogue.id);
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
        std::vector<ColumnContent> columns;
        for (const LoadedPair &pair : *loaded) {
            const QString title = dialogueTitle(m_workspace, pair.sim->id);
            columns.push_back({title.section(QStringLiteral(" · "), 0, 0),
                               title.section(QStringLiteral(" · "), 1), pair.sim, pair.alignment});
        }
        const std::shared_ptr<const Dialogue> &first = loaded->front().real;
        const int before = m_view->table()->currentIndex().row();
        const bool same = m_view->model()->real() && m_view->model()->real()->id == first->id;
        const QString title = dialogueTitle(m_workspace, first->id);
        m_view->model()->setContent(title.section(QStringLiteral(" · "), 0, 0),
                                    title.section(QStringLiteral(" · "), 1), first,
                                    std::move(columns));
        m_view->goToRow(same ? std::min(before, m_view->model()->rowCount() - 1) : rowInStep());
    });
}

int ColumnsPanel::rowInStep() const
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const int row = m_workspace.alignedRow();
    if (!pair || row < 0 || row >= static_cast<int>(pair->alignment.rows.size()))
        return -1;
    const AlignedRow &aligned = pair->alignment.rows[static_cast<std::size_t>(row)];
    return aligned.real.empty() ? -1 : m_view->model()->rowOfRealTurn(aligned.real.front());
}

void ColumnsPanel::activated(const QModelIndex &index)
{
    const ColumnsModel &model = *m_view->model();
    if (!index.isValid() || !model.real() || model.contents().empty())
        return;
    const auto &columns = model.contents();
    const std::size_t column = static_cast<std::size_t>(std::max(index.column(), 1) - 1);
    const DialogueId sim = columns[column].dialogue->id;
    // An empty cell leads to the real turn beside it.
    QModelIndex place = index;
    if (!place.data(ColumnsModel::TurnRole).isValid())
        place = place.siblingAtColumn(ColumnsModel::realColumn);
    const QVariant turn = place.data(ColumnsModel::TurnRole);
    if (!turn.isValid())
        return;
    const bool isReal = place.column() == ColumnsModel::realColumn;
    Q_EMIT turnRequested(sim, isReal ? model.real()->id : sim, turn.toInt());
}
} // namespace gapscope
