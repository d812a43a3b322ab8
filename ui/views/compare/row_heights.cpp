// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/row_heights.h"

#include <algorithm>
#include <bit>

namespace gapscope {
void RowHeights::reset(std::vector<int> estimates)
{
    m_heights = std::move(estimates);
    m_measured.assign(m_heights.size(), 0);
    m_sums.assign(m_heights.size() + 1, 0);
    for (std::size_t i = 1; i < m_sums.size(); ++i) {
        m_sums[i] += m_heights[i - 1];
        const std::size_t parent = i + (i & (~i + 1));
        if (parent < m_sums.size())
            m_sums[parent] += m_sums[i];
    }
}

void RowHeights::measure(int item, int height)
{
    const auto index = static_cast<std::size_t>(item);
    const int change = height - m_heights[index];
    m_measured[index] = 1;
    m_heights[index] = height;
    if (change != 0)
        for (std::size_t i = index + 1; i < m_sums.size(); i += i & (~i + 1))
            m_sums[i] += change;
}

std::int64_t RowHeights::top(int item) const
{
    std::int64_t sum = 0;
    for (auto i = static_cast<std::size_t>(item); i > 0; i -= i & (~i + 1))
        sum += m_sums[i];
    return sum;
}

int RowHeights::itemAt(std::int64_t y) const
{
    if (m_heights.empty())
        return -1;
    std::size_t position = 0;
    std::int64_t left = std::max<std::int64_t>(y, 0);
    for (std::size_t step = std::bit_floor(m_heights.size()); step > 0; step /= 2) {
        const std::size_t next = position + step;
        if (next < m_sums.size() && m_sums[next] <= left) {
            position = next;
            left -= m_sums[next];
        }
    }
    return static_cast<int>(std::min(position, m_heights.size() - 1));
}
} // namespace gapscope
