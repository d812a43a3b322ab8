// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/table.h"
#include "core/metrics/divergence_excess.h"

#include <span>
#include <string>

namespace gapscope {
/// Adds a simulator's curve, one row per turn; `floor` names what it is read against, empty = none.
/// An empty table gets its header.
void addExcess(Table &table, const std::string &simulator, const std::string &floor,
               std::span<const TurnExcess> turns);
} // namespace gapscope
