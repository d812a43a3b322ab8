// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_json.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::json;

Json orNull(const std::optional<int> &value)
{
    return value ? Json(*value) : Json();
}

std::optional<int> maybe(const Json &value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<int>());
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
                    {"revision", label.revision}};
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
        return label;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}
} // namespace gapscope
