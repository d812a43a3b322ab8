// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/field_list.h"

#include "core/import/field_path.h"
#include "core/import/fields.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace gapscope {
namespace {
constexpr int deepest = 8;
constexpr std::size_t mostFields = 2000;
constexpr std::size_t valuesShown = 4;
constexpr std::size_t valuesCounted = 1000;
constexpr std::size_t valueLength = 80;
constexpr std::size_t elementsLookedAt = 200;

std::string typeOf(const Json &value)
{
    if (value.is_string())
        return "text";
    if (value.is_number())
        return "number";
    if (value.is_boolean())
        return "yes/no";
    if (value.is_array())
        return "list";
    return value.is_object() ? "object" : "nothing";
}

std::string shortened(const Json &value)
{
    std::string text = textOf(&value);
    if (text.size() <= valueLength)
        return text;
    std::size_t cut = valueLength;
    // Not within a character of UTF-8.
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0U) == 0x80U)
        --cut;
    return text.substr(0, cut) + "…";
}

/// An element that is itself a short list of texts, as ["customer", "Hello"]: places are fields.
bool isTuple(const Json &value, const FieldPath &path)
{
    constexpr std::size_t longest = 4;
    return value.is_array() && value.size() >= 2 && value.size() <= longest && !path.empty() &&
           path.steps().back().kind == FieldPath::Kind::Elements &&
           std::none_of(value.begin(), value.end(),
                        [](const Json &part) { return part.is_structured(); });
}

class Listing
{
public:
    void add(const Json &value, const FieldPath &path, int depth)
    {
        if (!path.empty() && !note(value, path))
            return;
        if (depth == deepest)
            return;
        if (isTuple(value, path)) {
            for (std::size_t i = 0; i < value.size(); ++i)
                add(value[i], path.with({FieldPath::Kind::Element, std::to_string(i)}), depth + 1);
        } else if (value.is_array()) {
            const FieldPath inside = path.with({FieldPath::Kind::Elements, {}});
            std::size_t looked = 0;
            for (const Json &element : value) {
                if (looked++ == elementsLookedAt)
                    break;
                add(element, inside, depth + 1);
            }
        } else if (isMapOfRecords(value)) {
            const FieldPath inside = path.with({FieldPath::Kind::Members, {}});
            for (const Json &element : value)
                add(element, inside, depth + 1);
        } else if (value.is_object()) {
            for (const auto &[name, element] : value.items())
                add(element, path.with({FieldPath::Kind::Member, name}), depth + 1);
        }
    }

    std::vector<FieldSample> take() { return std::move(m_fields); }

private:
    bool note(const Json &value, const FieldPath &path)
    {
        const std::string text = path.text();
        auto known = m_place.find(text);
        if (known == m_place.end()) {
            if (m_fields.size() == mostFields)
                return false;
            known = m_place.emplace(text, m_fields.size()).first;
            m_fields.push_back({text, typeOf(value), 0, {}, 0});
            m_values.emplace_back();
        }
        FieldSample &field = m_fields[known->second];
        ++field.seen;
        if (field.type == "nothing")
            field.type = typeOf(value);
        if (value.is_structured() || value.is_null())
            return true;
        std::set<std::string> &values = m_values[known->second];
        std::string shown = shortened(value);
        if (values.size() == valuesCounted || !values.insert(shown).second)
            return true;
        field.different = static_cast<int>(values.size());
        if (field.values.size() < valuesShown)
            field.values.push_back(std::move(shown));
        return true;
    }

    std::vector<FieldSample> m_fields;
    std::vector<std::set<std::string>> m_values;
    std::unordered_map<std::string, std::size_t> m_place;
};
} // namespace

bool isMapOfRecords(const Json &value)
{
    if (!value.is_object() || value.empty())
        return false;
    std::map<std::string, std::size_t> names;
    std::set<std::string> lists;
    for (const Json &each : value) {
        if (!each.is_object() || each.empty())
            return false;
        for (const auto &[name, inner] : each.items()) {
            ++names[name];
            if (inner.is_array())
                lists.insert(name);
        }
    }
    if (value.size() == 1) {
        const std::string id = value.items().begin().key();
        return !lists.empty() && id.find_first_of("0123456789") != std::string::npos;
    }
    // One shape, and that of a record rather than of an answer: a list is in nearly all of them.
    const auto isCommon = [&](const std::string &name) {
        return names[name] * 10 >= value.size() * 9;
    };
    return std::any_of(lists.begin(), lists.end(), isCommon);
}

std::vector<FieldSample> listFields(const Json &value)
{
    Listing listing;
    listing.add(value, FieldPath(), 0);
    return listing.take();
}
} // namespace gapscope
