// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/measured.h"

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace gapscope::stats {
enum class Scale { Nominal, Ordinal, Interval, Ratio };

/// How far every two of some values are apart: what Krippendorff's alpha weighs with.
class ValueDistances final
{
public:
    /// Squares of differences on a scale; `values` ascending, none twice.
    ValueDistances(std::vector<double> values, Scale scale);
    /// Distances of sets, for example masiDistance.
    using SetDistance = double (*)(const std::set<std::string> &, const std::set<std::string> &);
    ValueDistances(std::span<const std::set<std::string>> sets, SetDistance distance);

    std::size_t size() const { return m_size; }
    /// Row by row. Ranks depend on how often each value was said.
    std::vector<double> table(std::span<const double> counts) const;

private:
    std::size_t m_size = 0;
    bool m_isOrdinal = false;
    std::vector<double> m_table;
};

/// Which values stand on one unit together, over some units (Krippendorff 2004).
class Coincidences final
{
public:
    /// The values, by index, of those who rated one unit; fewer than two do not count.
    void add(std::span<const std::size_t> values);
    int units() const { return m_units; }

private:
    friend Measured krippendorffsAlpha(std::span<const Coincidences>, std::span<const double>,
                                       const ValueDistances &);
    struct Cell
    {
        std::size_t a = 0;
        std::size_t b = 0;
        double weight = 0.0;
    };
    std::vector<Cell> m_cells;
    int m_units = 0;
};

/// Over parts of the units that count `times[i]` times each; empty `times`: all once.
Measured krippendorffsAlpha(std::span<const Coincidences> parts, std::span<const double> times,
                            const ValueDistances &distances);
} // namespace gapscope::stats
