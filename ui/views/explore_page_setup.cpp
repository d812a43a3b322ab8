// SPDX-License-Identifier: GPL-3.0-or-later
// How the Explore page is put together; what it does is in explore_page.cpp.
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/dialogues_model.h"
#include "ui/models/turns_model.h"
#include "ui/views/corpus_delegate.h"
#include "ui/views/exclude_dialog.h"
#include "ui/views/explore_page.h"
#include "ui/views/table_copy.h"
#include "ui/views/turn_delegate.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int typingPauseMs = 300;

/// Features shown before anybody chose others: one or two of every dimension.
constexpr Feature firstFeatures[] = {Feature::UserWordsPerTurn, Feature::ShortMsgRate,
                                     Feature::PolitenessRate,   Feature::UncertaintyRate,
                                     Feature::ClarifyQRate,     Feature::EmotionRate};

int columnOf(Feature feature)
{
    return DialoguesModel::FirstFeatureColumn + static_cast<int>(feature);
}
} // namespace

ExplorePage::ExplorePage(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace),
      m_dialoguesModel(new DialoguesModel(workspace, this)),
      m_turnsModel(new TurnsModel(workspace, this)), m_stack(new QStackedWidget),
      m_dialogues(new QTableView), m_turns(new QTableView), m_empty(new PlainLabel)
{
    m_dialoguesModel->setFollowing(false); // until it is shown
    QWidget *bars = makeBars();
    makeTables();
    makeActions();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(40);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_dialogues);
    m_stack->addWidget(m_turns);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bars);
    layout->addWidget(m_stack, 1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(typingPauseMs);
    connect(&m_delay, &QTimer::timeout, this, &ExplorePage::startSearch);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.trimmed().isEmpty())
            clearTurns();
        else
            m_delay.start();
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        startSearch();
        currentTable()->setFocus();
    });
    connect(m_role, &QComboBox::activated, this, &ExplorePage::runAgain);
    connect(m_corpus, &QComboBox::activated, this, &ExplorePage::corporaChosen);
    connect(m_tabs, &QTabBar::currentChanged, this, &ExplorePage::refresh);
    connect(m_dialoguesModel, &QAbstractItemModel::modelReset, this, &ExplorePage::refresh);
    connect(m_turnsModel, &QAbstractItemModel::modelReset, this, &ExplorePage::refresh);
    connect(&m_workspace, &Workspace::dataChanged, this, [this] {
        fillCorpora();
        // What was found may be more now.
        runAgain();
        refresh();
    });
    connect(&m_workspace, &Workspace::corporaSelected, this,
            [this] { m_dialoguesModel->setCorpora(chosenCorpora()); });
    connect(&m_workspace, &Workspace::editionChanged, this, [this] {
        if (m_feature)
            startFeature();
    });
    connect(&m_workspace, &Workspace::opened, this, &ExplorePage::refresh);
    connect(&m_workspace, &Workspace::closed, this, [this] {
        m_search->blockSignals(true);
        m_search->clear();
        m_search->blockSignals(false);
        fillCorpora();
        clearTurns();
    });
    fillCorpora();
    refresh();
}

QWidget *ExplorePage::makeBars()
{
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search all turns"));
    m_search->setAccessibleName(tr("Search all turns"));
    m_search->setClearButtonEnabled(true);
    m_role = new QComboBox;
    m_role->setAccessibleName(tr("Speakers to search"));
    m_role->addItem(tr("All speakers"), allSpeakers);
    m_role->addItem(tr("Users"), static_cast<int>(Role::User));
    m_role->addItem(tr("Agents"), static_cast<int>(Role::Agent));
    m_role->addItem(tr("Users and agents"), bothSpeakers);
    m_corpus = new QComboBox;
    m_corpus->setAccessibleName(tr("Corpora to show"));
    m_corpus->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_search, 1);
    top->addWidget(m_role);
    top->addWidget(m_corpus);

    m_tabs = new QTabBar;
    m_tabs->setAccessibleName(tr("Dialogues or turns"));
    m_tabs->addTab(tr("Dialogues"));
    m_tabs->addTab(tr("Turns"));
    m_tabs->setDrawBase(false);
    m_count = new PlainLabel;
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("How many are shown"));
    m_columns = new QToolButton;
    m_columns->setText(tr("Columns"));
    m_columns->setPopupMode(QToolButton::InstantPopup);
    m_columns->setAutoRaise(true);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_tabs);
    middle->addWidget(m_count);
    middle->addStretch(1);
    middle->addWidget(m_columns);

    m_featureBar = new QWidget;
    m_featureTitle = new PlainLabel;
    QFont bold = m_featureTitle->font();
    bold.setBold(true);
    m_featureTitle->setFont(bold);
    auto *clear = new QToolButton;
    clear->setText(tr("Clear"));
    clear->setToolTip(tr("Stop showing where this feature fired"));
    clear->setAutoRaise(true);
    connect(clear, &QToolButton::clicked, this, &ExplorePage::clearTurns);
    auto *feature = new QHBoxLayout(m_featureBar);
    feature->setContentsMargins(0, 0, 0, 0);
    feature->addWidget(m_featureTitle);
    feature->addWidget(clear);
    feature->addStretch(1);

    auto *bars = new QWidget;
    auto *layout = new QVBoxLayout(bars);
    layout->setContentsMargins(10, 8, 10, 6);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addLayout(middle);
    layout->addWidget(m_featureBar);
    return bars;
}

