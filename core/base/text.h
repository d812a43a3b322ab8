// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// One decoded unit. Surrogates written as three bytes decode to themselves; a byte that belongs to
/// no code point is U+FFFD of length 1, so any bytes can be walked.
struct CodePoint
{
    char32_t value = 0;
    std::size_t bytes = 0;

    bool operator==(const CodePoint &) const = default;
};

/// The unit at byte `at`, which must be below text.size().
CodePoint decodeAt(std::string_view text, std::size_t at);
/// The unit that ends before byte `end`, which must be above 0.
CodePoint decodeBefore(std::string_view text, std::size_t end);
/// Surrogates are written as three bytes each.
void appendUtf8(std::string &out, char32_t codePoint);
/// Number of units decodeAt() walks.
std::size_t codePointCount(std::string_view text);
/// Offset of the first byte that is not well-formed UTF-8; none = all is well. `surrogates` allows
/// those written as three bytes.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text, bool surrogates = false);

/// Character classes of usi.md section 4 (Unicode 14.0).
bool isBlank(char32_t codePoint);
bool isWordCharacter(char32_t codePoint);
bool isDecimalDigit(char32_t codePoint);

/// Python's str.lower(), the final sigma and U+0130 included.
std::string toLower(std::string_view text);
/// Appends the lower case of the unit at byte `at` and returns how many bytes of `text` it took.
std::size_t appendLower(std::string &out, std::string_view text, std::size_t at);
/// ASCII letters only.
std::string toLowerAscii(std::string_view text);

/// Maximal runs of non-blanks; the views point into `text`.
std::vector<std::string_view> splitBlanks(std::string_view text);
std::size_t countWords(std::string_view text);
/// Without blanks at both ends.
std::string_view strip(std::string_view text);
} // namespace gapscope
