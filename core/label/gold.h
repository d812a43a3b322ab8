// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/rating_units.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gapscope {
/// Where the labels that stand for a unit come from.
enum class FinalSource {
    /// All who judged it, two or more, gave the same codes.
    Unanimous,
    /// There is a final label.
    Adjudicated,
    /// Annotators differ, and nothing is decided.
    Unresolved,
    /// One annotator judged it, nothing is decided.
    Single,
};
/// "unanimous", "adjudicated", "unresolved", "single".
const char *name(FinalSource source);

FinalSource finalSource(const RatingUnit &unit);

/// The codes that stand for the unit; none where it is not settled. In a pair with final labels
/// that one annotator or nobody judged, a unit without a final label has no divergence.
std::optional<std::set<std::string>> goldCodes(const RatingUnits &units, const RatingUnit &unit);

/// How an annotator's codes hold against the final ones: of a code, or with an empty `code` of all
/// together. Shares are 0–1, none where their denominator is 0.
struct GoldScore
{
    std::string code{};
    int hits = 0;
    /// Given, but not final; final, but not given.
    int extra = 0;
    int missed = 0;

    std::optional<double> precision() const;
    std::optional<double> recall() const;
    std::optional<double> f1() const;
};

struct AgainstGold
{
    std::string annotator;
    /// All codes together first, then the codes, sorted.
    std::vector<GoldScore> scores{};
    /// Units of pairs with final labels that the annotator judged; of these settled ones count.
    int units = 0;
    int settled = 0;
};

/// In the pairs with final labels, by index into RatingUnits::annotators.
AgainstGold againstGold(const RatingUnits &units, std::size_t annotator);
} // namespace gapscope
