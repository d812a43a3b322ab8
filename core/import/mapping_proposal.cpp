// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/mapping_proposal.h"

#include "core/import/chat_messages.h"
#include "core/import/field_list.h"
#include "core/import/field_path.h"
#include "core/import/fields.h"
#include "core/import/mapping_walk.h"
#include "core/import/profile_signature.h"
#include "core/import/sample_records.h"
#include "core/import/turn_lists.h"

#include <algorithm>
#include <map>
#include <set>

namespace gapscope {
namespace {
/// The first field of a dialogue, or of its turns, that has one of these names.
std::string named(const std::vector<FieldSample> &fields,
                  std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        for (const FieldSample &field : fields) {
            if (field.type != "list" && field.type != "object" && field.type != "nothing" &&
                nameOfField(field.path) == name)
                return field.path;
        }
    }
    return {};
}

std::vector<FieldSample> withoutLists(std::vector<FieldSample> fields)
{
    std::erase_if(fields, [](const FieldSample &field) {
        const Result<FieldPath> path = FieldPath::parse(field.path);
        return !path || std::any_of(path->steps().begin(), path->steps().end(),
                                    [](const FieldPath::Step &step) {
                                        return step.kind != FieldPath::Kind::Member;
                                    });
    });
    return fields;
}

/// The fields of a dialogue that names settle: id, task, run, outcome, questionnaire.
void nameTurnFields(MappingStructure &structure, const std::vector<FieldSample> &fields)
{
    structure.time = named(fields, {"timestamp", "time", "created_at", "date", "ts"});
    structure.order = named(fields, {"turn", "turn_id", "turn_idx", "turn_index", "turn_number",
                                     "message_index", "index", "position", "turn_no"});
}

void nameFields(MappingProfile &profile, const Json &dialogue,
                const std::vector<const Json *> &turns)
{
    MappingStructure &structure = *profile.structure;
    std::vector<FieldSample> own = withoutLists(listFields(dialogue));
    const bool isLoose = structure.turns.empty() || turns.empty();
    nameTurnFields(structure, isLoose ? own : withoutLists(listFields(*turns.front())));
    const bool isMember = structure.dialogues.ends_with('*');
    structure.dialogueId =
        named(own, {"conversation_id", "dialogue_id", "dialog_id", "conv_id", "convo_id", "chat_id",
                    "session_id", "thread_id", "conversation", "dialogue", "session"});
    if (structure.dialogueId.empty() && isMember)
        structure.dialogueId = "@key";
    if (structure.dialogueId.empty() && !structure.turns.empty())
        structure.dialogueId = named(own, {"id", "uuid", "_id"});
    profile.taskField = named(own, {"task_id", "task", "scenario_id", "scenario", "goal_id",
                                    "instruction_id", "task_name", "case_id"});
    profile.runField = named(own, {"trial", "run", "run_id", "annotator", "annotator_id", "batch",
                                   "worker_id", "repetition"});
    profile.outcomeField = named(own, {"reward", "success", "score", "outcome", "result",
                                       "task_success", "solved", "is_success"});
    for (const std::string_view name : {"survey", "questionnaire", "ratings", "feedback"}) {
        if (const Json *survey = member(dialogue, name); survey && survey->is_object())
            profile.surveyFields.emplace_back(name);
    }
}

void fillRoles(MappingStructure &structure, const std::vector<RoleWordSeen> &words)
{
    for (const RoleWordSeen &word : words) {
        if (word.role)
            structure.roles[word.word] = *word.role;
    }
    const auto count = [&](Role role) {
        return std::count_if(structure.roles.begin(), structure.roles.end(),
                             [&](const auto &known) { return known.second == role; });
    };
    // One side is known and one word is left: it is the other side.
    std::vector<std::string> unknown;
    for (const RoleWordSeen &word : words) {
        if (!word.role)
            unknown.push_back(word.word);
    }
    if (unknown.size() == 1 && count(Role::User) == 0 && count(Role::Agent) > 0)
        structure.roles[unknown.front()] = Role::User;
    else if (unknown.size() == 1 && count(Role::Agent) == 0 && count(Role::User) > 0)
        structure.roles[unknown.front()] = Role::Agent;
}

void propose(MappingProposal &proposal, const TurnListCandidate &candidate,
             const SampleRecords &sample)
{
    MappingStructure &structure = proposal.profile.structure.emplace();
    structure.dialogues = candidate.dialogues;
    structure.turns = candidate.turns;
    const MappingPaths paths(proposal.profile);
    std::vector<const Json *> turns;
    Json dialogue;
    for (const Json &record : sample.records) {
        for (const MappingPaths::Place &place : paths.dialogues(record)) {
            if (dialogue.is_null())
                dialogue = *place.value;
            for (const Json *turn : paths.turns(*place.value))
                turns.push_back(turn);
        }
    }
    const auto pair = turns.empty() ? std::nullopt : sidesOf(turns);
    if (!candidate.roles.empty())
        structure.role = candidate.roles.front();
    if (structure.role.empty() && pair) {
        structure.userText = pair->first;
        structure.agentText = pair->second;
    } else {
        for (const std::string &text : candidate.texts) {
            if (text == structure.role)
                continue;
            structure.text = text;
            break;
        }
    }
    nameFields(proposal.profile, dialogue, turns);
}

std::string lackingIn(const MappingProposal &proposal)
{
    const MappingStructure &structure = *proposal.profile.structure;
    const auto has = [&](Role role) {
        return std::any_of(structure.roles.begin(), structure.roles.end(),
                           [&](const auto &known) { return known.second == role; });
    };
    if (!structure.role.empty() && !has(Role::User))
        return "no word of the role field \"" + structure.role + "\" is known to be the user";
    if (structure.turns.empty() && structure.text.empty() && structure.userText.empty())
        return "no field holds the text of the turns";
    return {};
}

MappingProposal proposed(const Probe &probe, const std::optional<TurnListCandidate> &wanted)
{
    MappingProposal proposal;
    const SampleRecords sample = sampleOf(probe);
    proposal.profile.signature = signatureOf(probe);
    proposal.profile.format = "mapped";
    if (sample.records.empty()) {
        proposal.lacking = "the file holds no records";
        return proposal;
    }
    proposal.fields = fieldsOf(sample);
    proposal.candidates = turnLists(sample);
    const TurnListCandidate *chosen =
        proposal.candidates.empty() ? nullptr : &proposal.candidates.front();
    for (const TurnListCandidate &candidate : proposal.candidates) {
        if (wanted && candidate.dialogues == wanted->dialogues && candidate.turns == wanted->turns)
            chosen = &candidate;
    }
    if (!chosen) {
        proposal.profile.structure.emplace();
        proposal.lacking = "no list in the file looks like turns of a dialogue";
        return proposal;
    }
    propose(proposal, *chosen, sample);
    proposal.roleWords = roleWordsOf(probe, *proposal.profile.structure);
    fillRoles(*proposal.profile.structure, proposal.roleWords);
    proposal.lacking = lackingIn(proposal);
    return proposal;
}
} // namespace

