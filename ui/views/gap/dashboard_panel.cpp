// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/dashboard_panel.h"

#include "ui/base/chart_source.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/themed_icons.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap/chart_window.h"
#include "ui/views/gap/dashboard_cell.h"
#include "ui/views/gap/dashboard_export_dialog.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr const char *settingsKey = "dashboard";
/// Height of a row of the grid, in pixels.
constexpr int rowHeight = 118;
} // namespace

DashboardPanel::DashboardPanel(Workspace &workspace, QWidget *parent)
    : GapPanel(workspace, parent), m_area(new QScrollArea), m_page(new QWidget),
      m_grid(new QGridLayout(m_page))
{
    m_grid->setContentsMargins(8, 8, 8, 8);
    m_grid->setSpacing(8);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidget(m_page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_area, 1);
    connect(&workspace, &Workspace::opened, this, &DashboardPanel::load);
    connect(&workspace, &Workspace::closed, this, [this] { become({}); });
    connect(&workspace.charts(), &ChartSource::settingsChanged, this, &DashboardPanel::invalidate);
    load();
}

QWidget *DashboardPanel::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 4, 10, 2);
    const auto button = [&](const QString &text, const char *icon) {
        auto *one = new QToolButton;
        one->setText(text);
        one->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        one->setAutoRaise(true);
        setThemedIcon(one, icon);
        layout->addWidget(one);
        return one;
    };
    QToolButton *addButton = button(tr("Add a chart"), "chart");
    addButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(addButton);
    for (const std::unique_ptr<Chart> &chart : *workspace().charts().charts()) {
        const std::string id(chart->id());
        menu->addAction(qs(chart->title()).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                        [this, id] { add(id); });
    }
    addButton->setMenu(menu);
    connect(button(tr("Export the page …"), "export"), &QToolButton::clicked, this,
            &DashboardPanel::askHowToExport);
    connect(button(tr("Start over"), "undo"), &QToolButton::clicked, this, [this] {
        become(defaultDashboard());
        workspace().saveSetting(settingsKey, dashboardText(m_tiles));
    });
    layout->addStretch(1);
    return bar;
}

void DashboardPanel::load()
{
    if (!workspace().isOpen())
        return;
    const std::optional<std::string> kept = workspace().setting(settingsKey);
    become(kept ? parseDashboard(*kept) : defaultDashboard());
}

void DashboardPanel::become(std::vector<DashboardTile> tiles)
{
    // A chart that this version does not have.
    std::erase_if(tiles, [this](const DashboardTile &tile) {
        return !workspace().charts().chart(tile.chart);
    });
    m_tiles = std::move(tiles);
    while (m_cells.size() > m_tiles.size()) {
        m_cells.back()->hide();
        m_cells.back()->deleteLater();
        m_cells.pop_back();
    }
    while (m_cells.size() < m_tiles.size())
        m_cells.push_back(makeCell());
    arrange();
}

void DashboardPanel::connectTile(ChartTile *tile)
{
    connect(tile, &ChartTile::simulatorChosen, this, &DashboardPanel::simulatorChosen);
    connect(tile, &ChartTile::featureRequested, this, &DashboardPanel::featureRequested);
    connect(tile, &ChartTile::wordRequested, this, &DashboardPanel::wordRequested);
    connect(tile, &ChartTile::dialogueRequested, this, &DashboardPanel::dialogueRequested);
    connect(tile, &ChartTile::rowsRequested, this, &DashboardPanel::rowsRequested);
}

DashboardCell *DashboardPanel::makeCell()
{
    auto *cell =
        new DashboardCell(workspace(), QStringLiteral("dashboard-%1").arg(++m_made), m_page);
    connectTile(cell->tile());
    const auto tileOf = [this, cell]() -> DashboardTile & {
        return m_tiles[static_cast<std::size_t>(indexOf(cell))];
    };
    connect(cell->tile(), &ChartTile::settingChosen, this,
            [this, tileOf](const QString &setting, const QString &value) {
                tileOf().settings[utf8(setting)] = utf8(value);
                workspace().saveSetting(settingsKey, dashboardText(m_tiles));
                invalidate();
            });
    connect(cell, &DashboardCell::moveRequested, this,
            [this, cell](int step) { move(indexOf(cell), indexOf(cell) + step); });
    connect(cell, &DashboardCell::dropped, this, [this, cell](const QPoint &globalPosition) {
        for (const DashboardCell *other : m_cells) {
            if (other->rect().contains(other->mapFromGlobal(globalPosition)))
                return move(indexOf(cell), indexOf(other));
        }
    });
    connect(cell, &DashboardCell::growRequested, this, [this, cell, tileOf](int columns, int rows) {
        resizeCell(cell, tileOf().columns + columns, tileOf().rows + rows);
    });
    connect(cell, &DashboardCell::sizeRequested, this, [this, cell](const QSize &pixels) {
        const double column = (m_page->width() - 8.0) / dashboardColumns;
        resizeCell(cell, int(std::lround(pixels.width() / column)),
                   int(std::lround(pixels.height() / (rowHeight + 8.0))));
    });
    connect(cell, &DashboardCell::removeRequested, this, [this, cell] {
        const auto index = indexOf(cell);
        m_tiles.erase(m_tiles.begin() + index);
        m_cells.erase(m_cells.begin() + index);
        cell->hide();
        cell->deleteLater();
        arrange();
        workspace().saveSetting(settingsKey, dashboardText(m_tiles));
    });
    connect(cell, &DashboardCell::windowRequested, this,
            [this, cell](bool fullScreen) { openWindow(indexOf(cell), fullScreen); });
    return cell;
}

