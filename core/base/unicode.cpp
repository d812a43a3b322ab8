// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unicode.h"

#include "core/base/text.h"
#include "core/base/unicode_tables.h"

#include <algorithm>
#include <cstdint>

namespace gapscope {
namespace unicode {
namespace {
/// The range that holds a code point; null = none.
const Range *rangeOf(const Range *ranges, std::size_t size, char32_t codePoint)
{
    const std::uint32_t value = codePoint;
    const Range *after =
        std::upper_bound(ranges, ranges + size, value,
                         [](std::uint32_t v, const Range &range) { return v < range.first; });
    return after != ranges && value <= (after - 1)->last ? after - 1 : nullptr;
}

bool contains(const Range *ranges, std::size_t size, char32_t codePoint)
{
    return rangeOf(ranges, size, codePoint) != nullptr;
}
} // namespace

bool isCased(char32_t codePoint)
{
    return contains(casedRanges, casedRangesSize, codePoint);
}

bool isCaseIgnorable(char32_t codePoint)
{
    return contains(caseIgnorableRanges, caseIgnorableRangesSize, codePoint);
}

bool isPrintable(char32_t codePoint)
{
    return contains(printableRanges, printableRangesSize, codePoint);
}

int digitValue(char32_t codePoint)
{
    const Range *range = rangeOf(digitRanges, digitRangesSize, codePoint);
    return range ? static_cast<int>((codePoint - range->first) % 10) : 0;
}

char32_t toLowerSimple(char32_t codePoint)
{
    const std::uint32_t value = codePoint;
    const LowerRun *after =
        std::upper_bound(lowerRuns, lowerRuns + lowerRunsSize, value,
                         [](std::uint32_t v, const LowerRun &run) { return v < run.first; });
    if (after == lowerRuns)
        return codePoint;
    const LowerRun &run = *(after - 1);
    if (value > run.last || (value - run.first) % run.step != 0)
        return codePoint;
    return static_cast<char32_t>(static_cast<std::int64_t>(value) + run.delta);
}
} // namespace unicode

bool isBlank(char32_t c)
{
    if (c < 0x80)
        return c == 0x20 || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool isWordCharacter(char32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    return unicode::contains(unicode::wordRanges, unicode::wordRangesSize, c);
}

bool isDecimalDigit(char32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return unicode::contains(unicode::digitRanges, unicode::digitRangesSize, c);
}
} // namespace gapscope
