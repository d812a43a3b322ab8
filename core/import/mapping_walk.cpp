// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/mapping_walk.h"

#include "core/import/fields.h"

namespace gapscope {
namespace {
FieldPath parsed(const std::string &path)
{
    Result<FieldPath> result = FieldPath::parse(path);
    return result ? std::move(*result) : FieldPath();
}

void gather(const Json &value, const FieldPath &path, std::size_t at, const std::string &key,
            std::vector<MappingPaths::Place> &places)
{
    if (at == path.steps().size()) {
        places.push_back({&value, key});
        return;
    }
    const FieldPath::Step &step = path.steps()[at];
    switch (step.kind) {
    case FieldPath::Kind::Member:
        if (const Json *found = member(value, step.name))
            gather(*found, path, at + 1, key, places);
        return;
    case FieldPath::Kind::Element:
        if (const std::size_t number = std::stoul(step.name);
            value.is_array() && number < value.size())
            gather(value[number], path, at + 1, key, places);
        return;
    case FieldPath::Kind::Elements:
        if (!value.is_array())
            return;
        for (const Json &element : value)
            gather(element, path, at + 1, key, places);
        return;
    case FieldPath::Kind::Members:
        if (!value.is_object())
            return;
        for (const auto &[name, element] : value.items())
            gather(element, path, at + 1, key.empty() ? name : key + "/" + name, places);
        return;
    }
}
} // namespace

MappingPaths::MappingPaths(const MappingProfile &profile)
{
    const MappingStructure structure = profile.structure.value_or(MappingStructure());
    m_dialogues = parsed(structure.dialogues);
    m_turns = parsed(structure.turns);
    m_hasTurns = !structure.turns.empty();
    m_role = parsed(structure.role);
    m_text = parsed(structure.text);
    m_userText = parsed(structure.userText);
    m_agentText = parsed(structure.agentText);
    m_time = parsed(structure.time);
    m_order = parsed(structure.order);
}

std::vector<MappingPaths::Place> MappingPaths::dialogues(const Json &record) const
{
    std::vector<Place> places;
    gather(record, m_dialogues, 0, {}, places);
    return places;
}

std::vector<const Json *> MappingPaths::turns(const Json &dialogue) const
{
    if (!m_hasTurns)
        return {&dialogue};
    std::vector<const Json *> turns;
    for (const Json *found : m_turns.all(dialogue)) {
        if (!found->is_array()) {
            turns.push_back(found);
            continue;
        }
        for (const Json &element : *found)
            turns.push_back(&element);
    }
    return turns;
}

std::optional<Json> MappingPaths::field(const std::string &path, const Place &dialogue) const
{
    if (path.empty())
        return std::nullopt;
    if (path == "@key")
        return dialogue.key.empty() ? std::nullopt : std::optional<Json>(Json(dialogue.key));
    const FieldPath steps = parsed(path);
    if (const Json *own = steps.first(*dialogue.value))
        return *own;
    if (!m_hasTurns)
        return std::nullopt;
    for (const Json *turn : turns(*dialogue.value)) {
        if (const Json *found = steps.first(*turn))
            return *found;
    }
    return std::nullopt;
}
} // namespace gapscope
