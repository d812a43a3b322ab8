// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace gapscope {
/// Random numbers that are the same on every machine and for every number of threads: xoshiro256++
/// (Blackman and Vigna, 2019), seeded through splitmix64 with a seed and the number of the draw, so
/// that draw i of a bootstrap does not depend on who computed draw i − 1.
class RandomStream
{
public:
    explicit RandomStream(std::uint64_t seed, std::uint64_t stream = 0);

    std::uint64_t next();
    /// Uniform in 0 … bound − 1, without bias; bound > 0.
    std::uint32_t below(std::uint32_t bound);
    /// Uniform in [0, 1), 53 bits.
    double unit();

private:
    std::array<std::uint64_t, 4> m_state{};
};

/// What every seeded figure uses unless told otherwise; printed with it.
inline constexpr std::uint64_t defaultSeed = 20260311;
inline constexpr int defaultDraws = 2000;
} // namespace gapscope
