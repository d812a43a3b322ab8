// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_thinning.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

namespace gapscope {
QList<QPointF> thinnedLine(const std::vector<std::pair<double, double>> &points, double from,
                           double to, int columns)
{
    // -1 and `columns` stand for what is left and right of the range.
    const auto partOf = [&](double x) {
        const double part = std::floor((x - from) / (to - from) * columns);
        return static_cast<int>(std::clamp(part, -1.0, static_cast<double>(columns)));
    };
    QList<QPointF> kept;
    for (std::size_t begin = 0; begin < points.size();) {
        const int part = partOf(points[begin].first);
        std::size_t low = begin;
        std::size_t high = begin;
        std::size_t end = begin;
        for (; end < points.size() && partOf(points[end].first) == part; ++end) {
            if (points[end].second < points[low].second)
                low = end;
            if (points[end].second > points[high].second)
                high = end;
        }
        std::size_t wanted[] = {begin, std::min(low, high), std::max(low, high), end - 1};
        for (std::size_t i = 0; i < 4; ++i)
            if (i == 0 || wanted[i] != wanted[i - 1])
                kept << QPointF(points[wanted[i]].first, points[wanted[i]].second);
        begin = end;
    }
    return kept;
}

std::vector<std::size_t> thinnedPoints(const std::vector<QPointF> &points, double distance)
{
    struct Extremes
    {
        std::size_t low = 0;
        std::size_t high = 0;
    };
    std::unordered_map<std::int64_t, Extremes> columns;
    std::unordered_set<std::int64_t> taken;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF &at = points[i];
        const auto [column, isNew] = columns.try_emplace(std::llround(at.x()), Extremes{i, i});
        if (!isNew && at.y() < points[column->second.low].y())
            column->second.low = i;
        if (!isNew && at.y() > points[column->second.high].y())
            column->second.high = i;
        const auto across = static_cast<std::int64_t>(std::floor(at.x() / distance));
        const auto down = static_cast<std::int64_t>(std::floor(at.y() / distance));
        if (taken.insert((across << 32) ^ (down & 0xffffffff)).second)
            kept.push_back(i);
    }
    for (const auto &[x, extremes] : columns) {
        kept.push_back(extremes.low);
        kept.push_back(extremes.high);
    }
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
}
} // namespace gapscope
