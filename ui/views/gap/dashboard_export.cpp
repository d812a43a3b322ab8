// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/dashboard_export.h"

#include "ui/charts/export.h"
#include "ui/charts/page_export.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace gapscope {
namespace {
/// Millimetres.
constexpr double gap = 1.5;
constexpr double narrowestTile = 50.0;
/// Of a row of the grid, against the width of the page, as on screen.
constexpr double leastRow = 0.1;
constexpr double smallestTextScale = 0.6;

/// Where tiles stand on a page, in cells, and how high its rows are.
struct PageGrid
{
    std::vector<DashboardTile> tiles;
    std::vector<DashboardPlace> places;
    std::vector<double> rows;
    double column = 0.0;

    double height() const { return std::accumulate(rows.begin(), rows.end(), 0.0); }
    double width(std::size_t tile) const { return tiles[tile].columns * column - gap; }
};

bool isTooNarrow(const std::vector<DashboardTile> &tiles, double column, double textScale)
{
    return std::any_of(tiles.begin(), tiles.end(), [&](const DashboardTile &tile) {
        return tile.columns * column < narrowestTile * textScale;
    });
}

PageGrid gridOf(const std::vector<DashboardTile> &tiles, const std::vector<ChartSpec> &specs,
                double width, double textScale)
{
    PageGrid grid;
    grid.tiles = tiles;
    grid.column = width / dashboardColumns;
    if (isTooNarrow(tiles, grid.column, textScale)) {
        for (DashboardTile &tile : grid.tiles)
            tile.columns = dashboardColumns;
    }
    grid.places = placeTiles(grid.tiles);
    std::size_t rows = 0;
    for (std::size_t i = 0; i < grid.tiles.size(); ++i)
        rows = std::max(rows, static_cast<std::size_t>(grid.places[i].row + grid.tiles[i].rows));
    grid.rows.assign(rows, leastRow * width);
    for (std::size_t i = 0; i < grid.tiles.size(); ++i) {
        const auto first = grid.rows.begin() + grid.places[i].row;
        const auto last = first + grid.tiles[i].rows;
        const double lacking = comfortableMillimetres(specs[i], grid.width(i), textScale) + gap -
                               std::accumulate(first, last, 0.0);
        if (lacking > 0)
            std::for_each(first, last, [&](double &row) { row += lacking / grid.tiles[i].rows; });
    }
    return grid;
}

/// What most charts say; the others print their own.
ChartProvenance commonProvenance(const std::vector<ChartSpec> &specs)
{
    std::map<std::string, int> counts;
    ChartProvenance common;
    int most = 0;
    for (const ChartSpec &spec : specs) {
        if (spec.isEmpty())
            continue;
        const int count = ++counts[provenanceText(spec.provenance)];
        if (count > most) {
            most = count;
            common = spec.provenance;
        }
    }
    return common;
}

FigurePage emptyPage(const std::vector<ChartSpec> &specs, const DashboardPage &page)
{
    // High enough for its title; what the rest needs is found out with it.
    return {page.title, commonProvenance(specs), {page.width, 1000.0}, {}};
}

/// The largest text, up to the one wished for, with which the charts fit the height that was
/// chosen: one size for all of them.
double textScaleFor(const std::vector<DashboardTile> &tiles, const std::vector<ChartSpec> &specs,
                    DashboardPage page)
{
    const double step = 0.1;
    while (page.height > 0 && page.look.textScale - step >= smallestTextScale &&
           comfortablePageHeight(tiles, specs, page) > page.height)
        page.look.textScale -= step;
    return page.look.textScale;
}
} // namespace

double comfortablePageHeight(const std::vector<DashboardTile> &tiles,
                             const std::vector<ChartSpec> &specs, const DashboardPage &page)
{
    const FigurePage empty = emptyPage(specs, page);
    const QRectF body = pageBody(empty, page.look.textScale);
    return empty.size.height() - body.height() +
           gridOf(tiles, specs, body.width(), page.look.textScale).height();
}

Result<void> exportDashboard(const std::vector<DashboardTile> &tiles,
                             const std::vector<ChartSpec> &specs, const DashboardPage &page,
                             const QString &path)
{
    FigurePage figures = emptyPage(specs, page);
    figures.size.setHeight(page.height > 0 ? page.height
                                           : comfortablePageHeight(tiles, specs, page));
    FigureTheme look = page.look;
    look.textScale = textScaleFor(tiles, specs, page);
    const QRectF body = pageBody(figures, look.textScale);
    const PageGrid grid = gridOf(tiles, specs, body.width(), look.textScale);
    const double stretch = tiles.empty() ? 1.0 : body.height() / grid.height();
    std::vector<double> tops{body.top()};
    for (const double row : grid.rows)
        tops.push_back(tops.back() + row * stretch);
    for (std::size_t i = 0; i < grid.tiles.size(); ++i) {
        const auto first = static_cast<std::size_t>(grid.places[i].row);
        const double top = tops[first];
        const double bottom = tops[first + static_cast<std::size_t>(grid.tiles[i].rows)];
        figures.figures.push_back(
            {specs[i], QRectF(body.left() + grid.places[i].column * grid.column + gap / 2,
                              top + gap / 2, grid.width(i), bottom - top - gap)});
    }
    return exportPage(figures, look, path, page.dpi);
}
} // namespace gapscope