std::vector<RoleWordSeen> roleWordsOf(const Probe &probe, const MappingStructure &structure)
{
    MappingProfile profile;
    profile.structure = structure;
    const MappingPaths paths(profile);
    std::vector<RoleWordSeen> words;
    if (structure.role.empty())
        return words;
    for (const Json &record : sampleOf(probe).records) {
        for (const MappingPaths::Place &place : paths.dialogues(record)) {
            for (const Json *turn : paths.turns(*place.value)) {
                const Json *word = paths.role().first(*turn);
                if (!word)
                    continue;
                const std::string text = textOf(word);
                const auto known =
                    std::find_if(words.begin(), words.end(),
                                 [&](const RoleWordSeen &seen) { return seen.word == text; });
                if (known == words.end())
                    words.push_back({text, 1, roleOf(text)});
                else
                    ++known->seen;
            }
        }
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const RoleWordSeen &a, const RoleWordSeen &b) { return a.seen > b.seen; });
    return words;
}

MappingProposal proposeMapping(const Probe &probe)
{
    return proposed(probe, std::nullopt);
}

MappingProposal proposeMapping(const Probe &probe, const std::string &dialogues,
                               const std::string &turns)
{
    TurnListCandidate wanted;
    wanted.dialogues = dialogues;
    wanted.turns = turns;
    return proposed(probe, wanted);
}

Result<MappingProposal> proposeMapping(const std::string &path)
{
    const Result<Probe> probe = probeFile(path);
    if (!probe)
        return probe.error();
    return proposed(*probe, std::nullopt);
}

Result<MappingProposal> proposeMapping(const std::string &path, const std::string &dialogues,
                                       const std::string &turns)
{
    const Result<Probe> probe = probeFile(path);
    if (!probe)
        return probe.error();
    return proposeMapping(*probe, dialogues, turns);
}
} // namespace gapscope
