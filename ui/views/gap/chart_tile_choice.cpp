// SPDX-License-Identifier: GPL-3.0-or-later
// What a person chooses in a chart, and where it leads.
#include "core/plot/chart_key.h"
#include "ui/base/gap_history.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/themed_icons.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"
#include "ui/views/exclude_dialog.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap/chart_tile_veil.h"
#include "ui/views/gap/mark_choice.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <iterator>

namespace gapscope {
QWidget *ChartTile::makeChoiceBar()
{
    m_choiceBar = new QWidget;
    m_choiceBar->setAutoFillBackground(true);
    m_choiceBar->setBackgroundRole(QPalette::AlternateBase);
    m_choice = new PlainLabel;
    m_choice->setWordWrap(true);
    m_rows = new QPushButton(tr("Show rows"));
    m_rows->setToolTip(tr("Lists the dialogues behind what was chosen"));
    auto *back = new QPushButton(tr("Take away"));
    back->setToolTip(tr("Removes this filter; Edit ▸ Undo brings it back"));
    auto *layout = new QHBoxLayout(m_choiceBar);
    layout->setContentsMargins(12, 4, 10, 4);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_rows);
    layout->addWidget(back);
    connect(m_rows, &QPushButton::clicked, this, [this] {
        const Filter *filter = choice();
        if (filter && filter->dialogues.size() == 1)
            Q_EMIT dialogueRequested(*filter->dialogues.begin());
        else if (filter)
            Q_EMIT rowsRequested();
    });
    connect(back, &QPushButton::clicked, this, [this] {
        const QList<Filter> &filters = m_workspace.filters().filters();
        for (qsizetype i = 0; i < filters.size(); ++i) {
            if (filters[i].source == m_place)
                return m_workspace.filters().remove(i);
        }
    });
    return m_choiceBar;
}

const Filter *ChartTile::choice() const
{
    return m_workspace.filters().from(m_place);
}

void ChartTile::showChoice()
{
    const Filter *filter = choice();
    m_choiceBar->setVisible(filter != nullptr);
    showMarks();
    if (!filter)
        return;
    m_choice->setText(tr("Chosen: %1").arg(filter->title));
    m_rows->setText(filter->dialogues.size() == 1 ? tr("Open the pair") : tr("Show rows"));
}

void ChartTile::choose(const std::vector<int> &marks)
{
    std::vector<MarkInfo> infos;
    for (const int mark : marks) {
        if (mark < m_view->markCount())
            infos.push_back(m_view->markInfo(mark));
    }
    Filter filter = filterOfMarks(m_workspace, m_view->spec(), infos, m_place);
    if (filter.tasks.isEmpty())
        return;
    m_chosen = {filter.dialogues, {}};
    for (const MarkInfo &info : infos)
        m_chosen.keys.insert(info.key);
    m_workspace.filters().add(filter);
}

std::vector<int> ChartTile::chosenMarks() const
{
    const Filter *filter = choice();
    if (!filter)
        return {};
    std::vector<const MarkInfo *> infos;
    for (int i = 0; i < m_view->markCount(); ++i)
        infos.push_back(&m_view->markInfo(i));
    std::vector<int> marks = marksOf(*filter, infos);
    if (m_chosen.dialogues != filter->dialogues)
        return marks;
    // Marks of several measures can stand for the same dialogues: those meant have their keys too.
    std::vector<int> meant;
    std::copy_if(marks.begin(), marks.end(), std::back_inserter(meant), [&](int mark) {
        return m_chosen.keys.contains(infos[static_cast<std::size_t>(mark)]->key);
    });
    return meant.empty() ? marks : meant;
}

void ChartTile::showMarks()
{
    m_veil->setMarks(chosenMarks());
}

void ChartTile::openRows(const std::vector<int> &marks)
{
    choose(marks);
    m_rows->click();
}

