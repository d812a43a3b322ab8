// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/numpy_stream.h"
#include "core/model/transcript.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gapscope {
/// One question of the survey; the answers as they are spelt in the files, each with its ordinal.
struct SurveyField
{
    struct Answer
    {
        std::string_view text;
        int ordinal = 0;
    };

    std::string_view key;
    std::vector<Answer> answers;
    /// Ordinals run from 0 to levels − 1.
    int levels = 0;
};

inline constexpr std::size_t surveyFieldCount = 8;
/// In the order of usi.md section 8, which the random stream depends on.
const std::array<SurveyField, surveyFieldCount> &surveyFields();

/// The choices an edition makes about questionnaires; as they stand here, the reference edition.
struct SurveyRules
{
    /// A missing answer counts as the expected distance of a uniform answer; else one is drawn.
    bool expectMissing = false;
    /// "Too many", "About right" and "Too few" stand on one scale (0, ½, 1); else both complaints
    /// are the same answer.
    bool threeWayAmount = false;

    bool operator==(const SurveyRules &) const = default;
};

/// Answers as ordinals scaled to 0–1, by field; none = missing or not one of the answers.
using SurveyLevels = std::array<std::optional<double>, surveyFieldCount>;
std::optional<double> surveyLevel(std::size_t field, std::string_view answer,
                                  const SurveyRules &rules = {});
SurveyLevels surveyLevels(const std::vector<SurveyAnswer> &answers, const SurveyRules &rules = {});

/// Expected |level − u| for u uniform over the distinct levels of the field, 0–1 (usi.md section
/// 8).
double expectedDistance(std::size_t field, double level, const SurveyRules &rules);

/// What one questionnaire scores against a person's about the same dialogue.
struct SurveyScore
{
    /// 100 (1 − mean distance), 0–100.
    double agreement = 0.0;
    /// |h − l| by field, 0–1; none where the person did not answer.
    std::array<std::optional<double>, surveyFieldCount> distance;
    /// The other side's answer was missing: the distance stands for it.
    std::array<bool, surveyFieldCount> imputed{};
};

/// None if the person answered no field. Both sides must come from surveyLevels() with the same
/// rules. Missing answers are drawn from `draws` in the order of the fields; `draws` is left alone
/// where rules.expectMissing.
std::optional<SurveyScore> surveyScore(const SurveyLevels &person, const SurveyLevels &other,
                                       const SurveyRules &rules, NumpyStream &draws);

/// The agreement alone, reference edition.
std::optional<double> surveyAgreement(const SurveyLevels &person, const SurveyLevels &simulator,
                                      NumpyStream &draws);
} // namespace gapscope
