// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/idf.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace gapscope {
void IdfModel::add(const PreparedDialogue &dialogue)
{
    for (const PreparedTurn &turn : dialogue.turns)
        m_turns += turn.stop ? 0 : 1;
    for (const std::vector<Posting> *postings : {&dialogue.words, &dialogue.grams})
        for (const Posting &posting : *postings)
            if (!dialogue.turns[static_cast<std::size_t>(posting.turn)].stop)
                count(posting.token, 1);
}

void IdfModel::merge(const IdfModel &other)
{
    m_turns += other.m_turns;
    for (const Slot &slot : other.m_slots)
        if (slot.count > 0)
            count(slot.token, slot.count);
}

double IdfModel::idf(TokenHash token) const
{
    const std::uint32_t df = m_slots.empty() ? 0 : m_slots[slotOf(token)].count;
    return std::log((1.0 + static_cast<double>(m_turns)) / (1.0 + df)) + 1.0;
}

std::string IdfModel::fingerprint() const
{
    std::array<char, 40> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%lld-%016llx", static_cast<long long>(m_turns),
                      static_cast<unsigned long long>(m_fingerprint));
    return {text.data(), static_cast<std::size_t>(length)};
}

void IdfModel::count(TokenHash token, std::uint32_t times)
{
    if (m_slots.size() < 2 * (m_used + 1))
        grow();
    Slot &slot = m_slots[slotOf(token)];
    m_used += slot.count == 0 ? 1 : 0;
    slot.token = token;
    slot.count += times;
    // A sum does not depend on the order of the dialogues.
    m_fingerprint += mixHash(token) * times;
}

/// Of the token, or the free slot where it belongs. Tokens are hashes: their low bits will do.
std::size_t IdfModel::slotOf(TokenHash token) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = static_cast<std::size_t>(token) & mask;
    while (m_slots[at].count > 0 && m_slots[at].token != token)
        at = (at + 1) & mask;
    return at;
}

void IdfModel::grow()
{
    std::vector<Slot> old(m_slots.empty() ? 1024 : m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot &slot : old)
        if (slot.count > 0)
            m_slots[slotOf(slot.token)] = slot;
}
} // namespace gapscope
