// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/labelled_pair.h"
#include "core/model/alignment.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What annotators rated, so that their agreement can be measured: the aligned rows of the pairs
/// they went through (methods.md, section d).
namespace gapscope {
/// "No divergence": said of a place, it is a rating without a code.
inline constexpr std::string_view noDivergenceCode = "X0";

/// A pair, or a single dialogue where one id is empty, with its labels and its rows now.
struct PairToRate
{
    LabelledPair pair;
    Alignment alignment;
};

/// What one annotator said of one unit; no code = nothing diverges there.
struct Rating
{
    std::set<std::string> codes;
    /// Those it comes from, "no divergence" included.
    std::vector<Label> labels;
};

/// An aligned row, or with row −1 the pair as a whole.
struct RatingUnit
{
    /// Index into RatingUnits::pairs.
    std::size_t pair = 0;
    int row = -1;
    /// Where labels of this unit stand: first turns of the row; none for the whole pair.
    std::optional<int> realTurn{};
    std::optional<int> simTurn{};
    /// In the order of RatingUnits::annotators; none = has not judged the pair.
    std::vector<std::optional<Rating>> ratings{};
    /// What adjudication decided here; empty = nothing yet.
    std::vector<Label> finals{};

    /// How many annotators judged it.
    int raters() const;
};

/// The row at which an annotator sees a pair diverge first. Not rated: has not judged the pair, or
/// labelled rows without saying which is the first.
struct RatedOnset
{
    bool isRated = false;
    /// None: no row diverges.
    std::optional<int> row{};

    bool operator==(const RatedOnset &) const = default;
};

struct RatedPair
{
    TaskKey task;
    DialogueId real;
    DialogueId sim;
    std::string simulator;
    /// In the order of RatingUnits::annotators.
    std::vector<bool> judged{};
    std::vector<RatedOnset> onsets{};
    bool hasFinals = false;
};

struct RatingUnits
{
    /// By name.
    std::vector<std::string> annotators;
    std::vector<RatedPair> pairs;
    /// By pair, the whole pair after its rows.
    std::vector<RatingUnit> units;
    /// Codes that somebody set on a row, and on a whole pair: only there are they missing where
    /// they are not set.
    std::set<std::string> rowCodes;
    std::set<std::string> wholeCodes;
    /// Labels whose row is gone: now on the row of one of their turns, and in no row (left out).
    int moved = 0;
    int lost = 0;
};

/// Units of every pair that somebody judged: is done with, or has a divergence label on; and of
/// pairs with final labels only, which nobody rated. Of these annotators only; empty = of all.
RatingUnits ratingUnits(const std::vector<PairToRate> &pairs,
                        const std::vector<std::string> &annotators = {});

/// Whether the unit counts for the code: it is of the kind (row, whole pair) the code is set on. A
/// code nobody set counts on rows.
bool countsFor(const RatingUnits &units, const RatingUnit &unit, const std::string &code);
} // namespace gapscope
