// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/characters.h"

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
struct Decoded
{
    char32_t value = 0xFFFD;
    std::size_t bytes = 1;
};

Decoded decodeAt(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 1)
        return {lead, 1};
    if (length == 0 || at + length > text.size())
        return {};
    char32_t value = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0u) != 0x80u)
            return {};
        value = (value << 6u) | (byte & 0x3Fu);
    }
    return {value, length};
}

struct Range
{
    char32_t first = 0;
    char32_t last = 0;
};

template <std::size_t Size>
bool inRanges(const std::array<Range, Size> &ranges, char32_t value)
{
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), value,
                         [](char32_t wanted, const Range &range) { return wanted < range.first; });
    return after != ranges.begin() && value <= std::prev(after)->last;
}

// Scripts written without blanks between words, and pictographs.
constexpr std::array<Range, 11> singles{{{0x0E00, 0x0EFF},
                                         {0x1000, 0x109F},
                                         {0x1780, 0x17FF},
                                         {0x2600, 0x27BF},
                                         {0x3041, 0x30FF},
                                         {0x3400, 0x4DBF},
                                         {0x4E00, 0x9FFF},
                                         {0xF900, 0xFAFF},
                                         {0xFF66, 0xFF9D},
                                         {0x1F000, 0x1FAFF},
                                         {0x20000, 0x3FFFF}}};

// Punctuation and symbols outside ASCII; what is in neither table counts as a letter.
constexpr std::array<Range, 12> marks{{{0x0080, 0x00A9},
                                       {0x00AB, 0x00B4},
                                       {0x00B6, 0x00B9},
                                       {0x00BB, 0x00BF},
                                       {0x00D7, 0x00D7},
                                       {0x00F7, 0x00F7},
                                       {0x2010, 0x206F},
                                       {0x20A0, 0x20CF},
                                       {0x2100, 0x25FF},
                                       {0x2900, 0x2BFF},
                                       {0x3001, 0x303F},
                                       {0xFFFD, 0xFFFD}}};

constexpr std::array<Range, 4> fullWidthMarks{
    {{0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}}};

// Written with the character before them, so that they take part in no token.
constexpr std::array<Range, 3> joiners{{{0x200B, 0x200D}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}}};

bool isBlankCharacter(char32_t value)
{
    return (value >= 0x09 && value <= 0x0D) || (value >= 0x1C && value <= 0x20) || value == 0x85 ||
           value == 0xA0 || value == 0x1680 || (value >= 0x2000 && value <= 0x200A) ||
           value == 0x2028 || value == 0x2029 || value == 0x202F || value == 0x205F ||
           value == 0x3000;
}

CharacterKind kindOf(char32_t value)
{
    if (value < 0x80) {
        if (isBlankCharacter(value))
            return CharacterKind::Blank;
        if (value >= '0' && value <= '9')
            return CharacterKind::Digit;
        const bool letter = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
        return letter || value == '_' ? CharacterKind::Letter : CharacterKind::Mark;
    }
    if (isBlankCharacter(value))
        return CharacterKind::Blank;
    if (inRanges(joiners, value))
        return CharacterKind::Joiner;
    if ((value >= 0x0660 && value <= 0x0669) || (value >= 0xFF10 && value <= 0xFF19))
        return CharacterKind::Digit;
    if (inRanges(singles, value))
        return CharacterKind::Single;
    if (inRanges(marks, value) || inRanges(fullWidthMarks, value))
        return CharacterKind::Mark;
    return CharacterKind::Letter;
}

// Latin, Greek and Cyrillic, the scripts of which the pairs of letters lie at fixed distances.
char32_t lowered(char32_t value)
{
    if (value < 0x80)
        return value >= 'A' && value <= 'Z' ? value + 32 : value;
    if (value == 0x2019 || value == 0x2018 || value == 0x02BC)
        return U'\'';
    if (value >= 0xC0 && value <= 0xDE && value != 0xD7)
        return value + 32;
    if (value >= 0x100 && value <= 0x17F) {
        if (value == 0x130)
            return U'i';
        if (value == 0x178)
            return 0xFF;
        const bool oddIsUpper =
            (value >= 0x139 && value <= 0x148) || (value >= 0x179 && value <= 0x17E);
        if (value == 0x138 || value == 0x149 || value == 0x17F)
            return value;
        return (value % 2 == 1) == oddIsUpper ? value + 1 : value;
    }
    if (value >= 0x391 && value <= 0x3A9 && value != 0x3A2)
        return value + 32;
    if (value >= 0x410 && value <= 0x42F)
        return value + 32;
    if (value >= 0x400 && value <= 0x40F)
        return value + 80;
    if (value >= 0x1E00 && value <= 0x1EFF && (value < 0x1E96 || value > 0x1E9F))
        return value | 1u;
    return value;
}
} // namespace

std::vector<Character> readCharacters(std::string_view text)
{
    std::vector<Character> characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decodeAt(text, at);
        const char32_t value = lowered(decoded.value);
        characters.push_back({value, kindOf(value), at, at + decoded.bytes});
        at += decoded.bytes;
    }
    return characters;
}

void appendCharacter(std::string &out, char32_t value)
{
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0u | (value >> 6u));
        put(0x80u | (value & 0x3Fu));
    } else if (value < 0x10000) {
        put(0xE0u | (value >> 12u));
        put(0x80u | ((value >> 6u) & 0x3Fu));
        put(0x80u | (value & 0x3Fu));
    } else {
        put(0xF0u | (value >> 18u));
        put(0x80u | ((value >> 12u) & 0x3Fu));
        put(0x80u | ((value >> 6u) & 0x3Fu));
        put(0x80u | (value & 0x3Fu));
    }
}
} // namespace gapscope
