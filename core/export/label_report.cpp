// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/label_report.h"

#include "core/label/label_fields.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

/// The label's own fields with what else helps to find its place, in the order of the columns.
Json fields(const LabelRecord &record, const LabelScheme &scheme, const std::string &version)
{
    Json own;
    addLabelFields(own, record.label);
    const LabelCode *code = scheme.find(record.label.code);
    Json json;
    for (auto it = own.begin(); it != own.end(); ++it) {
        json[it.key()] = it.value();
        if (it.key() == "id") {
            json["task"] = record.task.value();
        } else if (it.key() == "real_dialogue") {
            json["real_id"] = record.realNativeId;
            json["real_corpus"] = record.realLabel;
        } else if (it.key() == "real_turn") {
            json["real_text"] = record.realText;
        } else if (it.key() == "sim_dialogue") {
            json["sim_id"] = record.simNativeId;
            json["sim_corpus"] = record.simLabel;
        } else if (it.key() == "sim_turn") {
            json["sim_text"] = record.simText;
        } else if (it.key() == "code") {
            json["name"] = code ? Json(code->name) : Json(nullptr);
        }
    }
    json["scheme"] = scheme.id;
    json["scheme_version"] = scheme.version;
    json["program"] = "gapscope " + version;
    return json;
}

std::string lineOf(Json json, const LabelFileMarks &marks)
{
    if (marks.redacted)
        json["redacted"] = true;
    if (marks.pseudonyms)
        json["pseudonyms"] = true;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
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

std::string labelFileHead(const LabelScheme &scheme, const std::string &version)
{
    return lineOf(Json{{"gapscope", "labels"},
                       {"format", labelFileFormat},
                       {"program", "gapscope " + version},
                       {"scheme", scheme.id},
                       {"scheme_version", scheme.version}},
                  {});
}

std::string labelLine(const LabelRecord &record, const LabelScheme &scheme,
                      const std::string &version, const LabelFileMarks &marks)
{
    Json json = fields(record, scheme, version);
    if (!record.earlier.empty())
        json["earlier"] = record.earlier;
    return lineOf(std::move(json), marks);
}

std::string removalLine(const LabelRemoval &removal, const LabelScheme &scheme,
                        const LabelFileMarks &marks)
{
    Json json{{"id", removal.id.value()},        {"removed", true},  {"revision", removal.revision},
              {"changed_ms", removal.changedMs}, {"by", removal.by}, {"scheme", scheme.id},
              {"scheme_version", scheme.version}};
    return lineOf(std::move(json), marks);
}

std::string labelsJsonl(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                        const std::string &version)
{
    std::string out;
    for (const LabelRecord &record : records)
        out += labelLine(record, scheme, version);
    return out;
}

std::string labelsCsvHead(const LabelScheme &scheme, const std::string &version)
{
    // From the same list as the cells, so that the two cannot drift apart.
    std::string out;
    const Json head = fields(LabelRecord{}, scheme, version);
    for (auto it = head.begin(); it != head.end(); ++it)
        out += (it == head.begin() ? "" : ",") + it.key();
    return out + '\n';
}

std::string labelCsvRow(const LabelRecord &record, const LabelScheme &scheme,
                        const std::string &version)
{
    std::string out;
    const Json row = fields(record, scheme, version);
    for (auto it = row.begin(); it != row.end(); ++it)
        out += (it == row.begin() ? "" : ",") + csvCell(it.value());
    return out + '\n';
}

std::string labelsCsv(const std::vector<LabelRecord> &records, const LabelScheme &scheme,
                      const std::string &version)
{
    std::string out = labelsCsvHead(scheme, version);
    for (const LabelRecord &record : records)
        out += labelCsvRow(record, scheme, version);
    return out;
}
} // namespace gapscope
