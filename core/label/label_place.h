// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"
#include "core/model/annotation.h"

namespace gapscope {
/// Where a label stands in an alignment. Labels belong to turns, so that they outlive the rows:
/// `row` is the one with both turns, else with the real one, else with the simulated one; −1 = the
/// turns are in no row. `stale`: the row it was set on is gone (its turns stand apart now, or in
/// no row).
struct LabelPlace
{
    int row = -1;
    bool stale = false;

    bool operator==(const LabelPlace &) const = default;
};

LabelPlace placeOf(const Label &label, const Alignment &alignment);
} // namespace gapscope
