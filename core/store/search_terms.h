// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What a person typed, split into what the word index can answer and what only the text can.
struct SearchTerms
{
    /// Expression of quoted phrases for the word index; empty = the index cannot help.
    std::string match;
    /// Must occur as they are, ASCII letters in lower case.
    std::vector<std::string> literals;

    bool empty() const { return match.empty() && literals.empty(); }
    bool operator==(const SearchTerms &) const = default;
};

/// Every term is quoted, so that no text is a syntax error. A term with anything but letters and
/// digits of an alphabet is (also) a literal: the index drops the rest, and does not split Chinese,
/// Japanese, Thai … into words.
SearchTerms searchTerms(std::string_view text, bool lastWordIsPrefix);

/// ASCII letters in lower case, everything else as it is.
std::string asciiLower(std::string_view text);

/// A piece of a text around bytes [begin, end), cut between code points.
struct Snippet
{
    std::string text;
    int begin = 0;
    int end = 0;

    bool operator==(const Snippet &) const = default;
};
Snippet snippetAround(std::string_view text, std::size_t begin, std::size_t end);
} // namespace gapscope
