// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/survey_agreement.h"

#include <algorithm>
#include <cmath>

namespace gapscope {
const std::array<SurveyField, surveyFieldCount> &surveyFields()
{
    static const std::array<SurveyField, surveyFieldCount> fields{{
        {"task_success",
         {{"No - Task failed", 0},
          {"No - Due to a policy issue, which the agent clearly explained", 1},
          {"Partially - Some progress", 2},
          {"Yes - Task completed", 3},
          {"Fully - Exceeded expectations", 4}},
         5},
        {"efficiency",
         {{"Very inefficient - Too many steps", 0},
          {"Somewhat inefficient", 1},
          {"About right", 2},
          {"Very efficient", 3}},
         4},
        {"question_amount_preference", {{"Too many", 0}, {"Too few", 0}, {"About right", 1}}, 2},
        {"answer_effort_time", {{"High", 0}, {"Medium", 1}, {"Low", 2}}, 3},
        {"human_like", {{"No", 0}, {"Partially", 1}, {"Yes", 2}}, 3},
        {"interaction_flow", {{"Not smooth", 0}, {"OK", 1}, {"Smooth", 2}, {"Excellent", 3}}, 4},
        {"overall_score",
         {{"1 (Very poor)", 0},
          {"2 (Poor)", 1},
          {"3 (Acceptable)", 2},
          {"4 (Good)", 3},
          {"5 (Excellent)", 4}},
         5},
        {"reuse",
         {{"Absolutely no", 0}, {"No", 1}, {"Maybe", 2}, {"Yes", 3}, {"Absolutely yes", 4}},
         5},
    }};
    return fields;
}

namespace {
double scaled(int ordinal, int levels)
{
    return static_cast<double>(ordinal) / static_cast<double>(levels - 1);
}
} // namespace

std::optional<double> surveyLevel(std::size_t field, std::string_view answer)
{
    const SurveyField &entry = surveyFields().at(field);
    for (const SurveyField::Answer &known : entry.answers)
        if (known.text == answer)
            return scaled(known.ordinal, entry.levels);
    return std::nullopt;
}

SurveyLevels surveyLevels(const std::vector<SurveyAnswer> &answers)
{
    SurveyLevels levels;
    for (const SurveyAnswer &answer : answers)
        for (std::size_t field = 0; field < surveyFieldCount; ++field)
            if (surveyFields()[field].key == answer.field)
                levels[field] = surveyLevel(field, answer.answer);
    return levels;
}

std::optional<double> surveyAgreement(const SurveyLevels &person, const SurveyLevels &simulator,
                                      NumpyStream &draws)
{
    double sum = 0.0;
    int count = 0;
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        if (!person[field])
            continue;
        std::optional<double> level = simulator[field];
        if (!level) {
            const int levels = surveyFields()[field].levels;
            level =
                scaled(static_cast<int>(draws.below(static_cast<std::uint32_t>(levels))), levels);
        }
        sum += std::abs(*person[field] - *level);
        ++count;
    }
    if (count == 0)
        return std::nullopt;
    return 100.0 * (1.0 - sum / count);
}
} // namespace gapscope
