// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_scheme.h"

#include "core/base/embedded.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace gapscope {
namespace {
using Json = nlohmann::json;

Error malformed(std::string detail)
{
    return Error{ErrorCode::InputMalformed, "label scheme", std::move(detail)};
}

std::string text(const Json &object, const char *field)
{
    const auto found = object.find(field);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<void> check(const LabelScheme &scheme)
{
    if (scheme.id.empty() || scheme.version < 1 || scheme.codes.empty())
        return malformed("id, version or codes are missing");
    std::set<std::string> codes;
    std::set<std::string> keys;
    for (const LabelCode &code : scheme.codes) {
        if (code.code.empty() || code.name.empty())
            return malformed("a code without code or name");
        if (!codes.insert(code.code).second)
            return malformed("code " + code.code + " stands twice");
        if (!code.key.empty() && !keys.insert(code.key).second)
            return malformed("key " + code.key + " stands twice");
        const bool known = std::any_of(scheme.groups.begin(), scheme.groups.end(),
                                       [&](const LabelGroup &g) { return g.id == code.group; });
        if (!known)
            return malformed("code " + code.code + " is of an unknown group");
    }
    return {};
}
} // namespace

const LabelCode *LabelScheme::find(std::string_view code) const
{
    const auto found = std::find_if(codes.begin(), codes.end(),
                                    [&](const LabelCode &entry) { return entry.code == code; });
    return found == codes.end() ? nullptr : &*found;
}

Result<LabelScheme> parseLabelScheme(std::string_view json)
{
    const Json document = Json::parse(json, nullptr, false);
    if (!document.is_object())
        return malformed("not a JSON object");
    LabelScheme scheme;
    scheme.id = text(document, "id");
    scheme.title = text(document, "title");
    if (document.contains("version") && document["version"].is_number_integer())
        scheme.version = document["version"].get<int>();
    for (const Json &group : document.value("groups", Json::array()))
        scheme.groups.push_back({text(group, "id"), text(group, "name")});
    for (const Json &code : document.value("codes", Json::array())) {
        scheme.codes.push_back({text(code, "code"), text(code, "group"), text(code, "name"),
                                text(code, "definition"), text(code, "use"), text(code, "avoid"),
                                text(code, "key")});
    }
    if (const Result<void> ok = check(scheme); !ok)
        return ok.error();
    return scheme;
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
