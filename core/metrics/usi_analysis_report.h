// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/table.h"
#include "core/metrics/feature_effects.h"
#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_ledger.h"
#include "core/metrics/usi_what_if.h"

#include <vector>

/// What stands behind the index as tables with stable column names; shown units throughout (rates
/// × 100), empty cells where something is not defined.
namespace gapscope {
/// A line per row and column of the index: value, intervals, and its excess over the floor.
Table intervalTable(const UsiTable &table, const UsiUncertainty &uncertainty);
/// A line per pair of simulators and column.
Table differenceTable(const UsiUncertainty &uncertainty);
/// A line per simulator and feature; `uncertainty` (of the same problem) adds intervals.
Table effectTable(const FeatureEffects &effects, const UsiUncertainty *uncertainty);
/// A line per owner of lost points, largest first within a simulator, and a line "total".
Table ledgerTable(const std::vector<UsiLedger> &ledgers);
/// The `most` most influential dialogues of a simulator, with the line of the ledger each moves
/// most.
Table influenceTable(const UsiLedger &ledger, const std::vector<Influence> &influences,
                     std::size_t most);
/// The ceiling, halves of people where there is none, and each simulator's runs among themselves.
Table floorTable(const UsiTable &table);
/// The index, its parts, and the features likely to move along.
Table whatIfTable(const WhatIf &result);
Table couplingTable(const WhatIf &result);
} // namespace gapscope
