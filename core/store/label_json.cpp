// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_json.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::json;

template <class Value>
Json orNull(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json();
}

template <class Value>
Json nameOrNull(const std::optional<Value> &value)
{
    return value ? Json(name(*value)) : Json();
}

Json rangeOrNull(const std::optional<TextRange> &range)
{
    return range ? Json{range->begin, range->end} : Json();
}

std::optional<int> maybe(const Json &value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<int>());
}

std::optional<TextRange> maybeRange(const Json &value)
{
    if (value.is_null())
        return std::nullopt;
    return TextRange{value.at(0).get<int>(), value.at(1).get<int>()};
}

std::string wordOf(const Json &value)
{
    return value.is_null() ? std::string() : value.get<std::string>();
}

/// Fields that labels did not have at first; histories of that time lack them.
void readLater(const Json &object, Label &label)
{
    if (!object.contains("kind"))
        return;
    label.kind = labelKind(wordOf(object.at("kind"))).value_or(LabelKind::Divergence);
    label.direction = labelDirection(wordOf(object.at("direction")));
    label.effect = labelEffect(wordOf(object.at("effect")));
    label.onset = object.at("onset").get<bool>();
    label.confidence = maybe(object.at("confidence"));
    label.realSpan = maybeRange(object.at("real_span"));
    label.simSpan = maybeRange(object.at("sim_span"));
    label.origin = labelOrigin(wordOf(object.at("origin"))).value_or(LabelOrigin::Own);
    label.suggestion = wordOf(object.at("suggestion"));
    if (!object.at("spent_ms").is_null())
        label.spentMs = object.at("spent_ms").get<std::int64_t>();
    label.flagged = object.at("flagged").get<bool>();
}
} // namespace

Result<std::string> labelJson(const Label &label)
{
    const Json json{{"id", label.id.value()},
                    {"real", label.realDialogue.value()},
                    {"sim", label.simDialogue.value()},
                    {"real_turn", orNull(label.realTurn)},
                    {"sim_turn", orNull(label.simTurn)},
                    {"code", label.code},
                    {"severity", orNull(label.severity)},
                    {"note", label.note},
                    {"annotator", label.annotator},
                    {"created_ms", label.createdMs},
                    {"changed_ms", label.changedMs},
                    {"revision", label.revision},
                    {"kind", name(label.kind)},
                    {"direction", nameOrNull(label.direction)},
                    {"effect", nameOrNull(label.effect)},
                    {"onset", label.onset},
                    {"confidence", orNull(label.confidence)},
                    {"real_span", rangeOrNull(label.realSpan)},
                    {"sim_span", rangeOrNull(label.simSpan)},
                    {"origin", name(label.origin)},
                    {"suggestion", label.suggestion},
                    {"spent_ms", orNull(label.spentMs)},
                    {"flagged", label.flagged}};
    try {
        return json.dump();
    } catch (const Json::exception &) {
        return Error{ErrorCode::InvalidArgument, label.id.value(), "a text is not UTF-8"};
    }
}

std::optional<Label> labelFromJson(const std::string &json)
{
    try {
        const Json object = Json::parse(json);
        Label label;
        label.id = LabelId{object.at("id").get<std::string>()};
        label.realDialogue = DialogueId{object.at("real").get<std::string>()};
        label.simDialogue = DialogueId{object.at("sim").get<std::string>()};
        label.realTurn = maybe(object.at("real_turn"));
        label.simTurn = maybe(object.at("sim_turn"));
        label.code = object.at("code").get<std::string>();
        label.severity = maybe(object.at("severity"));
        label.note = object.at("note").get<std::string>();
        label.annotator = object.at("annotator").get<std::string>();
        label.createdMs = object.at("created_ms").get<std::int64_t>();
        label.changedMs = object.at("changed_ms").get<std::int64_t>();
        label.revision = object.at("revision").get<int>();
        readLater(object, label);
        return label;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}
} // namespace gapscope
