// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/speaker_groups.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace gapscope {
namespace {
using Json = nlohmann::json;

constexpr std::array<std::string_view, 20> fields{
    "dialect",  "accent", "speaker_group",  "user_group",      "group",
    "gender",   "sex",    "age_group",      "ethnicity",       "race",
    "country",  "region", "nationality",    "native_language", "first_language",
    "language", "locale", "native_speaker", "education",       "population"};

constexpr std::array<std::string_view, 8> holders{"metadata", "user",         "participant",
                                                  "speaker",  "demographics", "profile",
                                                  "persona",  "annotator"};

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N> &list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

void collect(const Json &object, std::map<std::string, std::string> &groups, bool inside)
{
    for (const auto &[key, value] : object.items()) {
        if (isOneOf(fields, key)) {
            if (value.is_string() && !value.get_ref<const std::string &>().empty())
                groups.emplace(key, value.get<std::string>());
            else if (value.is_boolean())
                groups.emplace(key, value.get<bool>() ? "true" : "false");
        } else if (!inside && value.is_object() && isOneOf(holders, key)) {
            collect(value, groups, true);
        }
    }
}
} // namespace

std::map<std::string, std::string> speakerGroups(const Dialogue &dialogue)
{
    std::map<std::string, std::string> groups;
    if (dialogue.metadata.empty())
        return groups;
    const Json record = Json::parse(dialogue.metadata, nullptr, false);
    if (record.is_object())
        collect(record, groups, false);
    return groups;
}
} // namespace gapscope
