// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_fast.h"

#include <simdjson.h>

#include <algorithm>

namespace gapscope {
namespace {
namespace dom = simdjson::dom;

/// Deeper or larger ones are left to the tolerant parser, which has the limits.
constexpr int mostLevels = 64;
constexpr std::size_t mostMembers = 64;
/// The parser's buffers take twelve times as much.
constexpr std::size_t mostBytes = std::size_t{1} << 20;

bool convert(const dom::element &from, Json &to, int level);

bool convertObject(const dom::object &from, Json &to, int level)
{
    if (from.size() > mostMembers)
        return false;
    Json::object_t members;
    members.reserve(from.size());
    for (const dom::key_value_pair &member : from) {
        const auto isSame = [&](const auto &known) { return known.first == member.key; };
        if (std::any_of(members.begin(), members.end(), isSame))
            return false;
        // Not by emplace(), which looks for the key once more.
        members.push_back({std::string(member.key), Json()});
        if (!convert(member.value, members.back().second, level + 1))
            return false;
    }
    to = std::move(members);
    return true;
}

bool convertArray(const dom::array &from, Json &to, int level)
{
    Json::array_t elements;
    elements.reserve(from.size());
    for (const dom::element &element : from) {
        if (!convert(element, elements.emplace_back(), level + 1))
            return false;
    }
    to = std::move(elements);
    return true;
}

bool convert(const dom::element &from, Json &to, int level)
{
    if (level > mostLevels)
        return false;
    switch (from.type()) {
    case dom::element_type::OBJECT:
        return convertObject(from.get_object().value_unsafe(), to, level);
    case dom::element_type::ARRAY:
        return convertArray(from.get_array().value_unsafe(), to, level);
    case dom::element_type::STRING:
        to = Json::string_t(from.get_string().value_unsafe());
        return true;
    case dom::element_type::INT64: {
        const std::int64_t number = from.get_int64().value_unsafe();
        // What has no sign is unsigned there.
        if (number < 0)
            to = number;
        else
            to = static_cast<std::uint64_t>(number);
        return true;
    }
    case dom::element_type::UINT64:
        to = from.get_uint64().value_unsafe();
        return true;
    case dom::element_type::DOUBLE:
        to = from.get_double().value_unsafe();
        return true;
    case dom::element_type::BOOL:
        to = from.get_bool().value_unsafe();
        return true;
    case dom::element_type::NULL_VALUE:
        to = nullptr;
        return true;
    }
    return false;
}

/// Half a surrogate pair would come out as bytes that are no UTF-8.
bool mayHoldSurrogates(std::string_view text)
{
    return text.find("\\ud") != std::string_view::npos ||
           text.find("\\uD") != std::string_view::npos;
}
} // namespace

std::optional<Json> parseOrdinary(std::string_view text)
{
    if (text.empty() || text.size() > mostBytes || mayHoldSurrogates(text))
        return std::nullopt;
    thread_local dom::parser parser;
    dom::element root;
    if (parser.parse(text.data(), text.size(), true).get(root) != simdjson::SUCCESS)
        return std::nullopt;
    std::optional<Json> value(std::in_place);
    if (!convert(root, *value, 0))
        return std::nullopt;
    return value;
}
} // namespace gapscope
