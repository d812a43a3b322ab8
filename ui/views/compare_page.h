// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"

#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;

namespace gapscope {
class AnchorEditor;
class ColumnsPanel;
class CompareView;
class DeskBar;
class FindBar;
class OverviewStrip;
class PairHeader;
class TaskCard;
class Workspace;

/// The pair on screen: which two dialogues, the task card, the aligned columns, the overview.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(Workspace &workspace, QWidget *parent = nullptr);

    CompareView *view() const { return m_view; }
    PairHeader *header() const { return m_header; }
    AnchorEditor *anchors() const { return m_anchors; }
    DeskBar *deskBar() const { return m_deskBar; }
    ColumnsPanel *columns() const { return m_columns; }
    bool isInColumns() const;
    /// The line that says which turn waits for its partner; empty = none.
    QString hint() const;
    FindBar *findBar() const { return m_find; }
    /// Shows a turn of a dialogue: now, or once its pair is loaded.
    void showTurn(const DialogueId &dialogue, int turn);
    /// Shows a row of a pair's alignment: now, or once it is loaded; −1 = its first one.
    void showRow(const DialogueId &real, const DialogueId &sim, int alignedRow);
    /// Shows the row of a label that names both dialogues: now, or once they are loaded.
    void showLabel(const Label &label);
    void goToTurn();
    /// In the two columns or in the many, whichever is shown.
    void goToDifference(int step);
    void goToFirstDifference();
    void goToNextRow(int step);

public Q_SLOTS:
    /// One real dialogue against several simulators, or two columns.
    void setInColumns(bool on);
    /// Forgets the marked turn, or closes the search, or goes back to two columns.
    void escape();

Q_SIGNALS:
    /// A remark for the status line.
    void said(const QString &sentence);
    /// The menu of a row is wanted at this point of the screen.
    void rowMenuRequested(const QPoint &globalPoint);
    void windowRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showPair();
    void showLabels();
    /// In the pair of the real dialogue on screen with this simulated one; −1 = no turn.
    void showTurnOfPair(const DialogueId &sim, const DialogueId &dialogue, int turn);
    void showPending();
    bool isOnScreen(const DialogueId &real, const DialogueId &sim) const;
    void showEmpty();
    void showHint(const QString &sentence);

    Workspace &m_workspace;
    PairHeader *m_header = nullptr;
    TaskCard *m_card = nullptr;
    QStackedWidget *m_stack = nullptr;
    CompareView *m_view = nullptr;
    AnchorEditor *m_anchors = nullptr;
    ColumnsPanel *m_columns = nullptr;
    OverviewStrip *m_strip = nullptr;
    DeskBar *m_deskBar = nullptr;
    QLabel *m_hint = nullptr;
    FindBar *m_find = nullptr;
    QLabel *m_empty = nullptr;
    std::optional<std::pair<DialogueId, int>> m_pendingTurn;
    std::optional<int> m_pendingRow;
    std::optional<Label> m_pendingLabel;
    bool m_wantsColumns = false;
};
} // namespace gapscope
