// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/coincidences.h"

#include <algorithm>

namespace gapscope::stats {
namespace {
double difference(double a, double b, Scale scale)
{
    switch (scale) {
    case Scale::Nominal:
    case Scale::Ordinal:
        break;
    case Scale::Interval:
        return (a - b) * (a - b);
    case Scale::Ratio:
        return a + b != 0.0 ? (a - b) / (a + b) * ((a - b) / (a + b)) : 0.0;
    }
    return a == b ? 0.0 : 1.0;
}
} // namespace

ValueDistances::ValueDistances(std::vector<double> values, Scale scale)
    : m_size(values.size()), m_isOrdinal(scale == Scale::Ordinal)
{
    for (const double a : values)
        for (const double b : values)
            m_table.push_back(difference(a, b, scale));
}

ValueDistances::ValueDistances(std::span<const std::set<std::string>> sets, SetDistance distance)
    : m_size(sets.size())
{
    for (const auto &a : sets)
        for (const auto &b : sets)
            m_table.push_back(distance(a, b));
}

std::vector<double> ValueDistances::table(std::span<const double> counts) const
{
    if (!m_isOrdinal)
        return m_table;
    std::vector<double> ranks;
    double below = 0.0;
    for (const double count : counts) {
        ranks.push_back(below + count / 2.0);
        below += count;
    }
    std::vector<double> squares;
    for (const double a : ranks)
        for (const double b : ranks)
            squares.push_back((a - b) * (a - b));
    return squares;
}

void Coincidences::add(std::span<const std::size_t> values)
{
    if (values.size() < 2)
        return;
    ++m_units;
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            if (i == j)
                continue;
            const double weight = 1.0 / static_cast<double>(values.size() - 1);
            const auto found = std::ranges::find_if(m_cells, [&](const Cell &cell) {
                return cell.a == values[i] && cell.b == values[j];
            });
            if (found != m_cells.end())
                found->weight += weight;
            else
                m_cells.push_back({values[i], values[j], weight});
        }
    }
}

Measured krippendorffsAlpha(std::span<const Coincidences> parts, std::span<const double> times,
                            const ValueDistances &distances)
{
    const auto timesOf = [&](std::size_t i) { return times.empty() ? 1.0 : times[i]; };
    std::vector<double> counts(distances.size());
    double units = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        units += timesOf(i) * parts[i].m_units;
        for (const auto &cell : parts[i].m_cells) {
            counts[cell.a] += timesOf(i) * cell.weight;
            total += timesOf(i) * cell.weight;
        }
    }
    if (units < 2.0)
        return units > 0.0 ? Undefined::OneUnit : Undefined::OneRater;
    const std::vector<double> table = distances.table(counts);
    double observed = 0.0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (const auto &cell : parts[i].m_cells)
            observed += timesOf(i) * cell.weight * table[cell.a * distances.size() + cell.b];
    double expected = 0.0;
    for (std::size_t a = 0; a < counts.size(); ++a)
        for (std::size_t b = 0; counts[a] > 0.0 && b < counts.size(); ++b)
            expected += counts[a] * counts[b] * table[a * counts.size() + b];
    if (!(expected > 0.0))
        return Undefined::OneCategory;
    return 1.0 - (total - 1.0) * observed / expected;
}
} // namespace gapscope::stats
