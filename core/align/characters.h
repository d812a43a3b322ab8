// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What a character is to tokenising. Single: a word by itself (CJK, Thai, emoji), because such
/// text has no blanks between words.
enum class CharacterKind { Blank, Letter, Digit, Single, Joiner, Mark };

struct Character
{
    /// Lower-cased; curly apostrophes are U+0027.
    char32_t value = 0;
    CharacterKind kind = CharacterKind::Blank;
    /// Bytes [begin, end) of the text.
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Every character of a UTF-8 text. A byte that belongs to no character is a Mark of its own.
std::vector<Character> readCharacters(std::string_view text);

void appendCharacter(std::string &out, char32_t value);
} // namespace gapscope
