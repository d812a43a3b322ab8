// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gapscope {
/// Bytes [begin, end) of a turn.
struct ByteRange
{
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const ByteRange &) const = default;
};

/// A maximal run of word characters of a lower-case turn.
struct WordRun
{
    std::size_t begin = 0;
    std::size_t end = 0;
    /// Only a–z and 0–9.
    bool plain = true;
    bool underscore = false;
    /// Longest run of decimal digits, in characters.
    std::size_t digits = 0;
};

/// What one pass over a lower-case turn finds; the vectors are reused from turn to turn.
struct TurnScan
{
    std::vector<WordRun> runs;
    /// Maximal runs of non-blanks.
    std::vector<ByteRange> words;
    /// En and em dashes.
    std::vector<ByteRange> dashes;
};

void scanTurn(std::string_view lower, TurnScan &scan);

/// The identifiers of usi.md section 7, in order; `found` is overwritten. Linear in the turn.
void findIdentifiers(std::string_view lower, const std::vector<WordRun> &runs,
                     std::vector<ByteRange> &found);
/// The identifiers of the corrected edition: runs of five or more characters with a digit, `#`
/// before a run with a digit, and e-mail addresses once. `found` is overwritten; linear.
void findDigitIdentifiers(std::string_view lower, const std::vector<WordRun> &runs,
                          std::vector<ByteRange> &found);

/// Leaves out the dashes between two numbers; blanks, and a currency sign after it, may stand
/// between.
void dropRangeDashes(std::string_view lower, std::vector<ByteRange> &dashes);
} // namespace gapscope
