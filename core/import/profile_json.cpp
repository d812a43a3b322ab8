// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profile_json.h"

#include "core/import/fields.h"

#include <array>
#include <utility>

namespace gapscope {
namespace {
constexpr std::string_view fileFormat = "gapscope-mapping-profile";
constexpr int fileVersion = 1;

constexpr std::array<Role, 5> allRoles{Role::User, Role::Agent, Role::Tool, Role::System,
                                       Role::Note};
constexpr std::array<SimulatedSide, 5> allSides{SimulatedSide::Unsaid, SimulatedSide::User,
                                                SimulatedSide::Agent, SimulatedSide::Both,
                                                SimulatedSide::None};
constexpr std::array<OutcomeMeaning::Rule, 4> allRules{
    OutcomeMeaning::Rule::AsRead, OutcomeMeaning::Rule::Equals, OutcomeMeaning::Rule::AtLeast,
    OutcomeMeaning::Rule::OneOf};
constexpr std::array<CorpusKind, 3> allKinds{CorpusKind::Real, CorpusKind::Simulated,
                                             CorpusKind::SelfDialog};

void put(Json &object, const char *key, const std::string &text)
{
    if (!text.empty())
        object[key] = text;
}

void putObject(Json &object, const char *key, Json inner)
{
    if (!inner.empty())
        object[key] = std::move(inner);
}

Json outcomeJson(const OutcomeMeaning &outcome)
{
    Json json = Json::object();
    if (outcome == OutcomeMeaning())
        return json;
    json["rule"] = name(outcome.rule);
    if (outcome.rule == OutcomeMeaning::Rule::AtLeast)
        json["at_least"] = outcome.atLeast;
    if (!outcome.values.empty())
        json["values"] = outcome.values;
    return json;
}

Json structureJson(const MappingStructure &structure)
{
    Json json = Json::object();
    put(json, "dialogues", structure.dialogues);
    put(json, "turns", structure.turns);
    put(json, "dialogue_id", structure.dialogueId);
    put(json, "role", structure.role);
    put(json, "text", structure.text);
    put(json, "user_text", structure.userText);
    put(json, "agent_text", structure.agentText);
    put(json, "time", structure.time);
    put(json, "order", structure.order);
    if (structure.firstSpeaker != Role::User)
        json["first_speaker"] = name(structure.firstSpeaker);
    Json roles = Json::object();
    for (const auto &[word, role] : structure.roles)
        roles[word] = name(role);
    putObject(json, "roles", std::move(roles));
    return json;
}

/// Takes members out of an object; the first fault is kept, and what is left over is one.
class Members
{
public:
    Members(const Json &object, std::string place, std::optional<Error> &fault)
        : m_object(object), m_place(std::move(place)), m_fault(fault)
    {
        if (!object.is_object())
            fail(m_place, "must be an object");
    }
    ~Members()
    {
        if (m_fault || !m_object.is_object())
            return;
        for (const auto &[key, value] : m_object.items()) {
            bool known = false;
            for (const std::string &taken : m_taken)
                known = known || taken == key;
            if (!known)
                fail(place(key), "there is no such member");
        }
    }
    Members(const Members &) = delete;
    Members &operator=(const Members &) = delete;

    const Json *take(const char *key)
    {
        m_taken.emplace_back(key);
        return member(m_object, key);
    }
    std::string place(const std::string &key) const
    {
        return m_place.empty() ? key : m_place + "." + key;
    }
    void fail(std::string where, std::string why)
    {
        if (!m_fault)
            m_fault = Error{ErrorCode::InputMalformed, std::move(where), std::move(why)};
    }

