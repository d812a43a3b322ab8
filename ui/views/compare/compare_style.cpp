// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_style.h"

#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr double smallestPoint = 5.0;

QFont sized(QFont font, double points)
{
    font.setPointSizeF(std::max(points, smallestPoint));
    return font;
}

double pointSize(const QFont &font)
{
    return QFontInfo(font).pointSizeF();
}
} // namespace

CompareStyle CompareStyle::make(const Theme &theme, const QFont &base, int zoom)
{
    CompareStyle style;
    style.theme = theme;
    const double points = pointSize(base) + 0.5 + zoom;
    style.text = sized(base, points);
    style.caption = sized(base, points * 0.86);
    style.fixed = sized(QFontDatabase::systemFont(QFontDatabase::FixedFont), points * 0.92);
    const QFontMetricsF text(style.text);
    const QFontMetricsF caption(style.caption);
    style.line = std::ceil(text.height() * 1.12);
    style.character = text.averageCharWidth();
    style.captionLine = std::ceil(caption.height());
    style.fold = std::ceil(std::max(QFontMetricsF(style.fixed).height(), style.captionLine)) + 6.0;
    style.gutter =
        std::ceil(caption.horizontalAdvance(QStringLiteral("0000"))) + style.sign() + 16.0;
    style.laneWhole = std::ceil(caption.horizontalAdvance(QStringLiteral("user 000"))) + 8.0;
    style.laneShort = std::ceil(caption.horizontalAdvance(QStringLiteral("u000"))) + 8.0;
    return style;
}
} // namespace gapscope
