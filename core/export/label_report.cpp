// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/label_report.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

template <class Value>
Json optionalInt(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

template <class Value>
Json optionalName(const std::optional<Value> &value)
{
    return value ? Json(name(*value)) : Json(nullptr);
}

void addSpan(Json &json, const char *begin, const char *end, const std::optional<TextRange> &span)
{
    json[begin] = span ? Json(span->begin) : Json(nullptr);
    json[end] = span ? Json(span->end) : Json(nullptr);
}

Json fields(const LabelRecord &record, const LabelScheme &scheme, const std::string &version)
{
    const Label &label = record.label;
    const LabelCode *code = scheme.find(label.code);
    Json json;
    json["id"] = label.id.value();
    json["task"] = record.task.value();
    json["real_dialogue"] = label.realDialogue.value();
    json["real_id"] = record.realNativeId;
    json["real_corpus"] = record.realLabel;
    json["real_turn"] = optionalInt(label.realTurn);
    json["real_text"] = record.realText;
    json["sim_dialogue"] = label.simDialogue.value();
    json["sim_id"] = record.simNativeId;
    json["sim_corpus"] = record.simLabel;
    json["sim_turn"] = optionalInt(label.simTurn);
    json["sim_text"] = record.simText;
    json["code"] = label.code;
    json["name"] = code ? Json(code->name) : Json(nullptr);
    json["severity"] = optionalInt(label.severity);
    json["note"] = label.note;
    json["annotator"] = label.annotator;
    json["created_ms"] = label.createdMs;
    json["changed_ms"] = label.changedMs;
    json["revision"] = label.revision;
    json["kind"] = name(label.kind);
    json["direction"] = optionalName(label.direction);
    json["effect"] = optionalName(label.effect);
    json["onset"] = label.onset;
    json["confidence"] = optionalInt(label.confidence);
    addSpan(json, "real_begin", "real_end", label.realSpan);
    addSpan(json, "sim_begin", "sim_end", label.simSpan);
    json["origin"] = name(label.origin);
    json["suggestion"] = label.suggestion;
    json["spent_ms"] = optionalInt(label.spentMs);
    json["flagged"] = label.flagged;
    json["scheme"] = scheme.id;
    json["scheme_version"] = scheme.version;
    json["program"] = "gapscope " + version;
    return json;
}

std::string csvCell(const Json &value)
{
    std::string text;
    if (value.is_string())
        text = value.get<std::string>();
    else if (!value.is_null())
        text = value.dump();
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char byte : text) {
        quoted += byte;
        if (byte == '"')
            quoted += '"';
    }
    return quoted + '"';
}
} // namespace

std::string labelsJsonl(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                        const std::string &version)
{
    std::string out;
    for (const LabelRecord &record : records) {
        out += fields(record, scheme, version).dump(-1, ' ', false, Json::error_handler_t::replace);
        out += '\n';
    }
    return out;
}

std::string labelsCsv(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                      const std::string &version)
{
    // The header comes from the same list as the cells, so that the two cannot drift apart.
    std::string out;
    const Json head = fields(LabelRecord{}, scheme, version);
    for (auto it = head.begin(); it != head.end(); ++it)
        out += (it == head.begin() ? "" : ",") + it.key();
    out += '\n';
    for (const LabelRecord &record : records) {
        const Json row = fields(record, scheme, version);
        for (auto it = row.begin(); it != row.end(); ++it)
            out += (it == row.begin() ? "" : ",") + csvCell(it.value());
        out += '\n';
    }
    return out;
}
} // namespace gapscope
