// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/compare_pair.h"

#include <utility>

namespace gapscope {
ComparePair mirrored(ComparePair pair)
{
    std::swap(pair.real, pair.sim);
    Alignment &alignment = pair.alignment;
    std::swap(alignment.realDialogue, alignment.simDialogue);
    for (AlignedRow &row : alignment.rows) {
        std::swap(row.real, row.sim);
        if (row.kind == RowKind::Missing)
            row.kind = RowKind::Extra;
        else if (row.kind == RowKind::Extra)
            row.kind = RowKind::Missing;
    }
    for (MovedLink &link : alignment.moved) {
        std::swap(link.real, link.sim);
        link.fromReal = !link.fromReal;
    }
    for (Anchor &anchor : pair.anchors) {
        std::swap(anchor.realDialogue, anchor.simDialogue);
        std::swap(anchor.realTurn, anchor.simTurn);
    }
    for (CompareUnit &unit : pair.units)
        std::swap(unit.real, unit.sim);
    return pair;
}
} // namespace gapscope
