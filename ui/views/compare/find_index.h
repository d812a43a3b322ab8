// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/cell_layout.h"

#include <QString>

#include <vector>

namespace gapscope {
/// The texts of a pair as the view shows them when every fold is open, for finding words in them.
/// Belongs to the pair the model had when it was made.
class FindIndex
{
public:
    explicit FindIndex(const CompareModel &model);

    /// In reading order, the real side first within a row; matches do not overlap. At most `most`.
    std::vector<FoundPlace> find(const QString &words, Qt::CaseSensitivity sensitivity,
                                 std::size_t most) const;

private:
    struct Entry
    {
        int row = 0;
        BlockId block;
        bool inSummary = false;
        QString text;
    };
    std::vector<Entry> m_entries;
};
} // namespace gapscope
