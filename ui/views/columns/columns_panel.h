// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

#include <map>
#include <vector>

class QLabel;
class QMenu;
class QPushButton;

namespace gapscope {
class ColumnsView;
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

private:
    /// The simulators that have this task, in the order of import.
    std::vector<CorpusId> simulators() const;
    bool isWanted(const CorpusId &corpus, std::size_t index) const;
    void refresh();
    void fillChooser();
    void load();
    void activated(const QModelIndex &index);
    /// The line of the row that is current in two columns, −1 = none.
    int rowInStep() const;

    Workspace &m_workspace;
    ColumnsView *m_view = nullptr;
    QPushButton *m_chooser = nullptr;
    QMenu *m_menu = nullptr;
    QLabel *m_note = nullptr;
    /// What a person switched on or off; else the first few are on.
    std::map<CorpusId, bool> m_wanted;
    bool m_active = false;
};
} // namespace gapscope
