// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_engine.h"

#include <algorithm>

namespace gapscope {
std::optional<SurveyCase> surveyCase(const std::string &id, const SurveyLevels &person,
                                     const SurveyLevels &other, NumpyStream &draws,
                                     const SurveyRules &rules)
{
    const std::optional<SurveyScore> score = surveyScore(person, other, rules, draws);
    if (!score)
        return std::nullopt;
    SurveyCase result;
    result.id = id;
    result.agreement = score->agreement;
    const auto count =
        std::count_if(score->distance.begin(), score->distance.end(),
                      [](const std::optional<double> &distance) { return distance.has_value(); });
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        if (!score->distance[field])
            continue;
        result.lost[field] = 100.0 * *score->distance[field] / static_cast<double>(count);
        if (score->imputed[field])
            result.imputed[field] = result.lost[field];
    }
    return result;
}
} // namespace gapscope
