// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace gapscope {
/// 64-bit hash of a token, the same on every machine. Kinds of tokens do not meet: a word and a
/// 4-gram of the same letters differ.
using TokenHash = std::uint64_t;

enum class TokenSpace : std::uint64_t { Word = 1, Gram = 2, Slot = 3, Text = 4, Call = 5 };

inline TokenHash mixHash(std::uint64_t value)
{
    value ^= value >> 30u;
    value *= 0xBF58476D1CE4E5B9u;
    value ^= value >> 27u;
    value *= 0x94D049BB133111EBu;
    return value ^ (value >> 31u);
}

inline TokenHash hashToken(TokenSpace space, std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325u ^ (static_cast<std::uint64_t>(space) << 56u);
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return mixHash(hash);
}
} // namespace gapscope
