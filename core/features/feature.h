// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// The per-dialogue features of usi.md section 5, in the order of its table.
enum class Feature {
    NTurns,
    UserWordsPerTurn,
    OpeningWords,
    ShortMsgRate,
    VerbosityCv,
    InfoFrontload,
    PolitenessRate,
    EmotionRate,
    AccusationRate,
    PivotRate,
    CertaintyRate,
    UncertaintyRate,
    FormalityRate,
    AckOnlyRate,
    RepeatRate,
    IdConfuseRate,
    IdDensity,
    PushbackQRate,
    ClarifyQRate,
    InfoQRate,
};
inline constexpr std::size_t featureCount = 20;

/// The behavioural dimensions of the index; None: reported, in no dimension (n_turns).
enum class Dimension { None, Conversation, Information, Clarification, Reaction };

struct FeatureInfo
{
    Feature feature = Feature::NTurns;
    /// Stable name in files and on the command line (usi.md, section 5).
    std::string_view key;
    /// Short English name for people.
    std::string_view title;
    Dimension dimension = Dimension::None;
    /// A share in 0–1, shown × 100.
    bool isRate = false;
};

const std::array<FeatureInfo, featureCount> &featureTable();
const FeatureInfo &info(Feature feature);
std::optional<Feature> featureByKey(std::string_view key);

/// "D1_conv", "D2_info", "D3_clarif", "D4_react".
std::string_view key(Dimension dimension);
std::string_view title(Dimension dimension);

/// Values of one dialogue: rates in 0–1, counts and words as they are.
struct FeatureVector
{
    std::array<double, featureCount> values{};

    double operator[](Feature feature) const { return values[static_cast<std::size_t>(feature)]; }
    double &operator[](Feature feature) { return values[static_cast<std::size_t>(feature)]; }
    bool operator==(const FeatureVector &) const = default;
};

/// Where a feature fired: position in the message list, Unicode code points [begin, end) of that
/// message's text as it stood in the source, and the words that matched.
struct CueSpan
{
    int turn = 0;
    int begin = 0;
    int end = 0;
    Feature feature = Feature::NTurns;
    std::string cue;

    bool operator==(const CueSpan &) const = default;
};
} // namespace gapscope
