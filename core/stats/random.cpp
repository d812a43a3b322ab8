// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/random.h"

#include <bit>

namespace gapscope {
namespace {
std::uint64_t splitmix(std::uint64_t &state)
{
    state += 0x9e3779b97f4a7c15;
    std::uint64_t value = state;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}
} // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t stream)
{
    std::uint64_t state = seed;
    // The stream's number is mixed once by itself: seed 1 stream 2 is not seed 2 stream 1.
    state = splitmix(state) ^ stream;
    for (std::uint64_t &word : m_state)
        word = splitmix(state);
}

std::uint64_t RandomStream::next()
{
    const std::uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::uint32_t RandomStream::below(std::uint32_t bound)
{
    // Lemire's multiplication; the rare low products that would favour small numbers are redrawn.
    for (;;) {
        const std::uint64_t product = (next() >> 32) * bound;
        const auto low = static_cast<std::uint32_t>(product);
        if (low >= bound || low >= (0U - bound) % bound)
            return static_cast<std::uint32_t>(product >> 32);
    }
}

double RandomStream::unit()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}
} // namespace gapscope