int DashboardPanel::indexOf(const DashboardCell *cell) const
{
    return static_cast<int>(std::find(m_cells.begin(), m_cells.end(), cell) - m_cells.begin());
}

void DashboardPanel::add(const std::string &chart, const ChartSettings &settings)
{
    std::vector<DashboardTile> tiles = m_tiles;
    tiles.push_back({chart, settings, 3, 3});
    become(std::move(tiles));
    workspace().saveSetting(settingsKey, dashboardText(m_tiles));
}

void DashboardPanel::move(int from, int to)
{
    const int last = static_cast<int>(m_tiles.size()) - 1;
    to = std::clamp(to, 0, last);
    if (from == to)
        return;
    const auto shift = [from, to](auto &list) {
        if (from < to)
            std::rotate(list.begin() + from, list.begin() + from + 1, list.begin() + to + 1);
        else
            std::rotate(list.begin() + to, list.begin() + from, list.begin() + from + 1);
    };
    shift(m_tiles);
    shift(m_cells);
    arrange();
    workspace().saveSetting(settingsKey, dashboardText(m_tiles));
}

void DashboardPanel::resizeCell(DashboardCell *cell, int columns, int rows)
{
    DashboardTile &tile = m_tiles[static_cast<std::size_t>(indexOf(cell))];
    const DashboardTile before = tile;
    resizeTile(tile, columns, rows);
    if (tile == before)
        return;
    arrange();
    workspace().saveSetting(settingsKey, dashboardText(m_tiles));
}

void DashboardPanel::arrange()
{
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        m_grid->setRowMinimumHeight(row, 0);
        m_grid->setRowStretch(row, 0);
    }
    const std::vector<DashboardPlace> places = placeTiles(m_tiles);
    int rows = 0;
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_grid->addWidget(m_cells[i], places[i].row, places[i].column, m_tiles[i].rows,
                          m_tiles[i].columns);
        m_cells[i]->show();
        rows = std::max(rows, places[i].row + m_tiles[i].rows);
    }
    for (int row = 0; row < rows; ++row) {
        m_grid->setRowMinimumHeight(row, rowHeight);
        m_grid->setRowStretch(row, 1);
    }
    for (int column = 0; column < dashboardColumns; ++column)
        m_grid->setColumnStretch(column, 1);
    invalidate();
}

ChartWish DashboardPanel::wishOf(const DashboardTile &tile) const
{
    ChartWish wish{tile.chart, utf8(simulator()), tile.settings};
    // Who is compared with is one for all until a tile has its own.
    if (const std::string other = workspace().charts().other(); !other.empty())
        wish.settings.emplace("other", other);
    return wish;
}

void DashboardPanel::refresh()
{
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_cells[i]->setTitle(qs(workspace().charts().chart(m_tiles[i].chart)->title()));
        m_cells[i]->tile()->setWish(wishOf(m_tiles[i]));
    }
}

void DashboardPanel::openWindow(int index, bool fullScreen)
{
    auto *window = new ChartWindow(workspace(), QStringLiteral("window-%1").arg(++m_made),
                                   wishOf(m_tiles[static_cast<std::size_t>(index)]), this);
    connectTile(window->tile());
    if (fullScreen)
        window->showFullScreen();
    else
        window->show();
}

std::vector<ChartSpec> DashboardPanel::specs() const
{
    std::vector<ChartSpec> specs;
    for (const DashboardCell *cell : m_cells)
        specs.push_back(cell->tile()->view()->spec());
    return specs;
}

Result<void> DashboardPanel::exportTo(const QString &path, const DashboardPage &page) const
{
    const bool isDrawing =
        std::any_of(m_cells.begin(), m_cells.end(),
                    [](const DashboardCell *cell) { return cell->tile()->isUpdating(); });
    if (isDrawing)
        return Error{ErrorCode::NotComputable, "the page", "charts are still being drawn"};
    return exportDashboard(m_tiles, specs(), page, path);
}

void DashboardPanel::askHowToExport()
{
    auto *dialog = new DashboardExportDialog(*this, pageTitle(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString DashboardPanel::pageTitle() const
{
    const QString study = QFileInfo(workspace().path()).completeBaseName();
    const QString simulator = this->simulator();
    return simulator.isEmpty() ? study : tr("%1: %2 against people").arg(study, simulator);
}
} // namespace gapscope
