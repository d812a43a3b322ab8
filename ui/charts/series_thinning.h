// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <utility>
#include <vector>

namespace gapscope {
/// Series longer than this are thinned before they are drawn.
inline constexpr std::size_t longestUnthinned = 4000;

/// A line of any shape with at most four points for every stretch inside one of `columns` equal
/// parts of `from`–`to`: its first, lowest, highest and last. What is outside counts as two more
/// parts. Looks like the whole line where a part is no wider than a pixel.
QList<QPointF> thinnedLine(const std::vector<std::pair<double, double>> &points, double from,
                           double to, int columns);

/// Points in scene units: which of them to draw so that none that is dropped lies further than
/// about `distance` from one that is kept, and the lowest and highest of every pixel column stay.
/// Ascending indices.
std::vector<std::size_t> thinnedPoints(const std::vector<QPointF> &points, double distance);
} // namespace gapscope
