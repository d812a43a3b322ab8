// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"
#include "core/import/importer.h"
#include "core/import/profile_fields.h"

#include <unordered_map>
#include <unordered_set>

namespace gapscope {
/// Puts the fields of a profile over what the importer of a known format gives: its task, run,
/// outcome and questionnaire. Without such fields everything passes as it is.
class ProfiledOutput final : public ImportOutput
{
public:
    /// All must outlive it.
    ProfiledOutput(const MappingProfile &profile, const ImportContext &context,
                   ImportOutput &output)
        : m_profile(profile), m_context(context), m_output(output), m_fields(profile)
    {}

    bool task(const Task &task) override;
    /// Marks of a task that the profile names anew are dropped: they may be of several.
    bool taskMark(const TaskKey &task, const std::string &type, const std::string &value) override
    {
        return !m_profile.taskField.empty() || m_output.taskMark(task, type, value);
    }
    bool dialogue(Dialogue dialogue) override;
    bool survey(ComparableSurvey survey) override { return m_output.survey(std::move(survey)); }
    bool difficulty(const std::map<std::string, double> &difficulty) override
    {
        return m_output.difficulty(difficulty);
    }
    bool issue(ImportIssue issue) override { return m_output.issue(std::move(issue)); }
    bool progress(std::int64_t bytes) override { return m_output.progress(bytes); }
    bool rest() override { return m_output.rest(); }

private:
    bool moveToTask(const std::string &id, Dialogue &dialogue);
    bool tell(const Dialogue &dialogue, const char *code, const std::string &why);

    const MappingProfile &m_profile;
    const ImportContext &m_context;
    ImportOutput &m_output;
    ProfileFields m_fields;
    /// Tasks of the importer, kept back until it is known which of them are used.
    std::unordered_map<TaskKey, Task> m_waiting;
    std::unordered_set<TaskKey> m_told;
    std::unordered_set<std::string> m_saidOnce;
};
} // namespace gapscope
