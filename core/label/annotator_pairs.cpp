// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/annotator_pairs.h"

#include "core/stats/agreement.h"
#include "core/stats/rating_tally.h"

#include <algorithm>
#include <iterator>

namespace gapscope {
namespace {
using stats::Undefined;

AnnotatorPair onCode(const RatingUnits &units, AnnotatorPair pair, const std::string &code)
{
    stats::Confusion table(2, std::vector<double>(2));
    stats::Confusion byUnit;
    for (const RatingUnit &unit : units.units) {
        const auto &a = unit.ratings[pair.first];
        const auto &b = unit.ratings[pair.second];
        if ((!a && !b) || !countsFor(units, unit, code))
            continue;
        ++pair.possible;
        if (!a || !b)
            continue;
        ++pair.used;
        const std::size_t i = a->codes.contains(code) ? 1 : 0;
        const std::size_t j = b->codes.contains(code) ? 1 : 0;
        table[i][j] += 1.0;
        std::vector<double> counts(2);
        counts[i] += 1.0;
        counts[j] += 1.0;
        byUnit.push_back(std::move(counts));
    }
    stats::RatingTally tally(2);
    for (const auto &counts : byUnit)
        tally.add(counts);
    pair.agreement = stats::observedAgreement(table);
    pair.kappa = stats::cohensKappa(table);
    pair.ac1 = stats::gwetsAc1(table);
    pair.alpha = pair.used > 0 ? tally.alpha() : Undefined::OneRater;
    return pair;
}

AnnotatorPair onAllCodes(const RatingUnits &units, AnnotatorPair pair)
{
    std::vector<std::vector<std::optional<std::set<std::string>>>> sets(2);
    int same = 0;
    for (const RatingUnit &unit : units.units) {
        const auto &a = unit.ratings[pair.first];
        const auto &b = unit.ratings[pair.second];
        if ((!a && !b) || (unit.row < 0 && units.wholeCodes.empty()))
            continue;
        ++pair.possible;
        if (!a || !b)
            continue;
        ++pair.used;
        same += a->codes == b->codes ? 1 : 0;
        sets[0].emplace_back(a->codes);
        sets[1].emplace_back(b->codes);
    }
    pair.kappa = pair.ac1 = Undefined::SetsOfCodes;
    if (pair.used == 0) {
        pair.agreement = pair.alpha = Undefined::OneRater;
        return pair;
    }
    pair.agreement = static_cast<double>(same) / pair.used;
    pair.alpha = stats::krippendorffsAlpha(sets, stats::masiDistance);
    return pair;
}

std::vector<std::string> without(const std::set<std::string> &codes,
                                 const std::set<std::string> &others)
{
    std::vector<std::string> left;
    std::ranges::set_difference(codes, others, std::back_inserter(left));
    return left;
}
} // namespace

std::vector<AnnotatorPair> annotatorPairs(const RatingUnits &units, const std::string &code)
{
    std::vector<AnnotatorPair> pairs;
    for (std::size_t i = 0; i < units.annotators.size(); ++i)
        for (std::size_t j = i + 1; j < units.annotators.size(); ++j) {
            const AnnotatorPair pair{i, j};
            pairs.push_back(code.empty() ? onAllCodes(units, pair) : onCode(units, pair, code));
        }
    return pairs;
}

CodeConfusion codeConfusion(const RatingUnits &units, std::size_t first, std::size_t second)
{
    CodeConfusion table{units.annotators.at(first), units.annotators.at(second), {}, {}};
    std::set<std::string> seen;
    for (std::size_t u = 0; u < units.units.size(); ++u) {
        const RatingUnit &unit = units.units[u];
        const auto &a = unit.ratings[first];
        const auto &b = unit.ratings[second];
        if (!a || !b || (unit.row < 0 && units.wholeCodes.empty()))
            continue;
        const auto add = [&](const std::string &one, const std::string &other) {
            table.cells[{one, other}].push_back(u);
            seen.insert({one, other});
        };
        std::vector<std::string> ofA = without(a->codes, b->codes);
        std::vector<std::string> ofB = without(b->codes, a->codes);
        for (const std::string &code : a->codes)
            if (b->codes.contains(code))
                add(code, code);
        const bool isAlike = ofA.empty() && ofB.empty();
        if (isAlike && !a->codes.empty())
            continue;
        if (ofA.empty())
            ofA.emplace_back();
        if (ofB.empty())
            ofB.emplace_back();
        for (const std::string &one : ofA)
            for (const std::string &other : ofB)
                add(one, other);
    }
    seen.erase(std::string());
    table.codes.assign(seen.begin(), seen.end());
    return table;
}
} // namespace gapscope
