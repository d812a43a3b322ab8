// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace gapscope {
class FigureView;
class Workspace;

/// How far everybody is with the chosen queue, what was skipped and why, and where somebody was
/// too fast to have read.
class QueuePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePanel(Workspace &workspace, QWidget *parent = nullptr);

    FigureView *people() const { return m_people; }
    FigureView *items() const { return m_items; }
    QString summary() const;

Q_SIGNALS:
    void placeRequested(const gapscope::DialogueId &real, const gapscope::DialogueId &sim, int row);

private:
    void refresh();
    void askToRemove();

    Workspace &m_workspace;
    QLabel *m_summary = nullptr;
    QPushButton *m_remove = nullptr;
    FigureView *m_people = nullptr;
    FigureView *m_items = nullptr;
};
} // namespace gapscope
