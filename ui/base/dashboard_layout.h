// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/chart_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// A chart on the dashboard; sizes in cells of the grid.
struct DashboardTile
{
    std::string chart;
    ChartSettings settings;
    int columns = 3;
    int rows = 3;

    bool operator==(const DashboardTile &) const = default;
};

/// Where a tile stands, in cells.
struct DashboardPlace
{
    int column = 0;
    int row = 0;

    bool operator==(const DashboardPlace &) const = default;
};

inline constexpr int dashboardColumns = 6;
inline constexpr int leastTileColumns = 2;
inline constexpr int leastTileRows = 2;
inline constexpr int mostTileRows = 8;

/// Each tile at the first free place after the one before it, from the top left, row by row.
std::vector<DashboardPlace> placeTiles(const std::vector<DashboardTile> &tiles);
/// Within what the grid allows.
void resizeTile(DashboardTile &tile, int columns, int rows);

/// JSON; what cannot be read as a tile is left out.
std::string dashboardText(const std::vector<DashboardTile> &tiles);
std::vector<DashboardTile> parseDashboard(std::string_view text);
/// What a new workspace shows.
std::vector<DashboardTile> defaultDashboard();
} // namespace gapscope
