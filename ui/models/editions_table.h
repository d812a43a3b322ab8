// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/edition_difference.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// The index of every row in the reference and the corrected edition, keyed by name; `own` is the
/// edition in use where it is neither, else null.
FigureTable editionsTable(const UsiTable &reference, const UsiTable &corrected,
                          const UsiTable *own);
/// "USI −1.20, D2 +0.31": what a repair alone moves in a row, the index first.
QString changeText(const RowChange &change);
/// The change of the index; none where it moves nothing else or is missing.
std::optional<double> usiChange(const RowChange &change);
} // namespace gapscope
