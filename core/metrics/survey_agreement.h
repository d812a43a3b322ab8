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

/// Answers as ordinals scaled to 0–1, by field; none = missing or not one of the answers.
using SurveyLevels = std::array<std::optional<double>, surveyFieldCount>;
std::optional<double> surveyLevel(std::size_t field, std::string_view answer);
SurveyLevels surveyLevels(const std::vector<SurveyAnswer> &answers);

/// 100 (1 − mean |h − l|) over the fields a person answered, 0–100; none if there is no such field.
/// An answer the simulator left out is drawn from `draws`.
std::optional<double> surveyAgreement(const SurveyLevels &person, const SurveyLevels &simulator,
                                      NumpyStream &draws);
} // namespace gapscope
