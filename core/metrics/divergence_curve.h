// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"

#include <map>
#include <string>
#include <vector>

namespace gapscope {
/// Of `rows` rows that hold the `turn`-th user turn of the reference side (from 1), `divergent`
/// ones part from it: divergent, missing, or said elsewhere; stop signals are left out (methods.md
/// C.6).
struct TurnCount
{
    int turn = 1;
    int divergent = 0;
    int rows = 0;

    bool operator==(const TurnCount &) const = default;
};

/// Adds pairs up by the real side's turn index; rows without a real turn have no index and do not
/// count. Give each pair once.
class DivergenceCurve final
{
public:
    void add(const Alignment &alignment);
    /// Turn 1 up to the last turn any pair has.
    const std::vector<TurnCount> &counts() const { return m_counts; }

private:
    std::vector<TurnCount> m_counts;
};

/// The curves of a workspace. The floor is people against people on the same tasks: what a
/// simulator's curve has to be read against (methods.md C.6); empty where no task has two.
struct DivergenceCurves
{
    /// By simulator label.
    std::map<std::string, DivergenceCurve> simulators;
    DivergenceCurve floor;
};
} // namespace gapscope
