// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/turn_columns.h"

#include "core/import/fields.h"

#include <algorithm>

namespace gapscope {
namespace {
struct ColumnName
{
    std::string_view name;
    TurnColumn column;
};

// In order of preference where a table has several of one kind.
constexpr std::array<ColumnName, 97> names{{
    {"conversation_id", TurnColumn::Conversation},
    {"dialogue_id", TurnColumn::Conversation},
    {"dialog_id", TurnColumn::Conversation},
    {"conv_id", TurnColumn::Conversation},
    {"convo_id", TurnColumn::Conversation},
    {"chat_id", TurnColumn::Conversation},
    {"session_id", TurnColumn::Conversation},
    {"thread_id", TurnColumn::Conversation},
    {"call_id", TurnColumn::Conversation},
    {"ticket_id", TurnColumn::Conversation},
    {"conversation", TurnColumn::Conversation},
    {"dialogue", TurnColumn::Conversation},
    {"dialog", TurnColumn::Conversation},
    {"session", TurnColumn::Conversation},
    {"chat", TurnColumn::Conversation},
    {"thread", TurnColumn::Conversation},
    {"role", TurnColumn::Role},
    {"speaker", TurnColumn::Role},
    {"speaker_role", TurnColumn::Role},
    {"sender", TurnColumn::Role},
    {"sender_role", TurnColumn::Role},
    {"sender_type", TurnColumn::Role},
    {"speaker_type", TurnColumn::Role},
    {"participant_role", TurnColumn::Role},
    {"sent_by", TurnColumn::Role},
    {"spoken_by", TurnColumn::Role},
    {"author", TurnColumn::Role},
    {"author_role", TurnColumn::Role},
    {"participant", TurnColumn::Role},
    {"party", TurnColumn::Role},
    {"actor", TurnColumn::Role},
    {"from", TurnColumn::Role},
    {"text", TurnColumn::Text},
    {"utterance", TurnColumn::Text},
    {"content", TurnColumn::Text},
    {"message", TurnColumn::Text},
    {"body", TurnColumn::Text},
    {"message_text", TurnColumn::Text},
    {"utterance_text", TurnColumn::Text},
    {"transcript", TurnColumn::Text},
    {"msg", TurnColumn::Text},
    {"turn", TurnColumn::Turn},
    {"turn_id", TurnColumn::Turn},
    {"turn_idx", TurnColumn::Turn},
    {"turn_index", TurnColumn::Turn},
    {"turn_number", TurnColumn::Turn},
    {"turn_no", TurnColumn::Turn},
    {"message_index", TurnColumn::Turn},
    {"message_number", TurnColumn::Turn},
    {"utterance_index", TurnColumn::Turn},
    {"index", TurnColumn::Turn},
    {"position", TurnColumn::Turn},
    {"sequence", TurnColumn::Turn},
    {"seq", TurnColumn::Turn},
    {"order", TurnColumn::Turn},
    {"step", TurnColumn::Turn},
    {"task_id", TurnColumn::Task},
    {"task", TurnColumn::Task},
    {"instance_id", TurnColumn::Task},
    {"scenario_id", TurnColumn::Task},
    {"scenario", TurnColumn::Task},
    {"goal_id", TurnColumn::Task},
    {"timestamp", TurnColumn::Time},
    {"time", TurnColumn::Time},
    {"created_at", TurnColumn::Time},
    {"sent_at", TurnColumn::Time},
    {"datetime", TurnColumn::Time},
    {"date", TurnColumn::Time},
    {"source", TurnColumn::Source},
    {"kind", TurnColumn::Source},
    {"reward", TurnColumn::Reward},
    {"score", TurnColumn::Reward},
    {"success", TurnColumn::Success},
    {"task_success", TurnColumn::Success},
    {"outcome", TurnColumn::Success},
    {"succeeded", TurnColumn::Success},
    {"domain", TurnColumn::Domain},
    {"user_model", TurnColumn::UserModel},
    {"simulator", TurnColumn::UserModel},
    {"user_simulator", TurnColumn::UserModel},
    {"agent_model", TurnColumn::AgentModel},
    {"model", TurnColumn::AgentModel},
    {"instruction", TurnColumn::Instruction},
    {"instructions", TurnColumn::Instruction},
    {"goal", TurnColumn::Instruction},
    {"trial", TurnColumn::Trial},
    {"run", TurnColumn::Run},
    {"run_number", TurnColumn::Run},
    {"repetition", TurnColumn::Run},
    {"annotator", TurnColumn::Annotator},
    {"annotator_id", TurnColumn::Annotator},
    {"batch", TurnColumn::Annotator},
    {"rater", TurnColumn::Annotator},
    {"termination_reason", TurnColumn::Termination},
    {"termination", TurnColumn::Termination},
    {"end_reason", TurnColumn::Termination},
    {"stop_reason", TurnColumn::Termination},
}};
} // namespace

TurnColumns::TurnColumns(const std::vector<std::string> &header) : m_count(header.size())
{
    std::vector<std::string> spelt;
    for (const std::string &column : header)
        spelt.push_back(canonicalName(column));
    std::vector<bool> used(header.size(), false);
    for (const ColumnName &known : names) {
        const auto found = std::find(spelt.begin(), spelt.end(), known.name);
        auto &place = m_place[static_cast<std::size_t>(known.column)];
        if (found == spelt.end() || place)
            continue;
        place = static_cast<std::size_t>(found - spelt.begin());
        used[*place] = true;
    }
    constexpr std::string_view survey = "survey_";
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (used[i] || header[i].empty())
            continue;
        if (spelt[i].size() > survey.size() && spelt[i].starts_with(survey))
            m_surveys.emplace_back(i, spelt[i].substr(survey.size()));
        else
            m_others.emplace_back(i, header[i]);
    }
}

bool TurnColumns::complete() const
{
    const auto has = [this](TurnColumn column) {
        return m_place[static_cast<std::size_t>(column)].has_value();
    };
    return has(TurnColumn::Conversation) && has(TurnColumn::Role) && has(TurnColumn::Text);
}

const std::string *TurnColumns::field(const std::vector<std::string> &row, TurnColumn column) const
{
    const std::optional<std::size_t> &place = m_place[static_cast<std::size_t>(column)];
    return place && *place < row.size() ? &row[*place] : nullptr;
}

std::string TurnColumns::text(const std::vector<std::string> &row, TurnColumn column) const
{
    const std::string *found = field(row, column);
    return found ? *found : std::string();
}
} // namespace gapscope
