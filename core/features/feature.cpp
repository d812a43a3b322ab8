// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature.h"

#include <algorithm>

namespace gapscope {
const std::array<FeatureInfo, featureCount> &featureTable()
{
    using D = Dimension;
    static constexpr std::array<FeatureInfo, featureCount> table{{
        {Feature::NTurns, "n_turns", "Messages", D::None, false},
        {Feature::UserWordsPerTurn, "user_words_per_turn", "Words per turn", D::Information, false},
        {Feature::OpeningWords, "opening_words", "Words in the opening", D::Information, false},
        {Feature::ShortMsgRate, "short_msg_rate", "Short replies", D::Conversation, true},
        {Feature::VerbosityCv, "verbosity_cv", "Variation of length", D::Conversation, false},
        {Feature::InfoFrontload, "info_frontload", "Front-loading", D::Information, true},
        {Feature::PolitenessRate, "politeness_rate", "Politeness", D::Conversation, true},
        {Feature::EmotionRate, "emotion_rate", "Emotion", D::Reaction, true},
        {Feature::AccusationRate, "accusation_rate", "Accusation", D::Reaction, true},
        {Feature::PivotRate, "pivot_rate", "Change of strategy", D::Reaction, true},
        {Feature::CertaintyRate, "certainty_rate", "Certainty", D::Clarification, true},
        {Feature::UncertaintyRate, "uncertainty_rate", "Uncertainty", D::Clarification, true},
        {Feature::FormalityRate, "formality_rate", "Dashes", D::Conversation, true},
        {Feature::AckOnlyRate, "ack_only_rate", "Bare acknowledgements", D::Conversation, true},
        {Feature::RepeatRate, "repeat_rate", "Repetition", D::Conversation, true},
        {Feature::IdConfuseRate, "id_confuse_rate", "Role confusion", D::Conversation, true},
        {Feature::IdDensity, "id_density", "Identifiers per turn", D::Information, false},
        {Feature::PushbackQRate, "pushback_q_rate", "Push-back", D::Clarification, true},
        {Feature::ClarifyQRate, "clarify_q_rate", "Clarifying questions", D::Clarification, true},
        {Feature::InfoQRate, "info_q_rate", "Information questions", D::Clarification, true},
    }};
    return table;
}

const FeatureInfo &info(Feature feature)
{
    return featureTable()[static_cast<std::size_t>(feature)];
}

std::optional<Feature> featureByKey(std::string_view key)
{
    const auto &table = featureTable();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [key](const FeatureInfo &entry) { return entry.key == key; });
    if (found == table.end())
        return std::nullopt;
    return found->feature;
}

std::string_view key(Dimension dimension)
{
    switch (dimension) {
    case Dimension::None:
        return "";
    case Dimension::Conversation:
        return "D1_conv";
    case Dimension::Information:
        return "D2_info";
    case Dimension::Clarification:
        return "D3_clarif";
    case Dimension::Reaction:
        return "D4_react";
    }
    return "";
}

std::string_view title(Dimension dimension)
{
    switch (dimension) {
    case Dimension::None:
        return "None";
    case Dimension::Conversation:
        return "Communication style";
    case Dimension::Information:
        return "Information pattern";
    case Dimension::Clarification:
        return "Clarification";
    case Dimension::Reaction:
        return "Reaction to errors";
    }
    return "";
}
} // namespace gapscope
