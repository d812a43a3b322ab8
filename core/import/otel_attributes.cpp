// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/otel_attributes.h"

#include "core/base/json_text.h"
#include "core/import/fields.h"
#include "core/import/span_messages.h"

#include <algorithm>
#include <map>
#include <utility>

namespace gapscope {
namespace {
constexpr int maxDepth = 32;

/// A value of OTLP: {stringValue}, {intValue: "1"}, {arrayValue: {values}} …
Json otlpValue(const Json &value, int depth)
{
    if (depth > maxDepth || !value.is_object())
        return value;
    if (const Json *number = member(value, "intValue")) {
        const Json read = number->is_string() ? jsonIn(textOf(number)) : *number;
        return read.is_discarded() ? *number : read;
    }
    if (const Json *list = member(value, "arrayValue")) {
        Json all = Json::array();
        if (const Json *values = member(*list, "values"); values && values->is_array()) {
            for (const Json &each : *values)
                all.push_back(otlpValue(each, depth + 1));
        }
        return all;
    }
    if (const Json *list = member(value, "kvlistValue")) {
        Json all = Json::object();
        if (const Json *values = member(*list, "values"); values && values->is_array()) {
            for (const Json &each : *values) {
                if (const Json *inner = member(each, "value"))
                    all[textOf(member(each, "key"))] = otlpValue(*inner, depth + 1);
            }
        }
        return all;
    }
    for (const std::string_view name : {"stringValue", "doubleValue", "boolValue", "bytesValue"}) {
        if (const Json *found = member(value, name))
            return *found;
    }
    return {};
}

bool isNumber(const std::string &key)
{
    return !key.empty() && key.size() < 10 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Json listsOf(Json value)
{
    if (value.is_array()) {
        for (Json &each : value)
            each = listsOf(std::move(each));
        return value;
    }
    if (!value.is_object() || value.empty())
        return value;
    bool numbers = true;
    for (auto &[key, inner] : value.items()) {
        inner = listsOf(std::move(inner));
        numbers = numbers && isNumber(key);
    }
    if (!numbers)
        return value;
    std::map<long, Json> sorted;
    for (auto &[key, inner] : value.items())
        sorted[std::stol(key)] = std::move(inner);
    Json list = Json::array();
    for (auto &[place, inner] : sorted)
        list.push_back(std::move(inner));
    return list;
}

Json nestedIn(const Json &value, int depth)
{
    if (depth > maxDepth)
        return value;
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json &each : value)
            list.push_back(nestedIn(each, depth + 1));
        return list;
    }
    if (!value.is_object())
        return value;
    Json tree = Json::object();
    for (const auto &[key, inner] : value.items()) {
        Json *place = &tree;
        std::size_t at = 0;
        for (int level = 0; level < maxDepth; ++level) {
            const std::size_t dot = key.find('.', at);
            if (!place->is_object())
                *place = Json::object();
            place = &(*place)[key.substr(at, dot == std::string::npos ? dot : dot - at)];
            if (dot == std::string::npos)
                break;
            at = dot + 1;
        }
        *place = nestedIn(inner, depth + 1);
    }
    return tree;
}
} // namespace

Json attributesOf(const Json &span)
{
    Json all = Json::object();
    const Json *attributes = member(span, "attributes");
    if (attributes && attributes->is_array()) {
        for (const Json &each : *attributes) {
            if (const Json *value = member(each, "value"))
                all[textOf(member(each, "key"))] = otlpValue(*value, 0);
        }
        return all;
    }
    if (attributes && attributes->is_object())
        return *attributes;
    constexpr std::string_view column = "attributes.";
    if (span.is_object()) {
        for (const auto &[key, value] : span.items()) {
            if (key.starts_with(column) && !value.is_null())
                all[key.substr(column.size())] = value;
        }
    }
    return all;
}

Json unflattened(const Json &flat)
{
    return listsOf(nestedIn(flat, 0));
}

Json attributesBelow(const Json &attributes, const std::string &name)
{
    if (const Json *whole = member(attributes, name))
        return whole->is_object() || whole->is_array() ? unflattened(*whole) : decoded(whole);
    Json found = Json::object();
    for (const auto &[key, value] : attributes.items()) {
        if (key.starts_with(name + "."))
            found[key.substr(name.size() + 1)] = value;
    }
    if (!found.empty())
        return unflattened(found);
    // Attributes may be nested already: {"llm": {"input_messages": [...]}}.
    const Json *place = &attributes;
    for (std::size_t at = 0; place;) {
        const std::size_t dot = name.find('.', at);
        place = member(*place, name.substr(at, dot == std::string::npos ? dot : dot - at));
        if (dot == std::string::npos)
            return place ? unflattened(*place) : Json();
        at = dot + 1;
    }
    return {};
}
} // namespace gapscope
