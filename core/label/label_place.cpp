// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_place.h"

#include <algorithm>

namespace gapscope {
namespace {
int rowWith(const Alignment &alignment, std::vector<int> AlignedRow::*side,
            const std::optional<int> &turn)
{
    if (!turn)
        return -1;
    for (std::size_t i = 0; i < alignment.rows.size(); ++i) {
        const std::vector<int> &turns = alignment.rows[i].*side;
        if (std::ranges::find(turns, *turn) != turns.end())
            return static_cast<int>(i);
    }
    return -1;
}
} // namespace

LabelPlace placeOf(const Label &label, const Alignment &alignment)
{
    const int real = rowWith(alignment, &AlignedRow::real, label.realTurn);
    const int sim = rowWith(alignment, &AlignedRow::sim, label.simTurn);
    LabelPlace place;
    place.row = real >= 0 ? real : sim;
    place.stale = place.row < 0 || (label.realTurn && label.simTurn && real != sim);
    return place;
}
} // namespace gapscope
