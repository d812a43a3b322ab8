// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/field_path.h"

#include "core/import/fields.h"

namespace gapscope {
namespace {
Error badPath(std::string_view text, const char *why)
{
    return Error{ErrorCode::InvalidArgument, std::string(text), why};
}

/// Calls `take` with every value the steps from `at` on lead to; false ends the walk.
template <class Take>
bool walk(const Json &value, const std::vector<FieldPath::Step> &steps, std::size_t at,
          const Take &take)
{
    if (at == steps.size())
        return take(value);
    const FieldPath::Step &step = steps[at];
    switch (step.kind) {
    case FieldPath::Kind::Member: {
        const Json *found = member(value, step.name);
        return !found || walk(*found, steps, at + 1, take);
    }
    case FieldPath::Kind::Element: {
        const std::size_t number = std::stoul(step.name);
        return !value.is_array() || number >= value.size() ||
               walk(value[number], steps, at + 1, take);
    }
    case FieldPath::Kind::Elements:
        if (!value.is_array())
            return true;
        break;
    case FieldPath::Kind::Members:
        if (!value.is_object())
            return true;
        break;
    }
    for (const Json &element : value) {
        if (!walk(element, steps, at + 1, take))
            return false;
    }
    return true;
}
} // namespace

Result<FieldPath> FieldPath::parse(std::string_view text)
{
    std::vector<Step> steps;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text.substr(at, 2) == "[]") {
            steps.push_back({Kind::Elements, {}});
            at += 2;
        } else if (text[at] == '[') {
            const std::size_t close = text.find(']', at);
            const std::string_view number = text.substr(at + 1, close - at - 1);
            // A few digits: no number of elements in a record needs more.
            if (close == std::string_view::npos || number.empty() || number.size() > 6 ||
                number.find_first_not_of("0123456789") != std::string_view::npos)
                return badPath(text, "\"[\" is not followed by a number or \"]\"");
            steps.push_back({Kind::Element, std::string(number)});
            at = close + 1;
        } else {
            std::string name;
            bool escaped = false;
            while (at < text.size() && text[at] != '.' && text[at] != '[') {
                if (text[at] == '\\' && at + 1 < text.size()) {
                    escaped = true;
                    ++at;
                }
                name += text[at++];
            }
            if (name.empty())
                return badPath(text, "a name is empty");
            const bool every = name == "*" && !escaped;
            steps.push_back(every ? Step{Kind::Members, {}} : Step{Kind::Member, std::move(name)});
        }
        if (at < text.size() && text[at] == '.') {
            ++at;
            if (at == text.size())
                return badPath(text, "it ends with a dot");
        }
    }
    return FieldPath(std::move(steps));
}

std::string FieldPath::text() const
{
    std::string text;
    for (const Step &step : m_steps) {
        if (step.kind == Kind::Elements) {
            text += "[]";
            continue;
        }
        if (step.kind == Kind::Element) {
            text += "[" + step.name + "]";
            continue;
        }
        if (!text.empty())
            text += '.';
        if (step.kind == Kind::Members)
            text += '*';
        for (const char c : step.name) {
            const bool special =
                c == '.' || c == '[' || c == '\\' || (c == '*' && step.name == "*");
            if (special)
                text += '\\';
            text += c;
        }
    }
    return text;
}

FieldPath FieldPath::with(Step step) const
{
    FieldPath longer = *this;
    longer.m_steps.push_back(std::move(step));
    return longer;
}

FieldPath FieldPath::from(std::size_t first) const
{
    return FieldPath({m_steps.begin() + static_cast<std::ptrdiff_t>(first), m_steps.end()});
}

FieldPath FieldPath::upTo(std::size_t count) const
{
    return FieldPath({m_steps.begin(), m_steps.begin() + static_cast<std::ptrdiff_t>(count)});
}

const Json *FieldPath::first(const Json &value) const
{
    const Json *found = nullptr;
    walk(value, m_steps, 0, [&](const Json &each) {
        if (!each.is_null())
            found = &each;
        return !found;
    });
    return found;
}

std::vector<const Json *> FieldPath::all(const Json &value) const
{
    std::vector<const Json *> found;
    walk(value, m_steps, 0, [&](const Json &each) {
        found.push_back(&each);
        return true;
    });
    return found;
}
} // namespace gapscope