void ExplorePage::makeTables()
{
    m_dialogues->setModel(m_dialoguesModel);
    m_dialogues->setAccessibleName(tr("Dialogues"));
    m_dialogues->setItemDelegateForColumn(
        DialoguesModel::CorpusColumn, new CorpusDelegate(DialoguesModel::KindRole, m_dialogues));
    m_turns->setModel(m_turnsModel);
    m_turns->setAccessibleName(tr("Turns found"));
    m_turns->setItemDelegateForColumn(TurnsModel::CorpusColumn,
                                      new CorpusDelegate(TurnsModel::KindRole, m_turns));
    m_turns->setItemDelegateForColumn(TurnsModel::TextColumn, new TurnDelegate(m_turns));

    for (QTableView *table : {m_dialogues, m_turns}) {
        setUpTable(table);
        table->setFrameShape(QFrame::NoFrame);
        table->setContextMenuPolicy(Qt::CustomContextMenu);
        // In the order of import until a head is clicked.
        table->horizontalHeader()->setSortIndicatorClearable(true);
        table->sortByColumn(-1, Qt::AscendingOrder);
        table->setSortingEnabled(true);
        table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
        connect(table, &QTableView::doubleClicked, this, &ExplorePage::activate);
        connect(table, &QWidget::customContextMenuRequested, this, &ExplorePage::openContextMenu);
        for (const int key : {int(Qt::Key_Return), int(Qt::Key_Enter)}) {
            auto *enter = new QShortcut(QKeySequence(key), table);
            enter->setContext(Qt::WidgetShortcut);
            connect(enter, &QShortcut::activated, this,
                    [this, table] { activate(table->currentIndex()); });
        }
    }

    QHeaderView *header = m_dialogues->horizontalHeader();
    header->setDefaultSectionSize(92);
    header->resizeSection(DialoguesModel::TaskColumn, 112);
    header->resizeSection(DialoguesModel::CorpusColumn, 190);
    header->resizeSection(DialoguesModel::RunColumn, 48);
    header->resizeSection(DialoguesModel::OutcomeColumn, 70);
    header->resizeSection(DialoguesModel::TurnsColumn, 64);
    header->resizeSection(DialoguesModel::TerminationColumn, 110);
    for (const FeatureInfo &feature : featureTable()) {
        const int column = columnOf(feature.feature);
        const bool shown = std::find(std::begin(firstFeatures), std::end(firstFeatures),
                                     feature.feature) != std::end(firstFeatures);
        m_dialogues->setColumnHidden(column, !shown);
        const int title = header->fontMetrics().horizontalAdvance(qs(feature.title));
        header->resizeSection(column, std::max(72, title + 28));
    }
    fillColumnMenu();

    header = m_turns->horizontalHeader();
    header->resizeSection(TurnsModel::TaskColumn, 112);
    header->resizeSection(TurnsModel::CorpusColumn, 190);
    header->resizeSection(TurnsModel::RunColumn, 48);
    header->resizeSection(TurnsModel::TurnColumn, 56);
    header->resizeSection(TurnsModel::RoleColumn, 112);
    header->setStretchLastSection(true);
}

void ExplorePage::fillColumnMenu()
{
    auto *menu = new QMenu(m_columns);
    for (int column = DialoguesModel::CorpusColumn; column < DialoguesModel::ColumnCount;
         ++column) {
        if (column == DialoguesModel::FirstFeatureColumn)
            menu->addSeparator();
        QAction *action = menu->addAction(
            m_dialoguesModel->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_dialogues->isColumnHidden(column));
        connect(action, &QAction::toggled, m_dialogues,
                [this, column](bool on) { m_dialogues->setColumnHidden(column, !on); });
    }
    m_columns->setMenu(menu);
}

void ExplorePage::makeActions()
{
    m_open = new QAction(tr("Open in Compare"), this);
    m_exclude = new QAction(tr("Exclude from figures…"), this);
    m_include = new QAction(tr("Include in figures"), this);
    connect(m_open, &QAction::triggered, this,
            [this] { activate(currentTable()->currentIndex()); });
    connect(m_exclude, &QAction::triggered, this,
            [this] { askToExclude(m_workspace, selectedDialogues(), this); });
    connect(m_include, &QAction::triggered, this,
            [this] { setExcluded(selectedDialogues(), false, {}); });
}

void ExplorePage::openContextMenu(const QPoint &point)
{
    QTableView *table = currentTable();
    const QList<DialogueId> dialogues = selectedDialogues();
    if (dialogues.isEmpty())
        return;
    const auto excluded = [&](const DialogueId &id) { return m_workspace.data().isExcluded(id); };
    const auto count = std::count_if(dialogues.begin(), dialogues.end(), excluded);
    const bool writable = !m_workspace.isReadOnly();
    m_exclude->setEnabled(writable && count < dialogues.size());
    m_include->setEnabled(writable && count > 0);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_open);
    menu->addSeparator();
    menu->addAction(m_exclude);
    menu->addAction(m_include);
    menu->addSeparator();
    menu->addActions(table->actions());
    menu->popup(table->viewport()->mapToGlobal(point));
}

} // namespace gapscope
