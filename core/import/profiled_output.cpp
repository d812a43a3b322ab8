// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profiled_output.h"

#include "core/import/field_path.h"
#include "core/import/fields.h"
#include "core/import/task_id.h"

namespace gapscope {
namespace {
std::optional<Json> someOf(bool has, Json value)
{
    return has ? std::optional(std::move(value)) : std::nullopt;
}

/// What an importer said itself, under the names of MappingProfile.
std::optional<Json> knownField(const std::string &path, const Dialogue &dialogue)
{
    const Outcome &outcome = dialogue.outcome;
    if (path == "@id")
        return dialogue.nativeId;
    if (path == "@task")
        return dialogue.task.value();
    if (path == "@run")
        return someOf(dialogue.runTold, dialogue.run);
    if (path == "@reward")
        return someOf(outcome.reward.has_value(), outcome.reward.value_or(0.0));
    if (path == "@success")
        return someOf(outcome.success.has_value(), outcome.success.value_or(false));
    if (path == "@termination")
        return outcome.termination;
    return std::nullopt;
}

/// The first two parts of `benchmark:domain:id`; a key of two parts has no domain.
std::pair<std::string, std::string> headOf(const TaskKey &key)
{
    const std::string &text = key.value();
    const std::size_t first = text.find(':');
    if (first == std::string::npos)
        return {};
    const std::size_t second = text.find(':', first + 1);
    if (second == std::string::npos)
        return {text.substr(0, first), {}};
    return {text.substr(0, first), text.substr(first + 1, second - first - 1)};
}
} // namespace

bool ProfiledOutput::task(const Task &task)
{
    if (m_profile.taskField.empty())
        return m_output.task(task);
    m_waiting[task.key] = task;
    return true;
}

bool ProfiledOutput::dialogue(Dialogue dialogue)
{
    const Json metadata = Json::parse(dialogue.metadata, nullptr, false);
    const ProfileFields::Lookup lookup = [&](const std::string &path) -> std::optional<Json> {
        if (path.empty())
            return std::nullopt;
        if (path.starts_with('@'))
            return knownField(path, dialogue);
        const Result<FieldPath> parsed = FieldPath::parse(path);
        const Json *found = parsed && !metadata.is_discarded() ? parsed->first(metadata) : nullptr;
        return found ? std::optional(*found) : std::nullopt;
    };
    if (!m_profile.taskField.empty() && !moveToTask(m_fields.taskId(lookup), dialogue))
        return false;
    m_fields.readRun(lookup, dialogue);
    if (!m_fields.setOutcome(lookup, dialogue) &&
        !tell(dialogue, "outcome-unreadable",
              "the field \"" + m_profile.outcomeField + "\" holds no outcome by its meaning"))
        return false;
    m_fields.addSurvey(lookup, dialogue);
    return m_output.dialogue(std::move(dialogue));
}

bool ProfiledOutput::moveToTask(const std::string &id, Dialogue &dialogue)
{
    const auto waiting = m_waiting.find(dialogue.task);
    Task task = waiting == m_waiting.end() ? Task{dialogue.task, {}, {}, {}, {}} : waiting->second;
    if (id.empty()) {
        if (!tell(dialogue, "no-task-id",
                  "the field \"" + m_profile.taskField + "\" is not there; the task stays"))
            return false;
    } else {
        const auto [benchmark, domain] = headOf(dialogue.task);
        task.domain = m_context.corpus.domain.empty() ? domain : m_context.corpus.domain;
        task.nativeId = id;
        task.key =
            taskKey(m_context.benchmark.empty() ? benchmark : m_context.benchmark, task.domain, id);
        dialogue.task = task.key;
    }
    return !m_told.insert(task.key).second || m_output.task(task);
}

bool ProfiledOutput::tell(const Dialogue &dialogue, const char *code, const std::string &why)
{
    if (!m_saidOnce.insert(code).second)
        return true;
    return m_output.issue({ImportIssue::Effect::Note, 0, -1, dialogue.nativeId, code, why});
}
} // namespace gapscope
