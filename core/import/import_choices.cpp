// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_choices.h"

#include "core/import/fields.h"
#include "core/import/profile_json.h"

namespace gapscope {
std::string choicesJson(const ImportRequest &request)
{
    Json json = Json::object();
    const auto put = [&](const char *key, const std::string &value) {
        if (!value.empty())
            json[key] = value;
    };
    put("format", request.format);
    if (request.kind)
        json["kind"] = name(*request.kind);
    put("label", request.label);
    put("domain", request.domain);
    put("benchmark", request.benchmark);
    if (request.swapRoles)
        json["swap_roles"] = *request.swapRoles;
    if (request.profile)
        json["profile"] = Json::parse(profileJson(*request.profile));
    return dumped(json);
}

Result<ImportRequest> requestWith(std::string path, std::string_view choices)
{
    ImportRequest request;
    request.path = std::move(path);
    if (choices.empty())
        return request;
    const Json json = Json::parse(choices, nullptr, false);
    if (!json.is_object())
        return Error{ErrorCode::InputMalformed, request.path, "its choices are no JSON object"};
    request.format = textOf(member(json, "format"));
    const std::string kind = textOf(member(json, "kind"));
    for (const CorpusKind each :
         {CorpusKind::Real, CorpusKind::Simulated, CorpusKind::SelfDialog, CorpusKind::Unknown}) {
        if (kind == name(each))
            request.kind = each;
    }
    request.label = textOf(member(json, "label"));
    request.domain = textOf(member(json, "domain"));
    request.benchmark = textOf(member(json, "benchmark"));
    if (const Json *swap = member(json, "swap_roles"); swap && swap->is_boolean())
        request.swapRoles = swap->get<bool>();
    if (const Json *profile = member(json, "profile")) {
        Result<MappingProfile> read = profileFromJson(dumped(*profile));
        if (!read)
            return read.error();
        request.profile = std::make_shared<const MappingProfile>(std::move(*read));
    }
    return request;
}
} // namespace gapscope
