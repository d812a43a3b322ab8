// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"

#include <optional>

namespace gapscope {
/// Where the turns of an aligned pair went, as shares (methods.md B7). Real turns are matched,
/// missing or moved, simulated ones matched, extra or moved; shares of a side without turns are
/// none. Rows of stop signals do not count.
struct AlignmentRates
{
    /// Turns of both sides with a partner / turns of both sides.
    std::optional<double> matched;
    /// Real turns without one / real turns.
    std::optional<double> missing;
    /// Simulated turns without one / simulated turns.
    std::optional<double> extra;
    /// Turns whose content the other side says elsewhere / turns of both sides.
    std::optional<double> moved;
    /// Turns in merged rows / turns of both sides.
    std::optional<double> merged;
    /// Of the first divergent row: the real user turn, from 1; of an extra turn the one after which
    /// it comes, plus 1. None where nothing diverges.
    std::optional<int> firstTurn;
    /// There is a divergence, and the agent's words differ more there.
    bool agentInduced = false;
};

/// A row of a platform's end signals, which counts in no figure.
bool isStopRow(const AlignedRow &row);

AlignmentRates alignmentRates(const Alignment &alignment);
} // namespace gapscope
