// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/numpy_stream.h"

#include <bit>

namespace gapscope {
namespace {
__extension__ using Wide = unsigned __int128;

constexpr Wide wide(std::uint64_t high, std::uint64_t low)
{
    return (static_cast<Wide>(high) << 64) | low;
}
} // namespace

std::uint32_t NumpyStream::next()
{
    if (m_hasHigh) {
        m_hasHigh = false;
        return m_high;
    }
    constexpr Wide increment = wide(0xfa505436c9a8416e, 0x66caf2e28d25abff);
    constexpr Wide multiplier = wide(0x2360ed051fc65da4, 0x4385df649fccf645);
    const Wide state = wide(m_stateHigh, m_stateLow) * multiplier + increment;
    m_stateHigh = static_cast<std::uint64_t>(state >> 64);
    m_stateLow = static_cast<std::uint64_t>(state);
    const std::uint64_t output =
        std::rotr(m_stateHigh ^ m_stateLow, static_cast<int>(m_stateHigh >> 58));
    m_high = static_cast<std::uint32_t>(output >> 32);
    m_hasHigh = true;
    return static_cast<std::uint32_t>(output);
}

std::uint32_t NumpyStream::below(std::uint32_t bound)
{
    std::uint64_t product = static_cast<std::uint64_t>(next()) * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
        const auto threshold = static_cast<std::uint32_t>((0x100000000ULL - bound) % bound);
        while (static_cast<std::uint32_t>(product) < threshold)
            product = static_cast<std::uint64_t>(next()) * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
}
} // namespace gapscope
