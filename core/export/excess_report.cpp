// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/excess_report.h"

namespace gapscope {
namespace {
TableCell low(const std::optional<ConfidenceInterval> &interval)
{
    return interval ? TableCell(interval->low) : TableCell();
}

TableCell high(const std::optional<ConfidenceInterval> &interval)
{
    return interval ? TableCell(interval->high) : TableCell();
}
} // namespace

void addExcess(Table &table, const std::string &simulator, const std::string &floor,
               std::span<const TurnExcess> turns)
{
    if (table.header.empty())
        table.header = {
            "simulator",   "floor",           "turn",   "pairs",         "floor_pairs",
            "divergent",   "floor_divergent", "excess", "low_95",        "high_95",
            "at_risk",     "parted",          "hazard", "hazard_low_95", "hazard_high_95",
            "floor_hazard"};
    for (const TurnExcess &one : turns)
        table.rows.push_back({simulator, floor.empty() ? TableCell() : TableCell(floor), one.turn,
                              one.simPairs, one.floorPairs, one.sim, one.floor, one.excess,
                              low(one.band), high(one.band), one.atRisk, one.parted, one.hazard,
                              low(one.hazardBand), high(one.hazardBand), one.floorHazard});
}
} // namespace gapscope
