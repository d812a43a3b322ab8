// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/calibration.h"
#include "core/export/table.h"

namespace gapscope {
/// One row per floor: source, pairs, rows, p50 … p95 and the threshold it suggests; no row = the
/// workspace has no floor.
Table floorTable(const DivergenceFloors &floors);
} // namespace gapscope
