// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_scheme.h"

#include "core/base/embedded.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <set>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

Error malformed(std::string detail)
{
    return Error{ErrorCode::InputMalformed, "label scheme", std::move(detail)};
}

std::string text(const Json &object, const char *field)
{
    const auto found = object.find(field);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag(const Json &object, const char *field, bool otherwise)
{
    const auto found = object.find(field);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

/// The list of this name; empty where it is missing.
Json list(const Json &object, const char *field)
{
    const auto found = object.find(field);
    return found != object.end() && found->is_array() ? *found : Json::array();
}

bool isKey(const std::string &key)
{
    return key.size() == 1 &&
           ((key[0] >= '0' && key[0] <= '9') || (key[0] >= 'a' && key[0] <= 'z'));
}

Result<void> readFields(const Json &code, const char *names, FieldUse use, LabelCode &into)
{
    for (const Json &entry : list(code, names)) {
        const auto field = entry.is_string() ? labelField(entry.get<std::string>()) : std::nullopt;
        if (!field)
            return malformed("code " + into.code + " names an unknown field " + entry.dump());
        if (into.fieldUse(*field) != FieldUse::Optional)
            return malformed("code " + into.code + " names the field " + name(*field) + " twice");
        into.setFieldUse(*field, use);
    }
    return {};
}

Result<LabelCode> readCode(const Json &json)
{
    LabelCode code;
    code.code = text(json, "code");
    code.group = text(json, "group");
    code.name = text(json, "name");
    code.definition = text(json, "definition");
    code.use = text(json, "use");
    code.avoid = text(json, "avoid");
    code.key = text(json, "key");
    code.retired = flag(json, "retired", false);
    code.mergedInto = text(json, "merged_into");
    for (const auto &[field, use] :
         {std::pair{"required", FieldUse::Required}, std::pair{"off", FieldUse::Off}}) {
        if (auto read = readFields(json, field, use, code); !read)
            return read.error();
    }
    return code;
}

Json fieldList(const LabelCode &code, FieldUse use)
{
    Json names = Json::array();
    for (const LabelField field : labelFields) {
        if (code.fieldUse(field) == use)
            names.push_back(name(field));
    }
    return names;
}

Json codeJson(const LabelCode &code)
{
    Json json{{"code", code.code}, {"group", code.group},
              {"name", code.name}, {"definition", code.definition},
              {"use", code.use},   {"avoid", code.avoid}};
    if (!code.key.empty())
        json["key"] = code.key;
    if (code.retired)
        json["retired"] = true;
    if (!code.mergedInto.empty())
        json["merged_into"] = code.mergedInto;
    for (const auto &[field, use] :
         {std::pair{"required", FieldUse::Required}, std::pair{"off", FieldUse::Off}}) {
        if (Json names = fieldList(code, use); !names.empty())
            json[field] = std::move(names);
    }
    return json;
}

/// Whether the merges from this code on end at a code that is not merged itself.
bool endsSomewhere(const LabelScheme &scheme, const LabelCode &from)
{
    const LabelCode *at = &from;
    for (std::size_t steps = 0; at && !at->mergedInto.empty(); ++steps) {
        if (steps > scheme.codes.size())
            return false;
        at = scheme.find(at->mergedInto);
    }
    return at != nullptr;
}
} // namespace

Result<void> checkLabelScheme(const LabelScheme &scheme)
{
    if (scheme.id.empty() || scheme.version < 1 || scheme.codes.empty())
        return malformed("id, version or codes are missing");
    std::set<std::string> groups;
    for (const LabelGroup &group : scheme.groups) {
        if (group.id.empty() || !groups.insert(group.id).second)
            return malformed("group " + group.id + " has no id or stands twice");
    }
    std::set<std::string> codes;
    std::set<std::string> keys;
    for (const LabelCode &code : scheme.codes) {
        if (code.code.empty() || code.name.empty())
            return malformed("a code without code or name");
        if (!codes.insert(code.code).second)
            return malformed("code " + code.code + " stands twice");
        if (!code.key.empty() && !isKey(code.key))
            return malformed("key " + code.key + " is not one digit or small letter");
        if (!code.key.empty() && !keys.insert(code.key).second)
            return malformed("key " + code.key + " stands twice");
        if (!groups.contains(code.group))
            return malformed("code " + code.code + " is of an unknown group");
        if (!code.mergedInto.empty() && !code.retired)
            return malformed("code " + code.code + " is merged but not retired");
        if (!endsSomewhere(scheme, code))
            return malformed("code " + code.code + " is merged into no code");
    }
    return {};
}

const LabelCode *LabelScheme::find(std::string_view code) const
{
    const auto found = std::find_if(codes.begin(), codes.end(),
                                    [&](const LabelCode &entry) { return entry.code == code; });
    return found == codes.end() ? nullptr : &*found;
}

const LabelCode *LabelScheme::current(std::string_view code) const
{
    const LabelCode *at = find(code);
    for (std::size_t steps = 0; at && at->retired; ++steps)
        at = at->mergedInto.empty() || steps > codes.size() ? nullptr : find(at->mergedInto);
    return at;
}

const char *name(LabelField field)
{
    switch (field) {
    case LabelField::Severity:
        return "severity";
    case LabelField::Direction:
        return "direction";
    case LabelField::Effect:
        return "effect";
    case LabelField::Confidence:
        return "confidence";
    case LabelField::Span:
        return "span";
    case LabelField::Note:
        return "note";
    }
    return "note";
}

std::optional<LabelField> labelField(std::string_view text)
{
    for (const LabelField field : labelFields) {
        if (text == name(field))
            return field;
    }
    return std::nullopt;
}

Result<LabelScheme> parseLabelScheme(std::string_view json)
{
    const Json document = Json::parse(json, nullptr, false);
    if (!document.is_object())
        return malformed("not a JSON object");
    LabelScheme scheme;
    scheme.id = text(document, "id");
    scheme.title = text(document, "title");
    scheme.multiple = flag(document, "multiple", true);
    if (const auto version = document.find("version");
        version != document.end() && version->is_number_integer() &&
        version->get<std::int64_t>() <= std::numeric_limits<int>::max() &&
        version->get<std::int64_t>() > 0)
        scheme.version = version->get<int>();
    for (const Json &group : list(document, "groups"))
        scheme.groups.push_back({text(group, "id"), text(group, "name")});
    for (const Json &entry : list(document, "codes")) {
        Result<LabelCode> code = readCode(entry);
        if (!code)
            return code.error();
        scheme.codes.push_back(std::move(*code));
    }
    if (const Result<void> ok = checkLabelScheme(scheme); !ok)
        return ok.error();
    return scheme;
}

Result<std::string> labelSchemeJson(const LabelScheme &scheme)
{
    Json json{{"id", scheme.id},         {"version", scheme.version},
              {"title", scheme.title},   {"multiple", scheme.multiple},
              {"groups", Json::array()}, {"codes", Json::array()}};
    for (const LabelGroup &group : scheme.groups)
        json["groups"].push_back(Json{{"id", group.id}, {"name", group.name}});
    for (const LabelCode &code : scheme.codes)
        json["codes"].push_back(codeJson(code));
    try {
        return json.dump(1) + "\n";
    } catch (const Json::exception &) {
        return Error{ErrorCode::InvalidArgument, "label scheme", "a text is not UTF-8"};
    }
}

std::vector<std::string> freeKeys(const LabelScheme &scheme)
{
    std::vector<std::string> keys;
    for (const char key : std::string_view("1234567890abcdefghijklmnopqrstuvwxyz")) {
        const bool taken =
            reservedKeys.find(key) != std::string_view::npos ||
            std::any_of(scheme.codes.begin(), scheme.codes.end(), [&](const LabelCode &code) {
                return code.key == std::string_view(&key, 1);
            });
        if (!taken)
            keys.emplace_back(1, key);
    }
    return keys;
}

const LabelScheme &divergenceScheme()
{
    static const LabelScheme scheme = [] {
        Result<LabelScheme> parsed =
            parseLabelScheme(embeddedFile("resources/labels/divergence.json"));
        // Compiled in and tested: a fault here is a broken build, not a run-time condition.
        if (!parsed)
            std::abort();
        return std::move(parsed).value();
    }();
    return scheme;
}
} // namespace gapscope
