// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPoint>
#include <QSize>

class QMenu;

namespace gapscope {
class ChartTile;
class Workspace;

/// A chart on the dashboard: dragged by the row above it to another place, by its lower right
/// corner to another size; the same from its menu and by keys.
class DashboardCell final : public QFrame
{
    Q_OBJECT

public:
    DashboardCell(Workspace &workspace, const QString &place, QWidget *parent = nullptr);

    ChartTile *tile() const { return m_tile; }
    /// For screen readers; the figure prints it.
    void setTitle(const QString &title);
    /// Where the corner is taken to resize, in this widget's coordinates.
    QRect grip() const;

Q_SIGNALS:
    /// Earlier (-1) or later (1) in the order of tiles.
    void moveRequested(int step);
    /// Let go at this point of the screen.
    void dropped(const QPoint &globalPosition);
    /// Wider and higher by cells.
    void growRequested(int columns, int rows);
    /// The corner was let go: the size wanted, in pixels.
    void sizeRequested(const QSize &pixels);
    void removeRequested();
    /// A window of its own.
    void windowRequested(bool fullScreen);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fillMenu(QMenu &menu);

    ChartTile *m_tile = nullptr;
    bool m_resizing = false;
};
} // namespace gapscope
