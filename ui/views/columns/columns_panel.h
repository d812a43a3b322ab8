// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

#include <map>
#include <optional>
#include <vector>

class QLabel;
class QMenu;
class QModelIndex;
class QPushButton;

namespace gapscope {
class ColumnsView;
struct LoadedPair;
class Workspace;

/// The real dialogue on screen against several simulators of its task, and which ones.
class ColumnsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnsPanel(Workspace &workspace, QWidget *parent = nullptr);

    ColumnsView *view() const { return m_view; }
    QPushButton *chooser() const { return m_chooser; }
    /// While it is not shown it loads nothing.
    void setActive(bool active);

Q_SIGNALS:
    /// Shows this turn (of the real or of this simulated dialogue) in two columns.
    void turnRequested(const gapscope::DialogueId &sim, const gapscope::DialogueId &dialogue,
                       int turn);
    /// The person went to a cell: this turn, in the pair with this simulated dialogue, is what the
    /// rest of the window is about now. −1 = a cell where nothing stands.
    void turnFocused(const gapscope::DialogueId &sim, const gapscope::DialogueId &dialogue,
                     int turn);

private:
    /// What a cell stands for: an empty one for the real turn beside it.
    struct Place
    {
        DialogueId sim;
        DialogueId dialogue;
        int turn = -1;
    };
    Place placeOf(const QModelIndex &index) const;
    void showContent(const std::vector<LoadedPair> &pairs);
    void follow(const QModelIndex &index);
    /// The simulators that have this task, in the order of import.
    std::vector<CorpusId> simulators() const;
    bool isWanted(const CorpusId &corpus, std::size_t index) const;
    void refresh();
    void fillChooser();
    void load();
    void activated(const QModelIndex &index);
    /// The line of the row that is current in two columns, −1 = none.
    int rowInStep() const;
    /// Of the task's dialogues of a simulator: the one on screen, else the one shown before.
    DialogueId chosen(const DialogueId &real, const CorpusId &simulator) const;

    Workspace &m_workspace;
    ColumnsView *m_view = nullptr;
    QPushButton *m_chooser = nullptr;
    QMenu *m_menu = nullptr;
    QLabel *m_note = nullptr;
    /// What a person switched on or off; else the first few are on.
    std::map<CorpusId, bool> m_wanted;
    bool m_active = false;
    /// While columns are filled the current cell moves by itself.
    bool m_filling = false;
    /// The pair on screen follows the current cell: its columns are shown already.
    std::optional<DialogueId> m_followed;
};
} // namespace gapscope
