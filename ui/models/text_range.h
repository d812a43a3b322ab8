// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace gapscope {
/// UTF-16 positions [begin, end) of a text.
struct CharRange
{
    int begin = 0;
    int end = 0;

    bool operator==(const CharRange &) const = default;
};

/// A text and the parts of it that stand out.
struct MarkedText
{
    QString text;
    std::vector<CharRange> marks;
};
} // namespace gapscope
