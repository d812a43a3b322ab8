// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/repeats.h"

#include <algorithm>
#include <functional>

namespace gapscope {
namespace {
constexpr std::uint32_t mostOccurrences = 10;
} // namespace

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
    if (words.size() <= mostOccurrences)
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
