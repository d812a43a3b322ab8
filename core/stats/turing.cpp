// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/turing.h"

#include "core/stats/intervals.h"

#include <algorithm>
#include <cmath>

namespace gapscope::stats {
std::optional<TuringDistance> turingDistance(int correct, int judged, double level)
{
    const std::optional<ConfidenceInterval> accuracy = wilson(correct, judged, level);
    if (!accuracy)
        return std::nullopt;
    const double low = 100.0 * accuracy->low - 50.0;
    const double high = 100.0 * accuracy->high - 50.0;
    const bool holdsGuessing = low <= 0.0 && high >= 0.0;
    return TuringDistance{std::abs(100.0 * correct / judged - 50.0),
                          {holdsGuessing ? 0.0 : std::min(std::abs(low), std::abs(high)),
                           std::max(std::abs(low), std::abs(high))}};
}
} // namespace gapscope::stats
