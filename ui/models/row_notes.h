// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <functional>
#include <map>
#include <vector>

namespace gapscope {
/// What stands in the gutter of an aligned row besides its sign and number.
struct RowNote
{
    enum class Kind { Pin, Forbid, Label, Suggestion };

    Kind kind = Kind::Label;
    /// The code of a label; empty for anchors, which have a glyph.
    QString text;
    /// Plain text.
    QString description;

    bool operator==(const RowNote &) const = default;
};

/// By aligned row: anchors first, then labels, then suggestions nobody has taken up. `rowOf` gives
/// the aligned row of a turn, −1 = none. An anchor stands on the rows of both its turns.
std::map<int, std::vector<RowNote>> rowNotes(const ComparePair &pair,
                                             const std::function<int(Side, int)> &rowOf);
} // namespace gapscope
