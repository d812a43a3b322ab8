// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/task/task_matching.h"

#include <QDialog>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;

namespace gapscope {
class FigureView;
class Session;
class Workspace;

/// How the tasks of people and of simulators pair, why, and what is corrected about it by hand:
/// link, part, as before, and undo. Not modal; it deletes itself.
class TaskMatchDialog final : public QDialog
{
    Q_OBJECT

public:
    TaskMatchDialog(Workspace &workspace, QWidget *parent);

    /// The one of this window, brought to the front.
    static TaskMatchDialog *showIn(Workspace &workspace, QWidget *parent);

    FigureView *rows() const { return m_rows; }
    QComboBox *ways() const { return m_ways; }
    QPushButton *link() const { return m_link; }
    QPushButton *part() const { return m_part; }
    QPushButton *undo() const { return m_undo; }
    /// What the last action did, or why it did not.
    QString said() const;
    QString summary() const;

    /// Pairs the selected task with this one of the other side.
    void linkWith(const TaskKey &other);

private:
    using Act = std::function<Result<QString>(Session &)>;

    void reload();
    void become(const TaskMatching &matching);
    void refill();
    const TaskMatchRow *current() const;
    void follow();
    void askLink();
    void run(Act act);

    Workspace &m_workspace;
    TaskMatching m_matching;
    QLabel *m_summary = nullptr;
    QComboBox *m_ways = nullptr;
    FigureView *m_rows = nullptr;
    QPushButton *m_link = nullptr;
    QPushButton *m_part = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_undo = nullptr;
    QLabel *m_said = nullptr;
};
} // namespace gapscope