    void text(const char *key, std::string &into)
    {
        const Json *value = take(key);
        if (!value)
            return;
        if (value->is_string())
            into = value->get<std::string>();
        else
            fail(place(key), "must be text");
    }
    void texts(const char *key, std::vector<std::string> &into)
    {
        const Json *value = take(key);
        if (!value)
            return;
        if (!value->is_array())
            return fail(place(key), "must be a list of texts");
        for (const Json &each : *value) {
            if (!each.is_string())
                return fail(place(key), "must be a list of texts");
            into.push_back(each.get<std::string>());
        }
    }
    template <class Enum, std::size_t Size>
    void oneOf(const char *key, const std::array<Enum, Size> &all, Enum &into)
    {
        if (const Json *value = take(key))
            word(place(key), *value, all, into);
    }
    template <class Enum, std::size_t Size>
    void word(const std::string &where, const Json &value, const std::array<Enum, Size> &all,
              Enum &into)
    {
        std::string names;
        for (const Enum each : all) {
            if (value.is_string() && value.get_ref<const std::string &>() == name(each)) {
                into = each;
                return;
            }
            names += (names.empty() ? "" : ", ") + std::string(name(each));
        }
        fail(where, dumped(value).substr(0, 60) + " is none of " + names);
    }

private:
    const Json &m_object;
    std::string m_place;
    std::optional<Error> &m_fault;
    std::vector<std::string> m_taken;
};

void readCorpus(const Json &json, MappingProfile &profile, std::optional<Error> &fault)
{
    Members corpus(json, "corpus", fault);
    CorpusKind kind = CorpusKind::Unknown;
    corpus.oneOf("kind", allKinds, kind);
    if (kind != CorpusKind::Unknown)
        profile.kind = kind;
    corpus.text("label", profile.label);
    corpus.text("domain", profile.domain);
    corpus.text("benchmark", profile.benchmark);
    corpus.oneOf("simulated_side", allSides, profile.simulatedSide);
    if (const Json *swap = corpus.take("swap_roles")) {
        if (swap->is_boolean())
            profile.swapRoles = swap->get<bool>();
        else
            corpus.fail("corpus.swap_roles", "must be true or false");
    }
}

void readOutcome(const Json &json, OutcomeMeaning &outcome, std::optional<Error> &fault)
{
    Members members(json, "outcome", fault);
    members.oneOf("rule", allRules, outcome.rule);
    members.texts("values", outcome.values);
    if (const Json *least = members.take("at_least")) {
        if (least->is_number())
            outcome.atLeast = least->get<double>();
        else
            members.fail("outcome.at_least", "must be a number");
    }
}

void readStructure(const Json &json, MappingStructure &structure, std::optional<Error> &fault)
{
    Members members(json, "structure", fault);
    members.text("dialogues", structure.dialogues);
    members.text("turns", structure.turns);
    members.text("dialogue_id", structure.dialogueId);
    members.text("role", structure.role);
    members.text("text", structure.text);
    members.text("user_text", structure.userText);
    members.text("agent_text", structure.agentText);
    members.text("time", structure.time);
    members.text("order", structure.order);
    members.oneOf("first_speaker", allRoles, structure.firstSpeaker);
    const Json *roles = members.take("roles");
    if (roles && !roles->is_object())
        return members.fail("structure.roles", "must be an object of word and role");
    if (!roles)
        return;
    for (const auto &[word, value] : roles->items()) {
        Role role = Role::Note;
        members.word("structure.roles." + word, value, allRoles, role);
        structure.roles[word] = role;
    }
}

void readProfile(const Json &json, MappingProfile &profile, std::optional<Error> &fault)
{
    Members members(json, "", fault);
    members.take("format");
    members.take("version");
    members.text("name", profile.name);
    members.text("importer", profile.format);
    if (const Json *corpus = members.take("corpus"))
        readCorpus(*corpus, profile, fault);
    if (const Json *fields = members.take("fields")) {
        Members inside(*fields, "fields", fault);
        inside.text("task", profile.taskField);
        inside.text("run", profile.runField);
        inside.text("outcome", profile.outcomeField);
        inside.texts("survey", profile.surveyFields);
    }
    if (const Json *outcome = members.take("outcome"))
        readOutcome(*outcome, profile.outcome, fault);
    if (const Json *structure = members.take("structure"))
        readStructure(*structure, profile.structure.emplace(), fault);
    if (const Json *signature = members.take("signature")) {
        Members inside(*signature, "signature", fault);
        inside.text("shape", profile.signature.shape);
        inside.texts("fields", profile.signature.fields);
    }
}
} // namespace

std::string profileJson(const MappingProfile &profile)
{
    Json corpus = Json::object();
    if (profile.kind)
        corpus["kind"] = name(*profile.kind);
    put(corpus, "label", profile.label);
    put(corpus, "domain", profile.domain);
    put(corpus, "benchmark", profile.benchmark);
    if (profile.simulatedSide != SimulatedSide::Unsaid)
        corpus["simulated_side"] = name(profile.simulatedSide);
    if (profile.swapRoles)
        corpus["swap_roles"] = *profile.swapRoles;
    Json fields = Json::object();
    put(fields, "task", profile.taskField);
    put(fields, "run", profile.runField);
    put(fields, "outcome", profile.outcomeField);
    if (!profile.surveyFields.empty())
        fields["survey"] = profile.surveyFields;

    Json json{{"format", fileFormat}, {"version", fileVersion}, {"name", profile.name}};
    put(json, "importer", profile.format);
    putObject(json, "corpus", std::move(corpus));
    putObject(json, "fields", std::move(fields));
    putObject(json, "outcome", outcomeJson(profile.outcome));
    if (profile.structure)
        json["structure"] = structureJson(*profile.structure);
    if (!profile.signature.shape.empty())
        json["signature"] =
            Json{{"shape", profile.signature.shape}, {"fields", profile.signature.fields}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<MappingProfile> profileFromJson(std::string_view text)
{
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error &error) {
        return Error{ErrorCode::InputMalformed, "byte " + std::to_string(error.byte), "no JSON"};
    }
    if (textOf(member(json, "format")) != fileFormat)
        return Error{ErrorCode::InputMalformed, "format",
                     "must be \"" + std::string(fileFormat) + "\"; this is no mapping profile"};
    const std::optional<int> version = integerOf(member(json, "version"));
    if (!version || *version < 1)
        return Error{ErrorCode::InputMalformed, "version", "must be a whole number from 1 on"};
    if (*version > fileVersion)
        return Error{ErrorCode::InputMalformed, "version",
                     "the profile is of version " + std::to_string(*version) +
                         ", this program reads up to " + std::to_string(fileVersion)};
    MappingProfile profile;
    std::optional<Error> fault;
    readProfile(json, profile, fault);
    if (fault)
        return *fault;
    if (const std::string problem = problemOf(profile); !problem.empty()) {
        const std::size_t colon = problem.find(": ");
        return Error{ErrorCode::InputMalformed, problem.substr(0, colon),
                     problem.substr(colon + 2)};
    }
    return profile;
}
} // namespace gapscope
