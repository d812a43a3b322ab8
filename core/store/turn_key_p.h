// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// The packed keys of turns and tool calls (schema_v1.cpp).
namespace gapscope::turn_key {
inline constexpr int turnBits = 20;
inline constexpr int callBits = 10;
inline constexpr std::size_t maxTurns = std::size_t{1} << turnBits;
inline constexpr std::size_t maxCalls = std::size_t{1} << callBits;

inline std::int64_t first(std::int64_t dialogueSeq)
{
    return dialogueSeq << turnBits;
}
inline std::int64_t dialogueSeq(std::int64_t turn)
{
    return turn >> turnBits;
}
inline int position(std::int64_t turn)
{
    return static_cast<int>(turn & static_cast<std::int64_t>(maxTurns - 1));
}
inline std::int64_t firstCall(std::int64_t turn)
{
    return turn << callBits;
}
inline std::int64_t turnOfCall(std::int64_t call)
{
    return call >> callBits;
}
} // namespace gapscope::turn_key
