// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/numpy_stream.h"

#include <bit>

namespace gapscope {
std::uint32_t NumpyStream::next()
{
    if (m_hasHigh) {
        m_hasHigh = false;
        return m_high;
    }
    constexpr Wide increment = wide(0xfa505436c9a8416e, 0x66caf2e28d25abff);
    constexpr Wide multiplier = wide(0x2360ed051fc65da4, 0x4385df649fccf645);
    m_state = m_state * multiplier + increment;
    const auto high = static_cast<std::uint64_t>(m_state >> 64);
    const auto low = static_cast<std::uint64_t>(m_state);
    const std::uint64_t output = std::rotr(high ^ low, static_cast<int>(high >> 58));
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
