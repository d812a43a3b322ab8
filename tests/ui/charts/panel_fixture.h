// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"

#include <cmath>
#include <string>

namespace gapscope::test {
inline MarkInfo markInfo(InkRole role, const std::string &tip, int dialogue)
{
    MarkInfo info{Ink{role}, tip, "key " + tip, -1, {}};
    info.dialogues = {DialogueId(std::to_string(dialogue)), DialogueId("all")};
    return info;
}

/// Two columns and rows: points with a shared x axis over bars, a panel without data, and a plane
/// without axes but with an outline.
inline ChartSpec panelChart()
{
    ChartSpec points;
    points.title = "Points";
    points.x = {"Turn", "", {0, 10}, {}, {}, 1.0};
    points.y = {"Share", "%", {0, 100}, {}, {}};
    for (int i = 1; i < 10; ++i)
        points.points.push_back({double(i),
                                 10.0 * i,
                                 {},
                                 {},
                                 MarkShape::Circle,
                                 1.0,
                                 "",
                                 markInfo(InkRole::Sim, "point " + std::to_string(i), i)});
    points.lines.push_back({{{0, 0}, {10, 100}}, false, 1, Ink{InkRole::Real}});

    ChartSpec empty;
    empty.title = "Nothing here";
    empty.emptyReason = "This group has no dialogues.";

    ChartSpec bars;
    bars.title = "Bars";
    bars.x = points.x;
    bars.y = {"", "", {0, 1}, {"first row", "second row"}, {}};
    bars.bars.push_back({{0, 6}, {-0.3, 0.3}, "", {}, markInfo(InkRole::Real, "bar a", 20), true});
    bars.bars.push_back({{2, 9}, {0.7, 1.3}, "", {}, markInfo(InkRole::Sim, "bar b", 21), false});

    ChartSpec plane;
    plane.title = "Plane";
    plane.x = {"", "", {-1, 1}, {}, {}, 0.0, {}, true};
    plane.y = plane.x;
    plane.square = true;
    PolygonMark outline;
    for (int i = 0; i < 6; ++i)
        outline.points.push_back({0.8 * std::cos(i * 1.0472), 0.8 * std::sin(i * 1.0472)});
    outline.info = markInfo(InkRole::Sim, "outline", 30);
    plane.polygons.push_back(outline);

    ChartSpec spec;
    spec.id = "panels";
    spec.title = "Four panels";
    spec.legend = {{"simulated", LegendEntry::Kind::Point, MarkShape::Circle, 0, {InkRole::Sim}},
                   {"noise", LegendEntry::Kind::Bar, MarkShape::None, 0, {InkRole::Real}, true}};
    spec.panels = {points, empty, bars, plane};
    spec.grid.columns = 2;
    spec.grid.rowWeights = {2, 1};
    spec.grid.sharedX = true;
    spec.table = {{"n"}, {{9}}};
    return spec;
}
} // namespace gapscope::test
