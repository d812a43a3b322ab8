// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace gapscope {
class CompareModel;

/// The differences of a pair, and its other rows that have a label or a suggestion, told one after
/// the other in whole sentences, for screen readers.
struct LinearReading
{
    /// Where a row's heading begins in `text`, and which row it is.
    struct Heading
    {
        int position = 0;
        int alignedRow = 0;
    };

    QString text;
    std::vector<Heading> headings;

    /// Index of the heading at or before a position of the text, −1 = before the first.
    int headingAt(int position) const;
};

LinearReading linearReading(const CompareModel &model);
} // namespace gapscope
