// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace gapscope {
class LabelDesk;
class Workspace;

/// One line above the comparison: how far one is with the pair, its own labels, and done or skip.
class DeskBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DeskBar(Workspace &workspace, QWidget *parent = nullptr);

    QToolButton *done() const { return m_done; }
    QToolButton *skip() const { return m_skip; }
    QString text() const;
    /// "left is human" …: for one side, in the order human, simulated, unsure.
    QList<QToolButton *> verdicts(bool isReal) const;
    QComboBox *queues() const { return m_queues; }

public Q_SLOTS:
    /// Marks the pair as done and goes to the next one.
    void finish();
    void askWhy();
    /// 0 human, 1 simulated, 2 unsure; only while it is hidden which side is real.
    void judge(bool isLeft, int verdict);

Q_SIGNALS:
    /// The pair is finished: the next one is wanted.
    void nextWanted();

private:
    QWidget *makeVerdicts();
    void refresh();
    void refreshVerdicts();
    void refreshQueues();
    QString queueText() const;
    bool isRealAt(int place) const;

    Workspace &m_workspace;
    LabelDesk &m_desk;
    QComboBox *m_queues = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_done = nullptr;
    QToolButton *m_skip = nullptr;
    QWidget *m_verdictRow = nullptr;
    /// At the left, at the right.
    QLabel *m_sides[2] = {};
    QList<QToolButton *> m_verdicts[2];
};
} // namespace gapscope
