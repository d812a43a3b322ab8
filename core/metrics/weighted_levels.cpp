// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/weighted_levels.h"

#include <algorithm>
#include <utility>

namespace gapscope::metrics {
namespace {
struct Entry
{
    double value = 0.0;
    int task = 0;
    double real = 0.0;
    double sim = 0.0;
};
} // namespace

WeightedLevels::WeightedLevels(const Samples &samples)
{
    std::vector<Entry> entries;
    entries.reserve(samples.real.size() + samples.sim.size());
    for (const Samples::Number &number : samples.real)
        entries.push_back({number.value, number.task, 1.0, 0.0});
    for (const Samples::Number &number : samples.sim)
        entries.push_back({number.value, number.task, 0.0, 1.0});
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return std::pair(a.value, a.task) < std::pair(b.value, b.task);
    });
    for (const Entry &entry : entries) {
        const bool newLevel = m_levels.empty() || m_levels.back().value != entry.value;
        if (newLevel) {
            m_levels.push_back({entry.value, 0.0, 0.0});
            m_ends.push_back(0);
        }
        if (newLevel || m_cells.back().task != entry.task)
            m_cells.push_back({entry.task, 0.0, 0.0});
        m_cells.back().real += entry.real;
        m_cells.back().sim += entry.sim;
        m_ends.back() = m_cells.size();
    }
}

std::span<const stats::Level> WeightedLevels::plain()
{
    return fill([](int) { return 1; });
}

std::span<const stats::Level> WeightedLevels::weighted(std::span<const int> weights)
{
    return fill([&](int task) { return weights[static_cast<std::size_t>(task)]; });
}

template <class Weight>
std::span<const stats::Level> WeightedLevels::fill(Weight weightOf)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        stats::Level &level = m_levels[i];
        level.real = 0.0;
        level.sim = 0.0;
        for (; at < m_ends[i]; ++at) {
            const double weight = weightOf(m_cells[at].task);
            level.real += weight * m_cells[at].real;
            level.sim += weight * m_cells[at].sim;
        }
    }
    return m_levels;
}
} // namespace gapscope::metrics
