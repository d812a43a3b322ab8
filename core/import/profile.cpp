// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profile.h"

#include "core/import/field_path.h"

#include <initializer_list>
#include <string_view>

namespace gapscope {
namespace {
std::string pathProblem(std::string_view place, const std::string &path)
{
    if (path.starts_with('@'))
        return {};
    const Result<FieldPath> parsed = FieldPath::parse(path);
    if (parsed)
        return {};
    return std::string(place) + ": \"" + path + "\" is no field path, " + parsed.error().detail;
}

std::string structureProblem(const MappingStructure &structure)
{
    struct Field
    {
        std::string_view place;
        const std::string &path;
    };
    for (const auto &[place, path] :
         {Field{"structure.dialogues", structure.dialogues},
          Field{"structure.turns", structure.turns}, Field{"structure.role", structure.role},
          Field{"structure.text", structure.text}, Field{"structure.time", structure.time},
          Field{"structure.order", structure.order},
          Field{"structure.user_text", structure.userText},
          Field{"structure.agent_text", structure.agentText},
          Field{"structure.dialogue_id", structure.dialogueId}}) {
        if (std::string problem = pathProblem(place, path); !problem.empty())
            return problem;
    }
    const bool isPair = !structure.userText.empty() || !structure.agentText.empty();
    if (isPair && (structure.userText.empty() || structure.agentText.empty()))
        return "structure: user_text and agent_text belong together";
    if (isPair && (!structure.role.empty() || !structure.text.empty()))
        return "structure: there is either one text with its role, or the texts of both sides";
    if (structure.firstSpeaker != Role::User && structure.firstSpeaker != Role::Agent)
        return "structure.first_speaker: only user or agent can begin";
    if (!structure.role.empty() && structure.roles.empty())
        return "structure.roles: no word of the role field says who the user is";
    return {};
}
} // namespace

const char *name(SimulatedSide side)
{
    switch (side) {
    case SimulatedSide::Unsaid:
        return "unsaid";
    case SimulatedSide::User:
        return "user";
    case SimulatedSide::Agent:
        return "agent";
    case SimulatedSide::Both:
        return "both";
    case SimulatedSide::None:
        return "none";
    }
    return "unsaid";
}

const char *name(OutcomeMeaning::Rule rule)
{
    switch (rule) {
    case OutcomeMeaning::Rule::AsRead:
        return "as-read";
    case OutcomeMeaning::Rule::Equals:
        return "equals";
    case OutcomeMeaning::Rule::AtLeast:
        return "at-least";
    case OutcomeMeaning::Rule::OneOf:
        return "one-of";
    }
    return "as-read";
}

std::string problemOf(const MappingProfile &profile)
{
    struct Field
    {
        std::string_view place;
        const std::string &path;
    };
    for (const auto &[place, path] :
         {Field{"fields.task", profile.taskField}, Field{"fields.run", profile.runField},
          Field{"fields.outcome", profile.outcomeField}}) {
        if (std::string problem = pathProblem(place, path); !problem.empty())
            return problem;
    }
    for (const std::string &path : profile.surveyFields) {
        if (std::string problem = pathProblem("fields.survey", path); !problem.empty())
            return problem;
    }
    const OutcomeMeaning &outcome = profile.outcome;
    if (outcome.rule == OutcomeMeaning::Rule::Equals && outcome.values.size() != 1)
        return "outcome.values: \"equals\" needs one value";
    if (outcome.rule == OutcomeMeaning::Rule::OneOf && outcome.values.empty())
        return "outcome.values: \"one-of\" needs at least one value";
    return profile.structure ? structureProblem(*profile.structure) : std::string();
}
} // namespace gapscope
