// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/agreement.h"

#include "core/stats/rating_tally.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>

namespace gapscope::stats {
namespace {
/// Totals of a confusion table.
struct Margins
{
    explicit Margins(const Confusion &counts) : rows(counts.size()), columns(counts.size())
    {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            for (std::size_t j = 0; j < counts.size(); ++j) {
                rows[i] += counts[i][j];
                columns[j] += counts[i][j];
                total += counts[i][j];
            }
        }
    }

    std::vector<double> rows;
    std::vector<double> columns;
    double total = 0.0;
};

/// Why no coefficient can be computed; none where one can.
std::optional<Undefined> lackOf(const Margins &margins)
{
    if (!(margins.total > 0.0))
        return Undefined::OneRater;
    return margins.total < 2.0 ? std::optional(Undefined::OneUnit) : std::nullopt;
}

Measured beyondChance(double observed, double expected)
{
    if (!(expected < 1.0))
        return Undefined::OneCategory;
    return (observed - expected) / (1.0 - expected);
}

double diagonal(const Confusion &counts)
{
    double same = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        same += counts[i][i];
    return same;
}

template <class Value>
using Ratings = std::vector<std::vector<std::optional<Value>>>;

/// All values that were said, ascending.
template <class Value>
std::vector<Value> valuesOf(const Ratings<Value> &ratings)
{
    std::set<Value> values;
    for (const auto &rater : ratings)
        for (const auto &rating : rater)
            if (rating)
                values.insert(*rating);
    return {values.begin(), values.end()};
}

template <class Value>
Measured alphaOf(const Ratings<Value> &ratings, const std::vector<Value> &values,
                 const ValueDistances &distances)
{
    if (values.empty())
        return Undefined::NothingRated;
    std::array<Coincidences, 1> all;
    for (std::size_t unit = 0; unit < ratings.front().size(); ++unit) {
        std::vector<std::size_t> said;
        for (const auto &rater : ratings)
            if (rater.at(unit))
                said.push_back(static_cast<std::size_t>(
                    std::ranges::lower_bound(values, *rater[unit]) - values.begin()));
        all[0].add(said);
    }
    return krippendorffsAlpha(all, {}, distances);
}

RatingTally tallyOf(const Confusion &ratings)
{
    RatingTally tally(ratings.empty() ? 0 : ratings.front().size());
    for (const std::vector<double> &unit : ratings)
        tally.add(unit);
    return tally;
}

std::size_t sharedOf(const std::set<std::string> &a, const std::set<std::string> &b)
{
    return static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&](const auto &label) { return b.contains(label); }));
}

double sharedLength(const TextSpan &a, const TextSpan &b)
{
    return std::max(0, std::min(a.end, b.end) - std::max(a.begin, b.begin));
}

double lengthOf(const TextSpan &span)
{
    return std::max(0, span.end - span.begin);
}
} // namespace

Measured observedAgreement(const Confusion &counts)
{
    const Margins margins(counts);
    if (!(margins.total > 0.0))
        return Undefined::OneRater;
    return diagonal(counts) / margins.total;
}

Measured cohensKappa(const Confusion &counts)
{
    const Margins margins(counts);
    if (const auto reason = lackOf(margins))
        return *reason;
    double expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        expected += margins.rows[i] * margins.columns[i] / (margins.total * margins.total);
    return beyondChance(diagonal(counts) / margins.total, expected);
}

Measured weightedKappa(const Confusion &counts)
{
    const Margins margins(counts);
    if (const auto reason = lackOf(margins))
        return *reason;
    double observed = 0.0;
    double expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t j = 0; j < counts.size(); ++j) {
            const double apart = static_cast<double>(i) - static_cast<double>(j);
            observed += apart * apart * counts[i][j];
            expected += apart * apart * margins.rows[i] * margins.columns[j] / margins.total;
        }
    }
    if (!(expected > 0.0))
        return Undefined::OneCategory;
    return 1.0 - observed / expected;
}

