// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/base/dashboard_layout.h"
#include "ui/views/gap/dashboard_export.h"
#include "ui/views/gap/gap_panel.h"

#include <vector>

class QGridLayout;
class QScrollArea;
class QToolButton;

namespace gapscope {
class ChartTile;
class DashboardCell;

/// Charts side by side as a person arranged them; kept with the workspace.
class DashboardPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit DashboardPanel(Workspace &workspace, QWidget *parent = nullptr);

    const std::vector<DashboardTile> &tiles() const { return m_tiles; }
    const std::vector<DashboardCell *> &cells() const { return m_cells; }
    void add(const std::string &chart, const ChartSettings &settings = {});
    /// What the tiles show, in their order.
    std::vector<ChartSpec> specs() const;
    /// Every chart on one page: svg, pdf or png. Errors: NotComputable (also while a chart is being
    /// drawn), InvalidArgument, OutputFailed.
    Result<void> exportTo(const QString &path, const DashboardPage &page) const;

Q_SIGNALS:
    void simulatorChosen(const QString &name);
    void rowsRequested();

protected:
    void refresh() override;

private:
    QWidget *makeBar();
    void load();
    void become(std::vector<DashboardTile> tiles);
    DashboardCell *makeCell();
    void arrange();
    int indexOf(const DashboardCell *cell) const;
    void move(int from, int to);
    void resizeCell(DashboardCell *cell, int columns, int rows);
    void openWindow(int index, bool fullScreen);
    void askHowToExport();
    QString pageTitle() const;
    void connectTile(ChartTile *tile);
    ChartWish wishOf(const DashboardTile &tile) const;

    std::vector<DashboardTile> m_tiles;
    /// As many as tiles, in their order.
    std::vector<DashboardCell *> m_cells;
    QScrollArea *m_area = nullptr;
    QWidget *m_page = nullptr;
    QGridLayout *m_grid = nullptr;
    int m_made = 0;
};
} // namespace gapscope
