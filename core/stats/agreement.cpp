// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/agreement.h"

#include <algorithm>
#include <cstdlib>
#include <map>

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

std::optional<double> beyondChance(double observed, double expected)
{
    return expected < 1.0 ? std::optional((observed - expected) / (1.0 - expected)) : std::nullopt;
}

/// Square of the difference of two values (Krippendorff 2004); `below`: how many ratings are
/// smaller than each value, `counts` how many are equal.
class Difference
{
public:
    Difference(const std::map<double, double> &counts, Scale scale) : m_scale(scale)
    {
        double below = 0.0;
        for (const auto &[value, count] : counts) {
            m_rank[value] = below + count / 2.0;
            below += count;
        }
    }

    double operator()(double a, double b) const
    {
        double difference = 0.0;
        switch (m_scale) {
        case Scale::Nominal:
            return a == b ? 0.0 : 1.0;
        case Scale::Ordinal:
            difference = m_rank.at(a) - m_rank.at(b);
            break;
        case Scale::Interval:
            difference = a - b;
            break;
        case Scale::Ratio:
            difference = a + b != 0.0 ? (a - b) / (a + b) : 0.0;
            break;
        }
        return difference * difference;
    }

private:
    Scale m_scale;
    std::map<double, double> m_rank;
};

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

std::optional<double> observedAgreement(const Confusion &counts)
{
    const Margins margins(counts);
    double same = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        same += counts[i][i];
    return margins.total > 0.0 ? std::optional(same / margins.total) : std::nullopt;
}

std::optional<double> cohensKappa(const Confusion &counts)
{
    const auto observed = observedAgreement(counts);
    if (!observed)
        return std::nullopt;
    const Margins margins(counts);
    double expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        expected += margins.rows[i] * margins.columns[i] / (margins.total * margins.total);
    return beyondChance(*observed, expected);
}

std::optional<double> weightedKappa(const Confusion &counts)
{
    const Margins margins(counts);
    double observed = 0.0;
    double expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t j = 0; j < counts.size(); ++j) {
            const double apart = static_cast<double>(i) - static_cast<double>(j);
            observed += apart * apart * counts[i][j];
            expected += apart * apart * margins.rows[i] * margins.columns[j] /
                        (margins.total > 0.0 ? margins.total : 1.0);
        }
    }
    return expected > 0.0 ? std::optional(1.0 - observed / expected) : std::nullopt;
}

std::optional<double> gwetsAc1(const Confusion &counts)
{
    const auto observed = observedAgreement(counts);
    if (!observed || counts.size() < 2)
        return std::nullopt;
    const Margins margins(counts);
    double expected = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double share = (margins.rows[i] + margins.columns[i]) / (2.0 * margins.total);
        expected += share * (1.0 - share) / static_cast<double>(counts.size() - 1);
    }
    return beyondChance(*observed, expected);
}

std::optional<double> fleissKappa(const Confusion &ratings)
{
    if (ratings.empty())
        return std::nullopt;
    std::vector<double> totals(ratings.front().size());
    double raters = 0.0;
    for (const double count : ratings.front())
        raters += count;
    double agreement = 0.0;
    for (const std::vector<double> &unit : ratings) {
        double squares = 0.0;
        double here = 0.0;
        for (std::size_t i = 0; i < unit.size(); ++i) {
            squares += unit[i] * unit[i];
            here += unit[i];
            totals.at(i) += unit[i];
        }
        if (here != raters || raters < 2.0)
            return std::nullopt;
        agreement += (squares - raters) / (raters * (raters - 1.0));
    }
    const auto units = static_cast<double>(ratings.size());
    double expected = 0.0;
    for (const double total : totals)
        expected += (total / (units * raters)) * (total / (units * raters));
    return beyondChance(agreement / units, expected);
}

std::optional<double>
krippendorffsAlpha(const std::vector<std::vector<std::optional<double>>> &ratings, Scale scale)
{
    std::vector<std::vector<double>> units;
    for (std::size_t unit = 0; !ratings.empty() && unit < ratings.front().size(); ++unit) {
        std::vector<double> values;
        for (const auto &rater : ratings)
            if (rater.at(unit))
                values.push_back(*rater[unit]);
        if (values.size() > 1)
            units.push_back(std::move(values));
    }
    std::map<double, double> counts;
    double total = 0.0;
    for (const auto &unit : units) {
        for (const double value : unit)
            counts[value] += 1.0;
        total += static_cast<double>(unit.size());
    }
    const Difference difference(counts, scale);
    double observed = 0.0;
    for (const auto &unit : units)
        for (const double a : unit)
            for (const double b : unit)
                observed += difference(a, b) / static_cast<double>(unit.size() - 1);
    double expected = 0.0;
    for (const auto &[a, countA] : counts)
        for (const auto &[b, countB] : counts)
            expected += countA * countB * difference(a, b);
    if (!(expected > 0.0))
        return std::nullopt;
    return 1.0 - (total - 1.0) * observed / expected;
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
