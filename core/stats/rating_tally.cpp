// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/rating_tally.h"

#include <algorithm>
#include <numeric>

namespace gapscope::stats {
namespace {
double sumOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double squaresOf(std::span<const double> values)
{
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

Measured beyondChance(double observed, double expected)
{
    if (!(expected < 1.0))
        return Undefined::OneCategory;
    return (observed - expected) / (1.0 - expected);
}
} // namespace

RatingTally::RatingTally(std::size_t categories)
    : m_ratings(categories), m_pairedRatings(categories), m_shares(categories)
{}

void RatingTally::add(std::span<const double> counts)
{
    const double raters = sumOf(counts);
    if (!(raters > 0.0))
        return;
    m_rated += 1.0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        m_ratings[k] += counts[k];
        m_shares[k] += counts[k] / raters;
    }
    if (raters < 2.0)
        return;
    const double same = squaresOf(counts);
    m_agreement += (same - raters) / (raters * (raters - 1.0));
    m_disagreement += (raters * raters - same) / (raters - 1.0);
    m_fewestRaters = m_paired > 0.0 ? std::min(m_fewestRaters, raters) : raters;
    m_mostRaters = std::max(m_mostRaters, raters);
    m_paired += 1.0;
    for (std::size_t k = 0; k < counts.size(); ++k)
        m_pairedRatings[k] += counts[k];
}

void RatingTally::add(const RatingTally &other, double times)
{
    if (other.m_paired > 0.0 && times > 0.0) {
        m_fewestRaters =
            m_paired > 0.0 ? std::min(m_fewestRaters, other.m_fewestRaters) : other.m_fewestRaters;
        m_mostRaters = std::max(m_mostRaters, other.m_mostRaters);
    }
    m_rated += times * other.m_rated;
    m_paired += times * other.m_paired;
    m_agreement += times * other.m_agreement;
    m_disagreement += times * other.m_disagreement;
    for (std::size_t k = 0; k < m_ratings.size(); ++k) {
        m_ratings[k] += times * other.m_ratings[k];
        m_pairedRatings[k] += times * other.m_pairedRatings[k];
        m_shares[k] += times * other.m_shares[k];
    }
}

double RatingTally::prevalence(std::size_t category) const
{
    const double all = sumOf(m_ratings);
    return all > 0.0 ? m_ratings[category] / all : 0.0;
}

std::optional<Undefined> RatingTally::lack() const
{
    if (!(m_rated > 0.0))
        return Undefined::NothingRated;
    if (!(m_paired > 0.0))
        return Undefined::OneRater;
    if (m_paired < 2.0)
        return Undefined::OneUnit;
    return std::nullopt;
}

Measured RatingTally::agreement() const
{
    if (const auto reason = lack(); reason && *reason != Undefined::OneUnit)
        return *reason;
    return m_agreement / m_paired;
}

Measured RatingTally::fleissKappa() const
{
    if (const auto reason = lack())
        return *reason;
    if (m_fewestRaters != m_mostRaters)
        return Undefined::UnequalRaters;
    const double all = sumOf(m_pairedRatings);
    return beyondChance(m_agreement / m_paired, squaresOf(m_pairedRatings) / (all * all));
}

Measured RatingTally::gwetsAc1() const
{
    if (const auto reason = lack())
        return *reason;
    if (m_shares.size() < 2)
        return Undefined::OneCategory;
    double expected = 0.0;
    for (const double sum : m_shares)
        expected += sum / m_rated * (1.0 - sum / m_rated);
    return beyondChance(m_agreement / m_paired,
                        expected / static_cast<double>(m_shares.size() - 1));
}

Measured RatingTally::alpha() const
{
    if (const auto reason = lack())
        return *reason;
    const double all = sumOf(m_pairedRatings);
    const double expected = all * all - squaresOf(m_pairedRatings);
    if (!(expected > 0.0))
        return Undefined::OneCategory;
    return 1.0 - (all - 1.0) * m_disagreement / expected;
}
} // namespace gapscope::stats
