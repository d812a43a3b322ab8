// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/gold.h"

#include <algorithm>
#include <map>

namespace gapscope {
namespace {
std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(static_cast<double>(part) / whole) : std::nullopt;
}

const Rating *firstRating(const RatingUnit &unit)
{
    for (const auto &rating : unit.ratings)
        if (rating)
            return &*rating;
    return nullptr;
}
} // namespace

const char *name(FinalSource source)
{
    switch (source) {
    case FinalSource::Unanimous:
        break;
    case FinalSource::Adjudicated:
        return "adjudicated";
    case FinalSource::Unresolved:
        return "unresolved";
    case FinalSource::Single:
        return "single";
    }
    return "unanimous";
}

FinalSource finalSource(const RatingUnit &unit)
{
    if (!unit.finals.empty())
        return FinalSource::Adjudicated;
    const Rating *first = firstRating(unit);
    if (unit.raters() < 2)
        return FinalSource::Single;
    const bool same = std::ranges::all_of(
        unit.ratings, [&](const auto &rating) { return !rating || rating->codes == first->codes; });
    return same ? FinalSource::Unanimous : FinalSource::Unresolved;
}

std::optional<std::set<std::string>> goldCodes(const RatingUnits &units, const RatingUnit &unit)
{
    std::set<std::string> codes;
    switch (finalSource(unit)) {
    case FinalSource::Adjudicated:
        for (const Label &label : unit.finals)
            if (label.code != noDivergenceCode)
                codes.insert(label.code);
        return codes;
    case FinalSource::Unanimous:
        return firstRating(unit)->codes;
    case FinalSource::Unresolved:
        return std::nullopt;
    case FinalSource::Single:
        break;
    }
    return units.pairs[unit.pair].hasFinals ? std::optional(codes) : std::nullopt;
}

std::optional<double> GoldScore::precision() const
{
    return share(hits, hits + extra);
}

std::optional<double> GoldScore::recall() const
{
    return share(hits, hits + missed);
}

std::optional<double> GoldScore::f1() const
{
    return share(2 * hits, 2 * hits + extra + missed);
}

AgainstGold againstGold(const RatingUnits &units, std::size_t annotator)
{
    AgainstGold result{units.annotators.at(annotator), {{}}};
    std::map<std::string, GoldScore> byCode;
    for (const RatingUnit &unit : units.units) {
        const auto &rating = unit.ratings[annotator];
        if (!rating || !units.pairs[unit.pair].hasFinals ||
            (unit.row < 0 && units.wholeCodes.empty() && unit.finals.empty()))
            continue;
        ++result.units;
        const auto gold = goldCodes(units, unit);
        if (!gold)
            continue;
        ++result.settled;
        for (const std::string &code : rating->codes)
            ++(gold->contains(code) ? byCode[code].hits : byCode[code].extra);
        for (const std::string &code : *gold)
            byCode[code].missed += rating->codes.contains(code) ? 0 : 1;
    }
    for (auto &[code, score] : byCode) {
        score.code = code;
        result.scores[0].hits += score.hits;
        result.scores[0].extra += score.extra;
        result.scores[0].missed += score.missed;
        result.scores.push_back(score);
    }
    return result;
}
} // namespace gapscope
