// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/anchor_report.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;
constexpr const char *type = "anchor";

AnchorRecord recordOf(const Json &json)
{
    AnchorRecord record;
    record.anchor.realDialogue = DialogueId{json.at("real_dialogue").get<std::string>()};
    record.anchor.simDialogue = DialogueId{json.at("sim_dialogue").get<std::string>()};
    record.anchor.realTurn = json.at("real_turn").get<int>();
    record.anchor.simTurn = json.at("sim_turn").get<int>();
    const std::string kind = json.at("kind").get<std::string>();
    if (kind != name(Anchor::Kind::Pin) && kind != name(Anchor::Kind::Forbid))
        throw std::invalid_argument("unknown kind " + kind);
    record.anchor.kind = kind == name(Anchor::Kind::Pin) ? Anchor::Kind::Pin : Anchor::Kind::Forbid;
    record.by = json.at("by").get<std::string>();
    record.atMs = json.at("at_ms").get<std::int64_t>();
    return record;
}
} // namespace

std::string anchorsJsonl(const std::vector<AnchorRecord> &records, const std::string &version)
{
    std::string out;
    for (const AnchorRecord &record : records) {
        Json json;
        json["type"] = type;
        json["kind"] = name(record.anchor.kind);
        json["task"] = record.task.value();
        json["real_dialogue"] = record.anchor.realDialogue.value();
        json["real_id"] = record.realNativeId;
        json["real_corpus"] = record.realLabel;
        json["real_turn"] = record.anchor.realTurn;
        json["real_text"] = record.realText;
        json["sim_dialogue"] = record.anchor.simDialogue.value();
        json["sim_id"] = record.simNativeId;
        json["sim_corpus"] = record.simLabel;
        json["sim_turn"] = record.anchor.simTurn;
        json["sim_text"] = record.simText;
        json["by"] = record.by;
        json["at_ms"] = record.atMs;
        json["program"] = "gapscope " + version;
        out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
        out += '\n';
    }
    return out;
}

Result<std::vector<AnchorRecord>> anchorsFromJsonl(std::string_view text)
{
    std::vector<AnchorRecord> records;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        try {
            const Json json = Json::parse(line);
            if (json.is_object() && json.value("type", std::string()) == type)
                records.push_back(recordOf(json));
            else if (!json.is_object() || !json.contains("code"))
                throw std::invalid_argument("neither an anchor nor a label");
        } catch (const std::exception &error) {
            return Error{ErrorCode::InputMalformed, "line " + std::to_string(number), error.what()};
        }
    }
    return records;
}
} // namespace gapscope
