// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace gapscope {
/// What an alignment finds of what is known to be there. Shares are 0–1, none where undefined.
struct Counts
{
    int hit = 0;
    int found = 0;
    int wanted = 0;

    template <class Set>
    void add(const Set &foundSet, const Set &wantedSet)
    {
        found += static_cast<int>(foundSet.size());
        wanted += static_cast<int>(wantedSet.size());
        for (const auto &item : foundSet)
            hit += wantedSet.contains(item) ? 1 : 0;
    }

    std::optional<double> precision() const { return share(hit, found); }
    std::optional<double> recall() const { return share(hit, wanted); }
    std::optional<double> f1() const { return share(2 * hit, found + wanted); }

private:
    static std::optional<double> share(int part, int all)
    {
        if (all == 0)
            return std::nullopt;
        return static_cast<double>(part) / all;
    }
};
} // namespace gapscope
