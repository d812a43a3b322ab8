// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_engine.h"

namespace gapscope {
std::optional<SurveyCase> surveyCase(const std::string &id, const SurveyLevels &person,
                                     const SurveyLevels &other, NumpyStream &draws)
{
    SurveyCase result;
    result.id = id;
    std::array<double, surveyFieldCount> distances{};
    double sum = 0.0;
    int count = 0;
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        // Field by field, in the order that the stream of random answers is consumed in.
        SurveyLevels one{};
        one[field] = person[field];
        const auto agreement = surveyAgreement(one, other, draws);
        if (!agreement)
            continue;
        distances[field] = 1.0 - *agreement / 100.0;
        sum += distances[field];
        ++count;
    }
    if (count == 0)
        return std::nullopt;
    result.agreement = 100.0 * (1.0 - sum / count);
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        result.lost[field] = 100.0 * distances[field] / count;
        if (!other[field])
            result.imputed[field] = result.lost[field];
    }
    return result;
}
} // namespace gapscope
