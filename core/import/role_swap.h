// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// Whether a system prompt makes the assistant of a transcript the (simulated) user.
enum class UserPrompt {
    No,
    /// It speaks of a simulated user, but may mean somebody else.
    Perhaps,
    /// It tells its reader to be the user or customer.
    Plainly,
};

UserPrompt userPromptOf(std::string_view systemPrompt);

/// Exchanges user and agent, their calls and results too. What each message was in the source stays
/// in its `native`, which is filled in where it was empty.
void swapRoles(Dialogue &dialogue);

/// Swaps the roles of one file's dialogues: all or none where that was asked for, else those whose
/// own prompt says plainly that the assistant is the user.
class RoleSwap
{
public:
    explicit RoleSwap(std::optional<bool> asked) : m_asked(asked) {}

    void apply(Dialogue &dialogue);
    /// What was done, or left, and why; none = the prompts gave no reason and nobody asked.
    std::optional<ImportIssue> note() const;

    /// The plainest prompt so far.
    UserPrompt prompt() const { return m_prompt; }
    std::int64_t swapped() const { return m_swapped; }

private:
    std::optional<bool> m_asked;
    UserPrompt m_prompt = UserPrompt::No;
    std::int64_t m_swapped = 0;
    std::int64_t m_dialogues = 0;
    /// The first dialogue that the note is about, and what its prompt says.
    std::string m_record;
    std::string m_words;
};
} // namespace gapscope
