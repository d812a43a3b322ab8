// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/compare_samples.h"
#include "core/stats/levels.h"

#include <cstddef>
#include <span>
#include <vector>

namespace gapscope::metrics {
/// Levels whose counts follow from how often each task was drawn. The spans handed out are
/// overwritten by the next call.
class WeightedLevels
{
public:
    explicit WeightedLevels(const Samples &samples);

    /// Every task once.
    std::span<const stats::Level> plain();
    /// One weight a task.
    std::span<const stats::Level> weighted(std::span<const int> weights);

private:
    struct Cell
    {
        int task = 0;
        double real = 0.0;
        double sim = 0.0;
    };

    template <class Weight>
    std::span<const stats::Level> fill(Weight weightOf);

    std::vector<stats::Level> m_levels;
    /// Behind the last cell of each level.
    std::vector<std::size_t> m_ends;
    std::vector<Cell> m_cells;
};
} // namespace gapscope::metrics
