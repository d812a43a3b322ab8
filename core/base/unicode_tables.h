// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Character tables of Unicode 14.0, sorted by code point.
namespace gapscope::unicode {
/// Code points first to last, both included.
struct Range
{
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Every step-th code point from first to last becomes itself + delta in lower case.
struct LowerRun
{
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t step = 1;
    std::int32_t delta = 0;
};

extern const Range wordRanges[];
extern const std::size_t wordRangesSize;
extern const Range digitRanges[];
extern const std::size_t digitRangesSize;
/// What Python's repr() shows as it is.
extern const Range printableRanges[];
extern const std::size_t printableRangesSize;
extern const Range casedRanges[];
extern const std::size_t casedRangesSize;
extern const Range caseIgnorableRanges[];
extern const std::size_t caseIgnorableRangesSize;
extern const LowerRun lowerRuns[];
extern const std::size_t lowerRunsSize;
} // namespace gapscope::unicode
