// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace gapscope {
/// What a model scores elsewhere (an arena rating, a benchmark), to be held against its index.
struct CapabilityScore
{
    /// The simulator's label.
    std::string name;
    /// Models that belong together (one maker, one series); empty: none is named.
    std::string family;
    double score = 0.0;

    bool operator==(const CapabilityScore &) const = default;
};

/// Reads a CSV file with the columns `name` and `score` and, where it has one, `family`, in any
/// order. Errors: InputUnreadable; InputMalformed with the line and the reason: no such column, a
/// score that is no number, a name that stands twice, no score at all.
Result<std::vector<CapabilityScore>> readCapability(const std::string &path);
} // namespace gapscope
