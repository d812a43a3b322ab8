// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_model.h"

#include <set>
#include <vector>

namespace gapscope {
/// One thing the view stacks: a display row, or a run of rows collapsed to one line.
struct CompareItem
{
    int firstRow = 0;
    /// One past the last.
    int endRow = 0;
    /// Aligned rows inside a collapsed run; 0 = the item is a single row.
    int hiddenRows = 0;

    bool operator==(const CompareItem &) const = default;
};

/// The items of a pair. With `hideEqual`, runs of equal rows are collapsed but for one exchange
/// before and after each difference; `revealed` are first rows of runs that stay open.
std::vector<CompareItem> compareItems(const CompareModel &model, bool hideEqual,
                                      const std::set<int> &revealed);
} // namespace gapscope
