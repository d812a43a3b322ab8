// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace gapscope::stats {
/// Points of one dimension count, row after row.
class Points
{
public:
    /// `dimensions` > 0.
    explicit Points(std::size_t dimensions) : m_dimensions(dimensions) {}

    /// `point` has dimensions() values.
    void add(std::span<const double> point)
    {
        m_values.insert(m_values.end(), point.begin(), point.end());
    }
    std::size_t dimensions() const { return m_dimensions; }
    std::size_t size() const { return m_values.size() / m_dimensions; }
    bool empty() const { return m_values.empty(); }
    std::span<const double> operator[](std::size_t at) const
    {
        return {m_values.data() + at * m_dimensions, m_dimensions};
    }
    std::span<double> operator[](std::size_t at)
    {
        return {m_values.data() + at * m_dimensions, m_dimensions};
    }

private:
    std::size_t m_dimensions = 1;
    std::vector<double> m_values;
};

/// Euclidean; squared.
double squaredDistance(std::span<const double> a, std::span<const double> b);

/// Centre and spread by dimension; a dimension that does not vary keeps its unit (spread 1), so
/// that what only the other side does is not lost.
struct Scaling
{
    std::vector<double> centre;
    std::vector<double> spread;

    Points applied(const Points &points) const;
};

/// By mean and population standard deviation of `reference`; none for no points.
std::optional<Scaling> scalingOf(const Points &reference);
} // namespace gapscope::stats
