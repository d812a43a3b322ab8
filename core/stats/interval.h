// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gapscope {
/// An interval of confidence, in the unit of the figure it belongs to.
struct ConfidenceInterval
{
    double low = 0.0;
    double high = 0.0;

    bool operator==(const ConfidenceInterval &) const = default;
};
} // namespace gapscope
