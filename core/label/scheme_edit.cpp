// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/scheme_edit.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace gapscope {
namespace {
Error unknown(const std::string &subject)
{
    return Error{ErrorCode::NotFound, subject, "the scheme has no such code or group"};
}

LabelCode *find(LabelScheme &scheme, const std::string &code)
{
    const auto found = std::ranges::find(scheme.codes, code, &LabelCode::code);
    return found == scheme.codes.end() ? nullptr : &*found;
}

LabelGroup *findGroup(LabelScheme &scheme, const std::string &id)
{
    const auto found = std::ranges::find(scheme.groups, id, &LabelGroup::id);
    return found == scheme.groups.end() ? nullptr : &*found;
}

/// The scheme one version on, if it is one.
Result<SchemeEdit> made(LabelScheme scheme, std::string change)
{
    if (scheme.version == std::numeric_limits<int>::max())
        return Error{ErrorCode::InvalidArgument, scheme.id, "no further version"};
    ++scheme.version;
    if (auto ok = checkLabelScheme(scheme); !ok)
        return Error{ErrorCode::InvalidArgument, scheme.id, ok.error().detail};
    if (std::ranges::all_of(scheme.codes, &LabelCode::retired))
        return Error{ErrorCode::InvalidArgument, scheme.id, "no code would be left in use"};
    return SchemeEdit{std::move(scheme), std::move(change)};
}

Result<void> checkKey(const LabelScheme &scheme, const std::string &code, const std::string &key)
{
    if (key.empty())
        return {};
    if (key.size() == 1 && reservedKeys.find(key[0]) != std::string_view::npos)
        return Error{ErrorCode::Conflict, "gapscope", "key " + key + " is one of the program"};
    for (const LabelCode &other : scheme.codes) {
        if (other.key == key && other.code != code)
            return Error{ErrorCode::Conflict, other.code, "it has the key " + key};
    }
    return {};
}

std::string titled(const LabelCode &code)
{
    return code.code + " " + code.name;
}
} // namespace

Result<SchemeEdit> addCode(const LabelScheme &scheme, const LabelCode &code, std::size_t position)
{
    if (const LabelCode *there = scheme.find(code.code))
        return Error{ErrorCode::Conflict, there->code, "there is a code of this name"};
    if (auto ok = checkKey(scheme, code.code, code.key); !ok)
        return ok.error();
    LabelScheme now = scheme;
    position = std::min(position, now.codes.size());
    now.codes.insert(now.codes.begin() + static_cast<std::ptrdiff_t>(position), code);
    return made(std::move(now), titled(code) + " added");
}

Result<SchemeEdit> redefineCode(const LabelScheme &scheme, const LabelCode &code)
{
    LabelScheme now = scheme;
    LabelCode *place = find(now, code.code);
    if (!place)
        return unknown(code.code);
    const LabelCode before = *place;
    *place = code;
    place->key = before.key;
    place->retired = before.retired;
    place->mergedInto = before.mergedInto;
    std::string change = before.name == code.name ? titled(code) + " redefined"
                                                  : titled(before) + " renamed to " + code.name;
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> retireCode(const LabelScheme &scheme, const std::string &code)
{
    LabelScheme now = scheme;
    LabelCode *place = find(now, code);
    if (!place)
        return unknown(code);
    place->retired = true;
    place->key.clear();
    std::string change = titled(*place) + " retired";
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> restoreCode(const LabelScheme &scheme, const std::string &code)
{
    LabelScheme now = scheme;
    LabelCode *place = find(now, code);
    if (!place)
        return unknown(code);
    place->retired = false;
    place->mergedInto.clear();
    std::string change = titled(*place) + " restored";
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> mergeCodes(const LabelScheme &scheme, const std::string &from,
                              const std::string &into)
{
    LabelScheme now = scheme;
    LabelCode *source = find(now, from);
    const LabelCode *target = find(now, into);
    if (!source || !target)
        return unknown(source ? into : from);
    if (source == target || target->retired)
        return Error{ErrorCode::InvalidArgument, into, "a code cannot be merged into it"};
    source->retired = true;
    source->key.clear();
    source->mergedInto = into;
    std::string change = titled(*source) + " merged into " + titled(*target);
    for (LabelCode &code : now.codes) {
        if (code.mergedInto == from)
            code.mergedInto = into;
    }
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> setCodeKey(const LabelScheme &scheme, const std::string &code,
                              const std::string &key)
{
    LabelScheme now = scheme;
    LabelCode *place = find(now, code);
    if (!place)
        return unknown(code);
    if (auto ok = checkKey(scheme, code, key); !ok)
        return ok.error();
    place->key = key;
    std::string change = titled(*place) + (key.empty() ? " without a key" : " on key " + key);
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> moveCode(const LabelScheme &scheme, const std::string &code,
                            std::size_t position)
{
    LabelScheme now = scheme;
    const auto found = std::ranges::find(now.codes, code, &LabelCode::code);
    if (found == now.codes.end())
        return unknown(code);
    LabelCode moved = std::move(*found);
    now.codes.erase(found);
    position = std::min(position, now.codes.size());
    std::string change = titled(moved) + " moved to place " + std::to_string(position + 1);
    now.codes.insert(now.codes.begin() + static_cast<std::ptrdiff_t>(position), std::move(moved));
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> addGroup(const LabelScheme &scheme, const LabelGroup &group)
{
    LabelScheme now = scheme;
    if (findGroup(now, group.id))
        return Error{ErrorCode::Conflict, group.id, "there is a group of this name"};
    now.groups.push_back(group);
    return made(std::move(now), "group " + group.id + " " + group.name + " added");
}

Result<SchemeEdit> renameGroup(const LabelScheme &scheme, const LabelGroup &group)
{
    LabelScheme now = scheme;
    LabelGroup *place = findGroup(now, group.id);
    if (!place)
        return unknown(group.id);
    std::string change = "group " + group.id + " " + place->name + " renamed to " + group.name;
    place->name = group.name;
    return made(std::move(now), std::move(change));
}

Result<SchemeEdit> setMultiple(const LabelScheme &scheme, bool multiple)
{
    LabelScheme now = scheme;
    now.multiple = multiple;
    return made(std::move(now), multiple ? "several codes a row" : "one code a row");
}
} // namespace gapscope
