// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/random.h"

#include <string>

namespace gapscope::bench {
/// Made-up messages between a customer and an agent of a shop or an airline, as the inside of JSON
/// strings (escaped, ASCII). Lengths and the rate of cues are near those of real customers.
class Talk
{
public:
    Talk(std::uint64_t seed, std::uint64_t stream, bool person)
        : m_random(seed, stream), m_person(person)
    {}

    std::string opening(bool airline);
    std::string userTurn();
    std::string agentTurn();
    /// How many turns the user takes.
    int turns();

    RandomStream &random() { return m_random; }

private:
    template <std::size_t N>
    const char *pick(const char *const (&list)[N])
    {
        return list[m_random.below(static_cast<std::uint32_t>(N))];
    }
    bool chance(double share) { return m_random.unit() < share; }
    std::string number(std::uint32_t below) { return std::to_string(m_random.below(below)); }
    std::string identifier();
    std::string offers();
    std::string call();

    RandomStream m_random;
    bool m_person = false;
};
} // namespace gapscope::bench
