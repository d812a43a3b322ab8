// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/transcript.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Turns a person put together; `differs`: they do the same job and say something else.
struct GoldGroup
{
    std::vector<int> real;
    std::vector<int> sim;
    bool differs = false;
};

/// An unmatched turn and the turn of the other side that says it; `fromReal`: the real one is
/// unmatched.
struct GoldMoved
{
    int real = 0;
    int sim = 0;
    bool fromReal = true;
};

/// Two dialogues and the alignment a person drew. All numbers count the user turns of a side,
/// from 1.
struct GoldPair
{
    std::string id;
    std::string domain;
    std::vector<std::string> covers;
    Dialogue real;
    Dialogue sim;
    std::vector<GoldGroup> groups;
    std::vector<GoldMoved> moved;
    std::vector<int> missing;
    std::vector<int> extra;
    /// The real turn at or before which they part, one more than there are after the last; none:
    /// nowhere.
    std::optional<int> firstDivergence;
};

/// Reads a file of hand-labelled pairs (sample_data/alignment/README.md). InputMalformed names the
/// pair and what is wrong: no such turn, a turn left out or put in two places, groups that cross.
Result<std::vector<GoldPair>> readGoldPairs(std::string_view text);

/// Places in Dialogue::turns of the user turns that are aligned.
std::vector<int> userTurnPositions(const Dialogue &dialogue);
} // namespace gapscope
