// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/feature_effects.h"
#include "core/metrics/usi_bootstrap.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// A line per feature, keyed by it. `estimates` (of the same problem) may be null.
FigureTable effectsTable(const SimulatorEffects &effects, const FeatureEstimates *estimates);
} // namespace gapscope
