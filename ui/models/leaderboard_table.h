// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_table.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// Key of a simulator's row; those of other rows begin otherwise.
QString simulatorKey(const QString &name);
/// None for rows that are no simulator's.
std::optional<QString> simulatorOfKey(const QString &key);

/// The index: people among themselves first, then a simulator a row, each followed by what it
/// scores against its own re-runs. `uncertainty` (of the same table) may be null: then there are no
/// intervals yet. `published` are rows of the literature to stand beside.
FigureTable leaderboardTable(const UsiTable &table, const UsiUncertainty *uncertainty,
                             const std::vector<UsiRow> &published);
} // namespace gapscope
