// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/measured.h"

#include <cstddef>
#include <span>
#include <vector>

namespace gapscope::stats {
/// What raters without names said of units, as sums: tallies of parts of the units add up, so that
/// a resample costs no second look at the ratings. Units with one rating count in prevalence and in
/// the chance of AC1 only.
class RatingTally final
{
public:
    explicit RatingTally(std::size_t categories = 2);

    /// A unit of which `counts[k]` raters said category k.
    void add(std::span<const double> counts);
    /// All units of `other`, of as many categories, `times` over.
    void add(const RatingTally &other, double times = 1.0);

    /// Units with one rating or more, and with two or more.
    double rated() const { return m_rated; }
    double paired() const { return m_paired; }
    /// Share of all ratings that are of the category, 0–1; 0 where nothing is rated.
    double prevalence(std::size_t category) const;

    /// Mean over units of the share of pairs of raters that agree.
    Measured agreement() const;
    /// Fleiss 1971; every unit with two ratings has the same number of them.
    Measured fleissKappa() const;
    /// Any number of raters, ratings may be missing (Gwet 2014).
    Measured gwetsAc1() const;
    /// Nominal (Krippendorff 2004).
    Measured alpha() const;

private:
    std::optional<Undefined> lack() const;

    double m_rated = 0.0;
    double m_paired = 0.0;
    double m_agreement = 0.0;
    double m_disagreement = 0.0;
    /// Of units with two ratings or more.
    double m_fewestRaters = 0.0;
    double m_mostRaters = 0.0;
    std::vector<double> m_ratings;
    std::vector<double> m_pairedRatings;
    std::vector<double> m_shares;
};
} // namespace gapscope::stats
