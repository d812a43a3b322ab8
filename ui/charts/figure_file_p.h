// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

namespace gapscope {
/// InvalidArgument for a side or a resolution that is no figure's, or more pixels than a picture
/// may have.
Result<void> checkFigureSize(QSizeF millimetres, int dpi);
/// OutputFailed where it cannot be encoded.
Result<QByteArray> encodedPng(const QImage &image);
/// Whole or not at all; OutputFailed.
Result<void> saveFigure(const QString &path, const QByteArray &bytes);
} // namespace gapscope
