// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/feature.h"
#include "ui/base/chart_facts.h"

#include <QList>
#include <QWidget>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace gapscope {
class ChartTileVeil;
class ChartView;
class Workspace;
struct Filter;

/// A chart with its choices, its help and what was chosen in it. Draws in the background where that
/// takes dialogues or pairs; the former picture stays, with a hint, until the new one is there.
class ChartTile final : public QWidget
{
    Q_OBJECT

public:
    /// `place` names it among all tiles: what is chosen here replaces what was chosen here before.
    ChartTile(Workspace &workspace, const QString &place, QWidget *parent = nullptr);

    ChartView *view() const { return m_view; }
    void setWish(const ChartWish &wish);
    const ChartWish &wish() const { return m_wish; }
    /// Null where there is no such chart.
    const Chart *chart() const;
    /// The picture shown is of another selection, edition or choice.
    bool isUpdating() const { return m_updating; }
    /// Null where the chart has no such setting, or nothing to choose.
    QComboBox *chooser(const QString &setting) const;
    /// What it shows, how to read it, where it is from; closes at the next click.
    void showHelp();
    /// The filter that was chosen in this chart; null where there is none.
    const Filter *choice() const;
    /// Marks of the view that stand for it; the others are dimmed while there is a filter.
    std::vector<int> chosenMarks() const;
    /// The row above the chart, for what its owner puts at its ends.
    QWidget *bar() const { return m_bar; }
    void addToBar(QWidget *first, QWidget *last);

Q_SIGNALS:
    void settingChosen(const QString &setting, const QString &value);
    /// A mark that stands for a simulator was clicked.
    void simulatorChosen(const QString &name);
    void featureRequested(gapscope::Feature feature, const QString &simulator);
    /// The turns in which it was said.
    void wordRequested(const QString &word, const QString &simulator);
    /// The rows behind what was chosen.
    void rowsRequested();
    void dialogueRequested(const gapscope::DialogueId &dialogue);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeChoiceBar();
    void invalidate();
    void refresh();
    void show(ChartPicture picture);
    void showWaiting(const QString &reason);
    void setUpdating(bool updating);
    void fillChoosers(const ChartPicture &picture);
    void choose(const std::vector<int> &marks);
    void activate(const QString &key);
    void showMenu(int mark, const QPoint &globalPosition);
    void addMarkActions(QMenu &menu, int mark);
    void openRows(const std::vector<int> &marks);
    void showChoice();
    void showMarks();
    void chooseCapability();
    QString waitingFor() const;

    Workspace &m_workspace;
    QString m_place;
    ChartWish m_wish;
    ChartView *m_view = nullptr;
    QWidget *m_bar = nullptr;
    QHBoxLayout *m_choosers = nullptr;
    QLabel *m_hint = nullptr;
    QToolButton *m_capability = nullptr;
    QToolButton *m_help = nullptr;
    QWidget *m_choiceBar = nullptr;
    QLabel *m_choice = nullptr;
    QPushButton *m_rows = nullptr;
    ChartTileVeil *m_veil = nullptr;
    /// What was chosen last, more exactly than a filter says it.
    struct Chosen
    {
        std::set<DialogueId> dialogues;
        std::set<std::string> keys;
    };
    Chosen m_chosen;
    /// By the id of the setting.
    std::map<QString, QComboBox *> m_boxes;
    /// The chart whose picture is shown; empty while it is none.
    std::string m_shown;
    /// What the picture was drawn from, where that is done at once.
    ChartFacts m_drawnFacts;
    ChartWish m_drawnWish;
    bool m_stale = true;
    bool m_updating = false;
};
} // namespace gapscope