void ChartTile::activate(const QString &text)
{
    const std::optional<ChartKey> key = parseChartKey(utf8(text));
    if (!key)
        return;
    if (!key->simulator.empty())
        Q_EMIT simulatorChosen(qs(key->simulator));
    // A mark of dialogues is a filter; where they fired is asked for in its menu.
    const int mark = m_view->currentMark();
    if (mark >= 0 && !m_view->markInfo(mark).dialogues.empty())
        return;
    if (const std::optional<Feature> feature = featureByKey(key->measure))
        Q_EMIT featureRequested(*feature, qs(key->simulator));
}

void ChartTile::addMarkActions(QMenu &menu, int mark)
{
    const std::vector<DialogueId> dialogues = dialoguesOf({m_view->markInfo(mark)});
    const std::optional<ChartKey> key = parseChartKey(m_view->markInfo(mark).key);
    if (!dialogues.empty()) {
        const int count = int(dialogues.size());
        if (count == 1) {
            menu.addAction(tr("&Open the pair"), this,
                           [this, id = dialogues.front()] { Q_EMIT dialogueRequested(id); });
        } else {
            menu.addAction(tr("Show the &rows behind this mark (%Ln dialogue(s))", nullptr, count),
                           this, [this, mark] { openRows({mark}); });
        }
        menu.addAction(tr("&Filter by this mark"), this, [this, mark] { choose({mark}); });
        const bool counts = std::any_of(dialogues.begin(), dialogues.end(), [this](const auto &id) {
            return !m_workspace.data().isExcluded(id);
        });
        QAction *exclude = menu.addAction(
            count == 1 ? tr("E&xclude this dialogue …")
                       : tr("E&xclude these %Ln dialogue(s) …", nullptr, count),
            this, [this, dialogues] {
                askToExclude(m_workspace, QList<DialogueId>(dialogues.begin(), dialogues.end()),
                             this);
            });
        exclude->setEnabled(counts && !m_workspace.isReadOnly());
    }
    if (key) {
        if (const std::optional<Feature> feature = featureByKey(key->measure)) {
            menu.addAction(tr("Where it &fired"), this, [this, feature, key] {
                Q_EMIT featureRequested(*feature, qs(key->simulator));
            });
        }
    }
    if (key && !key->word.empty()) {
        menu.addAction(tr("Show the &turns with “%1”").arg(qs(key->word)), this,
                       [this, key] { Q_EMIT wordRequested(qs(key->word), qs(key->simulator)); });
    }
    if (!menu.isEmpty())
        menu.addSeparator();
}

void ChartTile::showMenu(int mark, const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (mark >= 0)
        addMarkActions(*menu, mark);
    GapHistory &history = m_workspace.gapHistory();
    QAction *undo = menu->addAction(themedIcon(QStringLiteral("undo"), palette()),
                                    history.undoText(), &history, &GapHistory::undo);
    undo->setEnabled(history.canUndo());
    menu->addSeparator();
    const bool hasData = !m_view->spec().isEmpty();
    const auto add = [&](const QString &text, const char *icon, auto slot, bool enabled) {
        menu->addAction(themedIcon(QLatin1String(icon), palette()), text, m_view, slot)
            ->setEnabled(enabled);
    };
    add(tr("&Export …"), "export", &ChartView::exportAs, hasData);
    add(tr("&Copy image"), "copy", &ChartView::copyImage, hasData);
    add(tr("Copy &data"), "copy", &ChartView::copyData, hasData);
    add(tr("As &table …"), "table", &ChartView::showTable, hasData);
    menu->addSeparator();
    add(tr("Zoom &in"), "zoom-in", &ChartView::zoomIn, hasData);
    add(tr("Zoom &out"), "zoom-out", &ChartView::zoomOut, m_view->isZoomed());
    add(tr("&Reset zoom"), "zoom-reset", &ChartView::resetZoom, m_view->isZoomed());
    add(tr("&Previous view"), "undo", &ChartView::goBack, hasData);
    add(tr("&Next view"), "redo", &ChartView::goForward, hasData);
    menu->popup(globalPosition);
}
} // namespace gapscope
