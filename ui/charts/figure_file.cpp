// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/qstring.h"
#include "ui/charts/figure_file_p.h"

#include <QBuffer>
#include <QSaveFile>

namespace gapscope {
namespace {
constexpr double mmPerInch = 25.4;
constexpr double smallestMm = 20.0;
constexpr double largestMm = 2000.0;
constexpr double mostPixels = 2.5e8;

bool isSide(double mm)
{
    return mm >= smallestMm && mm <= largestMm;
}
} // namespace

Result<void> checkFigureSize(QSizeF millimetres, int dpi)
{
    if (!isSide(millimetres.width()) || !isSide(millimetres.height()))
        return Error{ErrorCode::InvalidArgument, "size", "a side must be 20 to 2000 mm"};
    if (dpi < 36 || dpi > 1200)
        return Error{ErrorCode::InvalidArgument, "dpi", "must be 36 to 1200"};
    const QSizeF inches = millimetres / mmPerInch;
    if (inches.width() * inches.height() * dpi * dpi > mostPixels)
        return Error{ErrorCode::InvalidArgument, "size", "more than 250 million pixels"};
    return {};
}

Result<QByteArray> encodedPng(const QImage &image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return Error{ErrorCode::OutputFailed, "png", "the picture could not be encoded"};
    return buffer.data();
}

Result<void> saveFigure(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{ErrorCode::OutputFailed, utf8(path), utf8(file.errorString())};
    return {};
}
} // namespace gapscope
