// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/turn_scan.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gapscope {
/// Three words in a row, by their numbers.
struct Trigram
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint32_t third = 0;

    auto operator<=>(const Trigram &) const = default;
};

/// Finds the word trigrams that occur more than ten times in the turns of a dialogue. Words are
/// numbered exactly, not hashed: no two different words count as one.
class RepeatFinder
{
public:
    /// Takes the words of `turns` as bytes of `text`; `ends` has the index behind each turn's last
    /// word. True: some trigram repeats.
    bool find(std::string_view text, const std::vector<ByteRange> &words,
              const std::vector<std::size_t> &ends);
    /// After find(): stretches of `words`, by index, that repeating trigrams cover; none cross a
    /// turn.
    std::vector<ByteRange> repeatedStretches(const std::vector<std::size_t> &ends) const;

private:
    struct Slot
    {
        std::uint32_t word = 0;
        std::uint32_t number = 0;
        std::uint64_t hash = 0;
        bool used = false;
    };

    bool mayRepeat(std::string_view text, const std::vector<ByteRange> &words,
                   const std::vector<std::size_t> &ends);
    void number(std::string_view text, const std::vector<ByteRange> &words);
    bool frequent(std::size_t word) const;

    /// How often trigrams of a hash occur, in mayRepeat().
    std::array<std::uint8_t, 1024> m_sketch{};
    std::vector<Slot> m_slots;
    /// Per word its number, and per number how often it occurs.
    std::vector<std::uint32_t> m_numbers;
    std::vector<std::uint32_t> m_counts;
    std::vector<Trigram> m_candidates;
    std::vector<Trigram> m_repeated;
};
} // namespace gapscope