Measured gwetsAc1(const Confusion &counts)
{
    const Margins margins(counts);
    if (const auto reason = lackOf(margins))
        return *reason;
    if (counts.size() < 2)
        return Undefined::OneCategory;
    double expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double share = (margins.rows[i] + margins.columns[i]) / (2.0 * margins.total);
        expected += share * (1.0 - share) / static_cast<double>(counts.size() - 1);
    }
    return beyondChance(diagonal(counts) / margins.total, expected);
}

Measured fleissKappa(const Confusion &ratings)
{
    // A unit with one rating is left out by the tally; here it breaks the design.
    const auto raters = [](const std::vector<double> &unit) {
        return std::accumulate(unit.begin(), unit.end(), 0.0);
    };
    for (const std::vector<double> &unit : ratings)
        if (raters(unit) != raters(ratings.front()))
            return Undefined::UnequalRaters;
    return tallyOf(ratings).fleissKappa();
}

Measured gwetsAc1OfUnits(const Confusion &ratings)
{
    return tallyOf(ratings).gwetsAc1();
}

Measured krippendorffsAlpha(const Ratings<double> &ratings, Scale scale)
{
    const std::vector<double> values = valuesOf(ratings);
    return alphaOf(ratings, values, ValueDistances(values, scale));
}

Measured krippendorffsAlpha(const Ratings<std::set<std::string>> &ratings,
                            ValueDistances::SetDistance distance)
{
    const std::vector<std::set<std::string>> values = valuesOf(ratings);
    return alphaOf(ratings, values, ValueDistances(values, distance));
}

double jaccardDistance(const std::set<std::string> &a, const std::set<std::string> &b)
{
    const std::size_t shared = sharedOf(a, b);
    const std::size_t either = a.size() + b.size() - shared;
    return either == 0 ? 0.0 : 1.0 - static_cast<double>(shared) / static_cast<double>(either);
}

double masiDistance(const std::set<std::string> &a, const std::set<std::string> &b)
{
    const std::size_t shared = sharedOf(a, b);
    double weight = 1.0 / 3.0;
    if (a == b)
        weight = 1.0;
    else if (shared == std::min(a.size(), b.size()) && shared > 0)
        weight = 2.0 / 3.0;
    else if (shared == 0)
        weight = 0.0;
    return 1.0 - weight * (1.0 - jaccardDistance(a, b));
}

std::optional<double> spanF1(const TextSpan &a, const TextSpan &b)
{
    const double sum = lengthOf(a) + lengthOf(b);
    return sum > 0.0 ? std::optional(2.0 * sharedLength(a, b) / sum) : std::nullopt;
}

std::optional<double> spanIou(const TextSpan &a, const TextSpan &b)
{
    const double shared = sharedLength(a, b);
    const double either = lengthOf(a) + lengthOf(b) - shared;
    return either > 0.0 ? std::optional(shared / either) : std::nullopt;
}

std::optional<double> windowDiff(std::span<const int> a, std::span<const int> b, std::size_t width)
{
    if (a.size() != b.size() || width == 0 || width > a.size())
        return std::nullopt;
    const std::size_t windows = a.size() - width + 1;
    int differing = 0;
    for (std::size_t at = 0; at < windows; ++at) {
        int balance = 0;
        for (std::size_t i = at; i < at + width; ++i)
            balance += a[i] - b[i];
        differing += balance != 0 ? 1 : 0;
    }
    return static_cast<double>(differing) / static_cast<double>(windows);
}

std::optional<OnsetAgreement> onsetAgreement(std::span<const std::optional<int>> first,
                                             std::span<const std::optional<int>> second)
{
    if (first.size() != second.size() || first.empty())
        return std::nullopt;
    std::vector<std::vector<std::optional<double>>> ratings(2);
    int exact = 0;
    int withinOne = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        exact += first[i] == second[i] ? 1 : 0;
        withinOne += first[i] == second[i] ||
                             (first[i] && second[i] && std::abs(*first[i] - *second[i]) <= 1)
                         ? 1
                         : 0;
        ratings[0].emplace_back(first[i]);
        ratings[1].emplace_back(second[i]);
    }
    const auto n = static_cast<double>(first.size());
    return OnsetAgreement{static_cast<int>(first.size()), exact / n, withinOne / n,
                          krippendorffsAlpha(ratings, Scale::Interval)};
}
} // namespace gapscope::stats
