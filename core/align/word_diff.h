// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gapscope {
enum class DiffKind { Same, OnlyReal, OnlySim };

/// Bytes [begin, end) of a text.
struct ByteRange
{
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const ByteRange &) const = default;
};

/// One word or punctuation mark. The range of the side that lacks it is empty and stands where the
/// token would be.
struct DiffToken
{
    DiffKind kind = DiffKind::Same;
    ByteRange real;
    ByteRange sim;

    bool operator==(const DiffToken &) const = default;
};

struct WordDiffOptions
{
    /// Words that differ in case only count as the same.
    bool ignoreCase = false;
    /// Most tokens to delete and insert; beyond, the texts count as different throughout.
    int mostEdits = 600;
};

struct WordDiff
{
    std::vector<DiffToken> tokens;
    /// The texts are further apart than WordDiffOptions::mostEdits: all between their common
    /// beginning and common end is given as different, unexamined.
    bool capped = false;
};

/// Shortest edit script over words and punctuation marks; blanks belong to no token.
WordDiff diffWords(std::string_view real, std::string_view sim,
                   const WordDiffOptions &options = {});
} // namespace gapscope
