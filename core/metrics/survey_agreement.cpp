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
constexpr std::size_t questionAmount = 2;

double scaled(int ordinal, int levels)
{
    return static_cast<double>(ordinal) / static_cast<double>(levels - 1);
}

bool threeWay(std::size_t field, const SurveyRules &rules)
{
    return rules.threeWayAmount && field == questionAmount;
}

int levelsOf(std::size_t field, const SurveyRules &rules)
{
    return threeWay(field, rules) ? 3 : surveyFields()[field].levels;
}
} // namespace

std::optional<double> surveyLevel(std::size_t field, std::string_view answer,
                                  const SurveyRules &rules)
{
    const SurveyField &entry = surveyFields().at(field);
    for (const SurveyField::Answer &known : entry.answers) {
        if (known.text != answer)
            continue;
        if (threeWay(field, rules))
            return answer == "Too many" ? 0.0 : answer == "About right" ? 0.5 : 1.0;
        return scaled(known.ordinal, entry.levels);
    }
    return std::nullopt;
}

SurveyLevels surveyLevels(const std::vector<SurveyAnswer> &answers, const SurveyRules &rules)
{
    SurveyLevels levels;
    for (const SurveyAnswer &answer : answers)
        for (std::size_t field = 0; field < surveyFieldCount; ++field)
            if (surveyFields()[field].key == answer.field)
                levels[field] = surveyLevel(field, answer.answer, rules);
    return levels;
}

double expectedDistance(std::size_t field, double level, const SurveyRules &rules)
{
    const int levels = levelsOf(field, rules);
    double sum = 0.0;
    for (int ordinal = 0; ordinal < levels; ++ordinal)
        sum += std::abs(level - scaled(ordinal, levels));
    return sum / levels;
}

std::optional<SurveyScore> surveyScore(const SurveyLevels &person, const SurveyLevels &other,
                                       const SurveyRules &rules, NumpyStream &draws)
{
    SurveyScore score;
    double sum = 0.0;
    int count = 0;
    for (std::size_t field = 0; field < surveyFieldCount; ++field) {
        if (!person[field])
            continue;
        score.imputed[field] = !other[field];
        double distance = 0.0;
        if (other[field]) {
            distance = std::abs(*person[field] - *other[field]);
        } else if (rules.expectMissing) {
            distance = expectedDistance(field, *person[field], rules);
        } else {
            const int levels = levelsOf(field, rules);
            const std::uint32_t drawn = draws.below(static_cast<std::uint32_t>(levels));
            distance = std::abs(*person[field] - scaled(static_cast<int>(drawn), levels));
        }
        score.distance[field] = distance;
        sum += distance;
        ++count;
    }
    if (count == 0)
        return std::nullopt;
    score.agreement = 100.0 * (1.0 - sum / count);
    return score;
}

std::optional<double> surveyAgreement(const SurveyLevels &person, const SurveyLevels &simulator,
                                      NumpyStream &draws)
{
    const auto score = surveyScore(person, simulator, {}, draws);
    return score ? std::optional(score->agreement) : std::nullopt;
}
} // namespace gapscope
