// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/floor_report.h"

namespace gapscope {
namespace {
std::vector<TableCell> rowOf(const DivergenceFloor &floor)
{
    return {sourceText(floor),
            floor.pairs,
            static_cast<double>(floor.rows),
            floor.at(50),
            floor.at(75),
            floor.at(90),
            floor.at(95),
            floor.suggestedDivergentAbove()};
}
} // namespace

Table floorTable(const DivergenceFloors &floors)
{
    Table table;
    table.header = {"floor", "pairs", "rows", "p50", "p75", "p90", "p95", "divergent_above"};
    if (floors.people)
        table.rows.push_back(rowOf(*floors.people));
    for (const auto &[label, floor] : floors.reruns)
        table.rows.push_back(rowOf(floor));
    return table;
}
} // namespace gapscope
