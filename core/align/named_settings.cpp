// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/named_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace gapscope {
namespace {
using Json = nlohmann::json;

// A row's divergence lies in 0–1; style is a sum of log ratios and has no upper end.
constexpr std::array<AlignSettingInfo, 9> table{{
    {"theta", 0.0, 1.0, &AlignSettings::theta},
    {"merge_containment", 0.0, 1.0, &AlignSettings::mergeContainment},
    {"moved_containment", 0.0, 1.0, &AlignSettings::movedContainment},
    {"divergent_above", 0.0, 1.0, &AlignSettings::divergentAbove},
    {"low_content", 0.0, 1.0, &AlignSettings::lowContent},
    {"moved_divergence", 0.0, 1.0, &AlignSettings::movedDivergence},
    {"merged_divergence", 0.0, 1.0, &AlignSettings::mergedDivergence},
    {"unmatched_divergence", 0.05, 1.0, &AlignSettings::unmatchedDivergence},
    {"style_flag", 0.1, 20.0, &AlignSettings::styleFlag},
}};

std::string rangeText(const AlignSettingInfo &info)
{
    std::array<char, 80> text{};
    const int length = std::snprintf(text.data(), text.size(), "%g to %g", info.least, info.most);
    return {text.data(), static_cast<std::size_t>(length)};
}
} // namespace

std::span<const AlignSettingInfo> alignSettingTable()
{
    return table;
}

Result<void> setAlignSetting(AlignSettings &settings, std::string_view name, double value)
{
    const auto found =
        std::find_if(table.begin(), table.end(),
                     [name](const AlignSettingInfo &one) { return one.name == name; });
    if (found == table.end())
        return Error{ErrorCode::InvalidArgument, "alignment setting " + std::string(name),
                     "no such setting"};
    if (!std::isfinite(value) || value < found->least || value > found->most)
        return Error{ErrorCode::InvalidArgument, "alignment setting " + std::string(name),
                     "takes " + rangeText(*found)};
    settings.*(found->member) = value;
    return {};
}

Result<void> setAlignSetting(AlignSettings &settings, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        return Error{ErrorCode::InvalidArgument, "alignment setting " + std::string(assignment),
                     "not of the form name=value"};
    const std::string_view number = assignment.substr(equals + 1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size())
        return Error{ErrorCode::InvalidArgument,
                     "alignment setting " + std::string(assignment.substr(0, equals)),
                     "“" + std::string(number) + "” is no number"};
    return setAlignSetting(settings, assignment.substr(0, equals), value);
}

std::string alignSettingsJson(const AlignSettings &settings)
{
    const AlignSettings validated;
    Json json = Json::object();
    for (const AlignSettingInfo &info : table)
        if (settings.*(info.member) != validated.*(info.member))
            json[std::string(info.name)] = settings.*(info.member);
    return json.dump();
}

Result<AlignSettings> parseAlignSettings(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error{ErrorCode::InputMalformed, "alignment settings", "not a JSON object"};
    AlignSettings settings;
    for (const auto &[name, value] : json.items()) {
        if (!value.is_number())
            return Error{ErrorCode::InputMalformed, "alignment setting " + name, "no number"};
        if (const Result<void> set = setAlignSetting(settings, name, value.get<double>()); !set)
            return set.error();
    }
    return settings;
}
} // namespace gapscope
