// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/repeats.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace gapscope {
namespace {
constexpr std::uint32_t mostOccurrences = 10;

std::uint64_t hashOf(std::string_view text, ByteRange word)
{
    constexpr std::uint64_t factor = 0x9e3779b97f4a7c15;
    std::uint64_t hash = word.end - word.begin;
    for (std::size_t at = word.begin; at < word.end; at += sizeof hash) {
        std::uint64_t bytes = 0;
        const std::size_t left = word.end - at;
        if (text.size() - at >= sizeof bytes) {
            std::memcpy(&bytes, text.data() + at, sizeof bytes);
            if (left < sizeof bytes)
                bytes = std::endian::native == std::endian::little
                            ? bytes & ((std::uint64_t{1} << (8 * left)) - 1)
                            : bytes >> (8 * (sizeof bytes - left));
        } else {
            std::memcpy(&bytes, text.data() + at, left);
        }
        hash = (hash ^ bytes) * factor;
        hash ^= hash >> 32;
    }
    return hash;
}
} // namespace

/// False: no hash of a trigram occurs often enough, so no trigram does. That is how nearly every
/// dialogue ends, without its words being numbered.
bool RepeatFinder::mayRepeat(std::string_view text, const std::vector<ByteRange> &words,
                             const std::vector<std::size_t> &ends)
{
    m_sketch.fill(0);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint64_t third = hashOf(text, words[i]);
            if (i >= begin + 2) {
                const std::uint64_t mixed = (first * 5 + second * 3 + third) * 0x9e3779b97f4a7c15;
                if (++m_sketch[mixed >> 54] > mostOccurrences)
                    return true;
            }
            first = second;
            second = third;
        }
        begin = end;
    }
    return false;
}

void RepeatFinder::number(std::string_view text, const std::vector<ByteRange> &words)
{
    std::size_t size = 64;
    while (size < words.size() * 2)
        size *= 2;
    m_slots.assign(size, Slot{});
    m_numbers.clear();
    m_counts.clear();
    const auto wordAt = [&](std::size_t index) {
        return text.substr(words[index].begin, words[index].end - words[index].begin);
    };
    for (std::size_t index = 0; index < words.size(); ++index) {
        const std::string_view word = wordAt(index);
        const std::uint64_t hash = std::hash<std::string_view>{}(word);
        std::size_t at = hash & (size - 1);
        while (m_slots[at].used && !(m_slots[at].hash == hash && wordAt(m_slots[at].word) == word))
            at = (at + 1) & (size - 1);
        Slot &slot = m_slots[at];
        if (!slot.used) {
            slot = {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(m_counts.size()),
                    hash, true};
            m_counts.push_back(0);
        }
        ++m_counts[slot.number];
        m_numbers.push_back(slot.number);
    }
}

bool RepeatFinder::frequent(std::size_t word) const
{
    return m_counts[m_numbers[word]] > mostOccurrences;
}

bool RepeatFinder::find(std::string_view text, const std::vector<ByteRange> &words,
                        const std::vector<std::size_t> &ends)
{
    m_candidates.clear();
    m_repeated.clear();
    if (words.size() <= mostOccurrences || !mayRepeat(text, words, ends))
        return false;
    number(text, words);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        for (std::size_t i = begin; i + 2 < end; ++i)
            if (frequent(i) && frequent(i + 1) && frequent(i + 2))
                m_candidates.push_back({m_numbers[i], m_numbers[i + 1], m_numbers[i + 2]});
        begin = end;
    }
    std::sort(m_candidates.begin(), m_candidates.end());
    for (auto at = m_candidates.begin(); at != m_candidates.end();) {
        const auto next = std::upper_bound(at, m_candidates.end(), *at);
        if (next - at > static_cast<std::ptrdiff_t>(mostOccurrences))
            m_repeated.push_back(*at);
        at = next;
    }
    return !m_repeated.empty();
}

std::vector<ByteRange> RepeatFinder::repeatedStretches(const std::vector<std::size_t> &ends) const
{
    std::vector<ByteRange> stretches;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        const std::size_t firstOfTurn = stretches.size();
        for (std::size_t i = begin; i + 2 < end; ++i) {
            const Trigram here{m_numbers[i], m_numbers[i + 1], m_numbers[i + 2]};
            if (!std::binary_search(m_repeated.begin(), m_repeated.end(), here))
                continue;
            if (stretches.size() > firstOfTurn && stretches.back().end >= i)
                stretches.back().end = i + 3;
            else
                stretches.push_back({i, i + 3});
        }
        begin = end;
    }
    return stretches;
}
} // namespace gapscope
