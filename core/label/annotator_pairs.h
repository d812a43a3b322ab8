// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/rating_units.h"
#include "core/stats/measured.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// Two annotators, by index into RatingUnits::annotators.
struct AnnotatorPair
{
    std::size_t first = 0;
    std::size_t second = 0;
    /// Units both rated, and units that one of them did.
    int used = 0;
    int possible = 0;
    stats::Measured agreement = stats::Undefined::NothingRated;
    /// Of a code; for all codes at once only alpha (MASI) is defined.
    stats::Measured kappa = stats::Undefined::NothingRated;
    stats::Measured ac1 = stats::Undefined::NothingRated;
    stats::Measured alpha = stats::Undefined::NothingRated;
};

/// Every two annotators, the earlier one first; on `code`, or where it is empty on all codes.
std::vector<AnnotatorPair> annotatorPairs(const RatingUnits &units, const std::string &code = {});

/// Which codes two annotators give to the same unit, by index into RatingUnits::units. Codes both
/// give stand on the diagonal; of those that one gives alone each is set against each of the
/// other's, or against "" where the other has none left. ("", ""): neither gives any.
struct CodeConfusion
{
    std::string first;
    std::string second;
    /// Those of the cells, sorted, without "".
    std::vector<std::string> codes;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> cells;
};

CodeConfusion codeConfusion(const RatingUnits &units, std::size_t first, std::size_t second);
} // namespace gapscope
