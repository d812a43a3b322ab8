// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/agreement_parts.h"

#include <array>
#include <map>

namespace gapscope::agreement {
using stats::Measured;
using stats::Undefined;

namespace {
stats::Confusion square(std::size_t size)
{
    return stats::Confusion(size, std::vector<double>(size));
}

stats::Confusion summed(const std::vector<stats::Confusion> &tables, Times times)
{
    stats::Confusion sum = square(tables.empty() ? 0 : tables.front().size());
    for (std::size_t c = 0; c < tables.size(); ++c)
        for (std::size_t i = 0; times[c] > 0.0 && i < sum.size(); ++i)
            for (std::size_t j = 0; j < sum.size(); ++j)
                sum[i][j] += times[c] * tables[c][i][j];
    return sum;
}
} // namespace

Clusters::Clusters(const RatingUnits &units)
{
    std::map<TaskKey, std::size_t> numbers;
    for (const RatedPair &pair : units.pairs)
        ofPair.push_back(numbers.emplace(pair.task, numbers.size()).first->second);
    count = numbers.size();
}

Presence::Presence(const RatingUnits &units, const Clusters &clusters, const Counts &counts,
                   const IsGiven &isGiven)
    : m_isOfTwo(units.annotators.size() == 2), m_tallies(clusters.count, stats::RatingTally(2)),
      m_tables(m_isOfTwo ? clusters.count : 0, square(2))
{
    for (const RatingUnit &unit : units.units) {
        if (!counts(unit))
            continue;
        const std::size_t cluster = clusters.ofPair[unit.pair];
        std::array<double, 2> said{};
        std::vector<std::size_t> given;
        for (const auto &rating : unit.ratings) {
            if (!rating)
                continue;
            given.push_back(isGiven(*rating) ? 1 : 0);
            said[given.back()] += 1.0;
            m_given += static_cast<int>(given.back());
        }
        m_ratings += static_cast<int>(given.size());
        m_count.possible += given.empty() ? 0 : 1;
        m_count.used += given.size() > 1 ? 1 : 0;
        m_tallies[cluster].add(said);
        if (m_isOfTwo && given.size() == 2)
            m_tables[cluster][given[0]][given[1]] += 1.0;
    }
}

Figures Presence::evaluate(Times times) const
{
    stats::RatingTally tally(2);
    for (std::size_t i = 0; i < m_tallies.size(); ++i)
        if (times[i] > 0.0)
            tally.add(m_tallies[i], times[i]);
    return {tally.agreement(),
            m_isOfTwo ? stats::cohensKappa(summed(m_tables, times)) : Undefined::NotTwoRaters,
            tally.fleissKappa(), tally.gwetsAc1(), tally.alpha()};
}

Values::Values(std::size_t clusters, std::vector<stats::ValueDistances> distances)
    : m_distances(std::move(distances)), m_sums(clusters), m_coincidences(clusters)
{}

void Values::add(std::size_t cluster, std::span<const std::optional<std::size_t>> values)
{
    std::vector<std::size_t> said;
    for (const auto &value : values)
        if (value)
            said.push_back(*value);
    m_raters = values.size();
    m_count.possible += said.empty() ? 0 : 1;
    if (said.size() < 2)
        return;
    ++m_count.used;
    m_coincidences[cluster].add(said);
    double same = 0.0;
    double pairs = 0.0;
    for (std::size_t i = 0; i < said.size(); ++i)
        for (std::size_t j = i + 1; j < said.size(); ++j) {
            same += said[i] == said[j] ? 1.0 : 0.0;
            pairs += 1.0;
        }
    m_sums[cluster].units += 1.0;
    m_sums[cluster].agreement += same / pairs;
    if (m_raters != 2)
        return;
    if (m_tables.empty())
        m_tables.assign(m_sums.size(), square(m_distances.front().size()));
    m_tables[cluster][said[0]][said[1]] += 1.0;
}

Figures Values::evaluate(Times times) const
{
    Sum sum;
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        sum.units += times[i] * m_sums[i].units;
        sum.agreement += times[i] * m_sums[i].agreement;
    }
    const Undefined nothing = m_count.possible == 0 ? Undefined::NothingRated : Undefined::OneRater;
    Figures figures;
    figures.push_back(sum.units > 0.0 ? Measured(sum.agreement / sum.units) : Measured(nothing));
    for (const stats::ValueDistances &distances : m_distances)
        figures.push_back(sum.units > 0.0
                              ? stats::krippendorffsAlpha(m_coincidences, times, distances)
                              : Measured(nothing));
    return figures;
}

Measured Values::weightedKappa(Times times) const
{
    if (m_count.possible == 0)
        return Undefined::NothingRated;
    if (m_raters != 2)
        return Undefined::NotTwoRaters;
    return stats::weightedKappa(summed(m_tables, times));
}

void Means::add(std::size_t cluster, double value)
{
    ++m_count.used;
    ++m_count.possible;
    m_sums[cluster] += value;
    m_units[cluster] += 1.0;
}

Measured Means::evaluate(Times times) const
{
    double sum = 0.0;
    double units = 0.0;
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        sum += times[i] * m_sums[i];
        units += times[i] * m_units[i];
    }
    if (units > 0.0)
        return sum / units;
    return m_count.possible == 0 ? Undefined::NothingRated : Undefined::OneRater;
}
} // namespace gapscope::agreement
