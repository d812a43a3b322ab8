// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_ledger.h"
#include "ui/models/figure_table.h"

#include <functional>

namespace gapscope {
/// "D1", "Calibration", "Survey": whose part of the index a line is.
QString partName(const LedgerLine &line);
/// What people and the simulator do on a line, with its unit.
QString lineFigure(const LedgerLine &line, const std::optional<double> &value);

/// A line per owner of lost points, keyed by its id, and their sum at the bottom.
FigureTable lostPointsTable(const UsiLedger &ledger, bool correctedIsKnown);

/// The `most` most influential dialogues, keyed by their place in `influences`; `nameOf` says which
/// dialogue it is.
FigureTable influenceFigures(const UsiLedger &ledger, const std::vector<Influence> &influences,
                             std::size_t most,
                             const std::function<QString(const LeftOut &)> &nameOf);
} // namespace gapscope
