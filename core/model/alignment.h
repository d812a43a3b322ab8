// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
enum class RowKind { Equal, Paraphrase, Divergent, Missing, Extra, Moved, Merged };

/// The six similarities of a matched row (methods.md C.2, each 0–1; none = not defined there) and
/// the three parts of its divergence (C.4). Style is a sum of log ratio and rate differences, ≥ 0.
struct RowParts
{
    std::optional<double> lexical;
    std::optional<double> characters;
    std::optional<double> slots;
    std::optional<double> acts;
    std::optional<double> context;
    std::optional<double> position;
    std::optional<double> content;
    std::optional<double> act;
    std::optional<double> style;

    bool operator==(const RowParts &) const = default;
};

/// One line of an aligned pair. `real` and `sim` are positions in Dialogue::turns of user turns,
/// ascending; Missing has no sim, Extra no real. `divergence` 0 (same) to 1 (apart).
struct AlignedRow
{
    RowKind kind = RowKind::Equal;
    std::vector<int> real;
    std::vector<int> sim;
    std::optional<double> similarity;
    double divergence = 0.0;
    RowParts parts;
    bool styleFlag = false;
    /// The agent's words before the turn differ more than the user's: the user did not diverge
    /// first.
    bool agentInduced = false;

    bool operator==(const AlignedRow &) const = default;
};

/// A turn of one side whose content the other side says elsewhere (C.3); positions as in
/// AlignedRow.
struct MovedLink
{
    int real = 0;
    int sim = 0;
    /// idf-weighted containment of the unmatched turn in the other, 0.5–1.
    double containment = 0.0;
    /// True: the real turn was unmatched and its content stands in sim; false: the other way round.
    bool fromReal = true;

    bool operator==(const MovedLink &) const = default;
};

/// The rows cover every user turn of both sides exactly once, in reading order.
struct Alignment
{
    DialogueId realDialogue;
    DialogueId simDialogue;
    std::vector<AlignedRow> rows;
    std::vector<MovedLink> moved;
    /// 2Σs/(n+m), 0–1.
    double alignSim = 0.0;
    /// Mean row divergence; none where neither side has a user turn.
    std::optional<double> divergence;
    /// Index into rows.
    std::optional<int> firstDivergence;

    bool operator==(const Alignment &) const = default;
};

const char *name(RowKind kind);
} // namespace gapscope
