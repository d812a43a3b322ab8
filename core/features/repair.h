// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gapscope {
/// What the corrected edition does otherwise than the published scorer (usi.md section 10); each
/// can be made alone.
enum class Repair {
    Identifiers,
    Pivot,
    Accusation,
    Uncertainty,
    InfoQuestions,
    Dashes,
    RoleConfusion,
    Acknowledgements,
    Apostrophes,
    Blanks,
    NullContent,
    DeadCues,
    PlatformText,
    Markup,
    NoFeatures,
    Runs,
    Weighting,
    MissingAnswers,
    QuestionAmount,
    Pairs,
    Keep,
};
inline constexpr std::size_t repairCount = 21;

/// Text: changes the features of a dialogue. Index: changes what is made of features, outcomes and
/// questionnaires.
enum class RepairLevel { Text, Index };
/// "text", "index".
std::string_view name(RepairLevel level);

struct RepairInfo
{
    Repair repair = Repair::Identifiers;
    RepairLevel level = RepairLevel::Text;
    /// Stable name in files and on the command line.
    std::string_view key;
    /// Short English name for people.
    std::string_view title;
    /// A sentence: what goes wrong in the published scorer.
    std::string_view upstream;
    /// A sentence: what is done instead.
    std::string_view instead;
    /// Feature keys and columns of the index (D1_conv … usi) it can change directly.
    std::vector<std::string_view> touches;
};

/// In the order of the enumeration.
const std::array<RepairInfo, repairCount> &repairTable();
const RepairInfo &info(Repair repair);
std::optional<Repair> repairByKey(std::string_view key);

/// Some of the repairs.
class RepairSet
{
public:
    constexpr RepairSet() = default;

    static constexpr RepairSet all() { return RepairSet((1U << repairCount) - 1); }

    constexpr bool has(Repair repair) const { return (m_bits & bit(repair)) != 0; }
    constexpr bool none() const { return m_bits == 0; }
    constexpr RepairSet with(Repair repair) const { return RepairSet(m_bits | bit(repair)); }
    constexpr RepairSet without(Repair repair) const { return RepairSet(m_bits & ~bit(repair)); }
    /// Those that change the features of a dialogue.
    RepairSet ofText() const;
    /// In the order of the table.
    std::vector<Repair> list() const;

    constexpr bool operator==(const RepairSet &) const = default;

private:
    explicit constexpr RepairSet(std::uint32_t bits) : m_bits(bits) {}
    static constexpr std::uint32_t bit(Repair repair)
    {
        return 1U << static_cast<unsigned>(repair);
    }

    std::uint32_t m_bits = 0;
};
} // namespace gapscope
