// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gapscope {
/// The numbers numpy's default_rng(42) gives: PCG64 (XSL-RR 128/64), 32 bits at a time. Owned here
/// because numpy promises no stable stream and the published evaluation cells depend on it.
class NumpyStream
{
public:
    std::uint32_t next();
    /// Uniform in 0 … bound − 1, without bias.
    std::uint32_t below(std::uint32_t bound);

private:
    /// Halves of the 128-bit state.
    std::uint64_t m_stateHigh = 0xcea44f6798798f2a;
    std::uint64_t m_stateLow = 0xacbc7c9d68860ac8;
    std::uint32_t m_high = 0;
    bool m_hasHigh = false;
};
} // namespace gapscope
