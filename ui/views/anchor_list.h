// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace gapscope {
class Workspace;

/// What people set on the pair that the current row does not show: its anchors, also those a later
/// one contradicts, and its labels whose row is gone. Enter leads to the turn, Delete removes an
/// anchor.
class AnchorList final : public QWidget
{
    Q_OBJECT

public:
    explicit AnchorList(Workspace &workspace, QWidget *parent = nullptr);

    QListWidget *anchors() const { return m_anchors; }
    QListWidget *staleLabels() const { return m_stale; }

Q_SIGNALS:
    void turnRequested(gapscope::Side side, int turn);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void fillAnchors();
    void fillStale();
    void go(const QListWidgetItem *item);
    void removeCurrent();

    Workspace &m_workspace;
    QLabel *m_anchorsTitle = nullptr;
    QListWidget *m_anchors = nullptr;
    QLabel *m_staleTitle = nullptr;
    QListWidget *m_stale = nullptr;
};
} // namespace gapscope
