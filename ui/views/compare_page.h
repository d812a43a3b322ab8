// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace gapscope {
class CompareView;
class FindBar;
class OverviewStrip;
class TaskCard;
class Workspace;

/// The pair on screen: which two dialogues, the task card, the aligned columns, the overview.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(Workspace &workspace, QWidget *parent = nullptr);

    CompareView *view() const { return m_view; }
    FindBar *findBar() const { return m_find; }
    /// Shows a turn of a dialogue: now, or once its pair is loaded.
    void showTurn(const DialogueId &dialogue, int turn);
    void goToTurn();

private:
    void fillChoosers();
    void showPair();
    void showLabels();
    void showPending();
    void showEmpty();
    void chosen();
    QString dialogueTitle(const DialogueId &id) const;

    Workspace &m_workspace;
    QComboBox *m_real = nullptr;
    QComboBox *m_sim = nullptr;
    QLabel *m_position = nullptr;
    QLabel *m_figures = nullptr;
    TaskCard *m_card = nullptr;
    QStackedWidget *m_stack = nullptr;
    CompareView *m_view = nullptr;
    OverviewStrip *m_strip = nullptr;
    FindBar *m_find = nullptr;
    QLabel *m_empty = nullptr;
    std::optional<std::pair<DialogueId, int>> m_pendingTurn;
    bool m_filling = false;
};
} // namespace gapscope
