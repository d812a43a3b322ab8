// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/dashboard_layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
using Json = nlohmann::json;
using Row = std::array<bool, dashboardColumns>;

bool isFree(const std::vector<Row> &taken, const DashboardPlace &place, const DashboardTile &tile)
{
    for (int r = place.row; r < place.row + tile.rows; ++r) {
        if (static_cast<std::size_t>(r) >= taken.size())
            return true;
        const auto first = taken[static_cast<std::size_t>(r)].begin() + place.column;
        if (std::any_of(first, first + tile.columns, [](bool one) { return one; }))
            return false;
    }
    return true;
}
} // namespace

std::vector<DashboardPlace> placeTiles(const std::vector<DashboardTile> &tiles)
{
    std::vector<Row> taken;
    std::vector<DashboardPlace> places;
    for (const DashboardTile &tile : tiles) {
        DashboardPlace place = places.empty() ? DashboardPlace() : places.back();
        // From the place of the one before, so that the order of reading is that of the list.
        while (place.column + tile.columns > dashboardColumns || !isFree(taken, place, tile)) {
            ++place.column;
            if (place.column + tile.columns > dashboardColumns)
                place = {0, place.row + 1};
        }
        const auto end = static_cast<std::size_t>(place.row + tile.rows);
        if (taken.size() < end)
            taken.resize(end);
        for (auto r = static_cast<std::size_t>(place.row); r < end; ++r)
            std::fill_n(taken[r].begin() + place.column, tile.columns, true);
        places.push_back(place);
    }
    return places;
}

void resizeTile(DashboardTile &tile, int columns, int rows)
{
    tile.columns = std::clamp(columns, leastTileColumns, dashboardColumns);
    tile.rows = std::clamp(rows, leastTileRows, mostTileRows);
}

std::string dashboardText(const std::vector<DashboardTile> &tiles)
{
    Json list = Json::array();
    for (const DashboardTile &tile : tiles) {
        Json settings = Json::object();
        for (const auto &[id, value] : tile.settings)
            settings[id] = value;
        list.push_back({{"chart", tile.chart},
                        {"settings", settings},
                        {"columns", tile.columns},
                        {"rows", tile.rows}});
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<DashboardTile> parseDashboard(std::string_view text)
{
    const Json list = Json::parse(text, nullptr, false);
    std::vector<DashboardTile> tiles;
    if (!list.is_array())
        return tiles;
    const auto whole = [](const Json &object, const char *key, int otherwise) {
        const auto found = object.find(key);
        return found != object.end() && found->is_number_integer() ? found->get<int>() : otherwise;
    };
    for (const Json &one : list) {
        if (!one.is_object() || !one.contains("chart") || !one["chart"].is_string())
            continue;
        DashboardTile tile;
        tile.chart = one["chart"].get<std::string>();
        if (one.contains("settings") && one["settings"].is_object()) {
            for (const auto &[id, value] : one["settings"].items()) {
                if (value.is_string())
                    tile.settings[id] = value.get<std::string>();
            }
        }
        resizeTile(tile, whole(one, "columns", tile.columns), whole(one, "rows", tile.rows));
        tiles.push_back(std::move(tile));
    }
    return tiles;
}

std::vector<DashboardTile> defaultDashboard()
{
    return {{"dumbbell", {}, 3, 3},
            {"waterfall", {}, 3, 3},
            {"distribution", {}, 3, 3},
            {"excess_divergence", {}, 3, 3}};
}
} // namespace gapscope
