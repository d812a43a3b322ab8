// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace gapscope {
class ElidingComboBox;
class Workspace;

/// Over the comparison: which two dialogues of the task stand left and right (any two), swapping
/// them, what is there to say of the pair, and the way to the pairs before and after.
class PairHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit PairHeader(Workspace &workspace, QWidget *parent = nullptr);

    ElidingComboBox *left() const { return m_left; }
    ElidingComboBox *right() const { return m_right; }
    QToolButton *columnsButton() const { return m_columns; }
    /// Whether the pair's first dialogue (the real one) stands at the right.
    bool isSwapped() const;

public Q_SLOTS:
    void swap();
    void setFigures(const QString &text, const QString &tip);
    /// Choosers and their like make no sense beside several columns.
    void setColumnsMode(bool on);

Q_SIGNALS:
    void swappedChanged(bool swapped);
    void columnsToggled(bool on);
    void windowRequested();

private:
    void fill();
    void showPosition();
    void fillSide(ElidingComboBox *box, const DialogueId &current);
    void chosen(ElidingComboBox *changed, ElidingComboBox *other);
    bool isMixed() const;
    QToolButton *button(const char *icon, const QString &name);

    Workspace &m_workspace;
    ElidingComboBox *m_left = nullptr;
    ElidingComboBox *m_right = nullptr;
    QLabel *m_figures = nullptr;
    QLabel *m_position = nullptr;
    QToolButton *m_swapButton = nullptr;
    QToolButton *m_columns = nullptr;
    QToolButton *m_window = nullptr;
    /// Kept apart, so that a look at two people does not turn the real and the simulated round.
    bool m_swapMixed = false;
    bool m_swapSame = false;
};
} // namespace gapscope
