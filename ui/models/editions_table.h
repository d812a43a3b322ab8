// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/edition_difference.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// The index of every row in the reference and the corrected edition, keyed by name; `own` is the
/// edition in use where it is neither, else null.
FigureTable editionsTable(const UsiTable &reference, const UsiTable &corrected,
                          const UsiTable *own);
/// "D2 +0.31, Politeness": what a repair alone moves in a row besides the index.
QString changeText(const RowChange &change);
/// The change of the index; none where it stays or is missing on a side.
std::optional<double> usiChange(const RowChange &change);
} // namespace gapscope
