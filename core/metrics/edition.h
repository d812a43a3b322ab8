// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/features/repair.h"

#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
struct SurveyRules;
struct UsiRules;

/// Which of the repairs numbers are computed with. Numbers of different editions do not compare:
/// the name stands beside every one.
struct Edition
{
    RepairSet repairs;

    static constexpr Edition reference() { return {}; }
    static constexpr Edition corrected() { return {RepairSet::all()}; }

    bool operator==(const Edition &) const = default;
};

/// "reference", "corrected", "reference with apostrophes", "corrected without pivot, weighting";
/// one name for one set of repairs, the shorter one.
std::string name(const Edition &edition);

/// Takes any name() gives. Errors: NotFound, with what is neither an edition nor a repair.
Result<Edition> editionFrom(std::string_view name);
/// The same with repairs, by key, switched on and off. Also InvalidArgument: one is in both.
Result<Edition> editionFrom(std::string_view name, const std::vector<std::string> &with,
                            const std::vector<std::string> &without);

/// The arithmetic of an edition, on files. A workspace never takes dialogues without features for
/// identical.
UsiRules rulesOf(const Edition &edition);
SurveyRules surveyRulesOf(const Edition &edition);
} // namespace gapscope
