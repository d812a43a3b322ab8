// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/dashboard_export.h"

#include "ui/base/qstring.h"
#include "ui/charts/export.h"

#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr double cellWidth = 50.0; // mm
constexpr double cellHeight = 36.0;
constexpr double gap = 4.0;
constexpr int dpi = 300;

int pixels(double millimetres)
{
    return static_cast<int>(std::lround(millimetres / 25.4 * dpi));
}

Error failed(const QString &path, const QString &reason)
{
    return Error{ErrorCode::OutputFailed, utf8(path), utf8(reason)};
}
} // namespace

Result<void> exportDashboard(const std::vector<DashboardTile> &tiles,
                             const std::vector<ChartSpec> &specs, const QString &path)
{
    const bool isPdf = path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    if (!isPdf && !path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return Error{ErrorCode::InvalidArgument, utf8(path), "a page is written as png or pdf"};
    const std::vector<DashboardPlace> places = placeTiles(tiles);
    int rows = 0;
    bool any = false;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        rows = std::max(rows, places[i].row + tiles[i].rows);
        any = any || !specs[i].isEmpty();
    }
    if (!any)
        return Error{ErrorCode::NotComputable, "the dashboard", "no chart has anything to draw"};
    const QSizeF page(dashboardColumns * cellWidth + gap, rows * cellHeight + gap);
    QImage image(pixels(page.width()), pixels(page.height()), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(int(dpi / 0.0254));
    image.setDotsPerMeterY(int(dpi / 0.0254));
    {
        QPainter painter(&image);
        for (std::size_t i = 0; i < tiles.size(); ++i) {
            if (specs[i].isEmpty())
                continue;
            const QSizeF size(tiles[i].columns * cellWidth - gap, tiles[i].rows * cellHeight - gap);
            const QImage chart = chartImage(specs[i], Theme::light(), size, dpi);
            painter.drawImage(QPoint(pixels(places[i].column * cellWidth + gap),
                                     pixels(places[i].row * cellHeight + gap)),
                              chart);
        }
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(path, file.errorString());
    if (isPdf) {
        QPdfWriter writer(&file);
        writer.setPageSize(
            QPageSize(page, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
        writer.setPageMargins({});
        writer.setResolution(dpi);
        QPainter painter(&writer);
        painter.drawImage(QRect(0, 0, writer.width(), writer.height()), image);
    } else if (!image.save(&file, "PNG")) {
        return failed(path, file.errorString());
    }
    return file.commit() ? Result<void>() : failed(path, file.errorString());
}
} // namespace gapscope
