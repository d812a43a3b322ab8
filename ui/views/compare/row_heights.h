// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace gapscope {
/// Heights of stacked items in pixels, estimated until they are measured. Changing one height and
/// finding the item at a place take logarithmic time.
class RowHeights
{
public:
    void reset(std::vector<int> estimates);
    /// The true height of an item.
    void measure(int item, int height);
    bool isMeasured(int item) const { return m_measured[static_cast<std::size_t>(item)] != 0; }

    int count() const { return static_cast<int>(m_heights.size()); }
    int height(int item) const { return m_heights[static_cast<std::size_t>(item)]; }
    /// Sum of the heights before an item; `count()` gives the total.
    std::int64_t top(int item) const;
    std::int64_t total() const { return top(count()); }
    /// The item that covers y, the first or last one for places outside; −1 where there is none.
    int itemAt(std::int64_t y) const;

private:
    std::vector<int> m_heights;
    std::vector<char> m_measured;
    /// Fenwick tree over the heights, counted from 1.
    std::vector<std::int64_t> m_sums;
};
} // namespace gapscope
