// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/rating_units.h"
#include "core/stats/agreement.h"
#include "core/stats/coincidences.h"
#include "core/stats/rating_tally.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

/// Sums by task that the figures of agreement are made of, so that a resample of the tasks adds
/// them up instead of reading ratings again. `times` says how often each task counts.
namespace gapscope::agreement {
using Times = std::span<const double>;
using Figures = std::vector<stats::Measured>;

/// Which task each pair of `units` is of, numbered from 0.
struct Clusters
{
    explicit Clusters(const RatingUnits &units);

    std::vector<std::size_t> ofPair;
    std::size_t count = 0;
};

/// How many units two rated, and how many one did.
struct UnitCount
{
    int used = 0;
    int possible = 0;
};

/// Whether something is there, said or not by each rater.
class Presence
{
public:
    using IsGiven = std::function<bool(const Rating &)>;
    using Counts = std::function<bool(const RatingUnit &)>;

    Presence(const RatingUnits &units, const Clusters &clusters, const Counts &counts,
             const IsGiven &isGiven);

    /// Agreement, Cohen's kappa, Fleiss' kappa, AC1, alpha.
    Figures evaluate(Times times) const;
    UnitCount count() const { return m_count; }
    int given() const { return m_given; }
    int ratings() const { return m_ratings; }

private:
    bool m_isOfTwo = false;
    int m_given = 0;
    int m_ratings = 0;
    UnitCount m_count;
    std::vector<stats::RatingTally> m_tallies;
    std::vector<stats::Confusion> m_tables;
};

/// Values said of units: agreement, alpha by each of the distances, and for numbered categories
/// of two raters weighted kappa.
class Values
{
public:
    Values(std::size_t clusters, std::vector<stats::ValueDistances> distances);

    /// Values by rater, by index; none = not rated.
    void add(std::size_t cluster, std::span<const std::optional<std::size_t>> values);
    /// Share of equal values (mean over pairs of raters), alpha by each distance.
    Figures evaluate(Times times) const;
    /// Quadratic; only where two raters are given to add().
    stats::Measured weightedKappa(Times times) const;
    UnitCount count() const { return m_count; }

private:
    struct Sum
    {
        double units = 0.0;
        double agreement = 0.0;
    };
    std::vector<stats::ValueDistances> m_distances;
    std::vector<Sum> m_sums;
    std::vector<stats::Coincidences> m_coincidences;
    std::vector<stats::Confusion> m_tables;
    std::size_t m_raters = 0;
    UnitCount m_count;
};

/// Means over units.
class Means
{
public:
    explicit Means(std::size_t clusters) : m_sums(clusters), m_units(clusters) {}

    void add(std::size_t cluster, double value);
    void addUnrated() { ++m_count.possible; }
    stats::Measured evaluate(Times times) const;
    UnitCount count() const { return m_count; }

private:
    std::vector<double> m_sums;
    std::vector<double> m_units;
    UnitCount m_count;
};
} // namespace gapscope::agreement
