// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gapscope {
/// A field that is there in a sample, for choosing among them.
struct FieldSample
{
    std::string path;
    /// `text`, `number`, `yes/no`, `list`, `object`, `nothing`.
    std::string type;
    /// How many values were seen, and up to 4 different ones, shortened.
    int seen = 0;
    std::vector<std::string> values;
    /// How many different ones there are, 1000 at most.
    int different = 0;

    bool operator==(const FieldSample &) const = default;
};
} // namespace gapscope
