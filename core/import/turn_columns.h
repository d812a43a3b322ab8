// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What a column of a table of turns can be.
enum class TurnColumn {
    Conversation,
    Role,
    Text,
    Turn,
    Task,
    Time,
    Source,
    Reward,
    Success,
    Domain,
    UserModel,
    AgentModel,
    Instruction,
    Trial,
    Run,
    Annotator,
    Termination,
};

/// Which column is what, guessed by its name (formats.md, section 2.10).
class TurnColumns
{
public:
    static constexpr std::size_t kinds = 17;

    explicit TurnColumns(const std::vector<std::string> &header);

    /// Conversation, role and text are there: the table can be read.
    bool complete() const;
    /// The field of a row; none = no such column, or the row is too short.
    const std::string *field(const std::vector<std::string> &row, TurnColumn column) const;
    std::string text(const std::vector<std::string> &row, TurnColumn column) const;
    /// Names of the columns that are nothing of the above, with their place.
    const std::vector<std::pair<std::size_t, std::string>> &others() const { return m_others; }
    /// Questionnaire fields: columns `survey_…`.
    const std::vector<std::pair<std::size_t, std::string>> &surveys() const { return m_surveys; }
    std::size_t count() const { return m_count; }

private:
    std::array<std::optional<std::size_t>, kinds> m_place{};
    std::vector<std::pair<std::size_t, std::string>> m_others;
    std::vector<std::pair<std::size_t, std::string>> m_surveys;
    std::size_t m_count = 0;
};
} // namespace gapscope
